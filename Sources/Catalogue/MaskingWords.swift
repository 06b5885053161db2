/// Chinese words by which personal data is recognised so that it can be hidden.
public enum MaskingWords {
  /// Answers to "how can we reach you" that are no personal data.
  public static let plainContacts: Set<String> = [
    "本机", "来电号码", "同来电", "现场", "不详", "不知", "无", "本人", "联系", "电话", "手机", "姓名", "报警人", "就在现场", "打本机",
    "此号码", "这个号码", "先生", "女士",
  ]
  /// What stands behind the number of a house, a building, a unit, a floor or a room.
  public static let houseMarks: Set<Character> = ["号", "幢", "栋", "座", "室", "弄", "楼", "层", "户", "院", "#"]
  /// The same of two characters.
  public static let longHouseMarks: [String] = ["单元"]
  /// Numerals of an address written out.
  public static let numerals: Set<Character> = [
    "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "甲", "乙", "丙", "丁", "东", "西",
  ]
  /// What a name follows in running text.
  public static let namePrefixes: [String] = ["姓名是", "姓名", "我叫", "名叫", "叫做", "他叫", "她叫", "本人叫", "名字是", "名字叫"]
  /// Family names of two characters.
  public static let doubleSurnames: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫", "申屠", "澹台",
  ]
}

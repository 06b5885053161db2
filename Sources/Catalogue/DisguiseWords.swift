/// Chinese words by which a call's texts are made into a scenario that names nobody.
public enum DisguiseWords {
  /// What a plate begins with.
  public static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
  /// What the name of a firm, a house or a street ends with; the name before it goes.
  public static let endings = [
    "公司", "集团", "事务所", "印刷厂", "纺织厂", "厂", "中学", "小学", "大学", "学院", "学校", "幼儿园", "医院", "诊所", "银行", "酒店",
    "宾馆", "饭店", "超市", "商场", "工地", "小区", "新村", "花园", "家园", "公寓", "大厦", "广场", "新苑", "苑", "大道", "路", "街", "巷",
    "弄", "镇", "村",
  ]
  /// Words that stand before such a name and are no part of it.
  public static let before = Set("在到去从往是和与的了我你他她们把被给就有一这那每某由对向、")
  /// A plate nobody has.
  public static let plate = "苏A·00000"
  /// What stands for a name in Chinese.
  public static let person = "某某"
  /// What stands for the name of a place or a firm.
  public static let some = "某"
  /// What stands for a name in English.
  public static let someone = "Somebody"
}

/// Takes names and addresses out of the words of a real call.
///
/// It errs on the side of hiding too much, and a person reads the result over all the same: names cannot be
/// told from other words with certainty.
public struct NameHiding: Sendable {
  private static let marks = Set(" ,.;:，。；：、()（）")
  private static let places = Set("路街巷弄村镇乡幢栋室号里苑园")
  private static let surnames = Set(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
      + "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖"
      + "龚文")
  /// What may stand before a name in running text: persons and what is done to them.
  private static let leads = Set("叫是为被和与跟把对向给找人夫妻子儿女爸妈父母公婆哥弟姐妹友居板主员工客者生师、")
  /// What may stand behind a name in running text.
  private static let follows = Set("被把和与跟打说在的偷骗抢拿用是有要先女师总某老给向对从到于住骂追砍伤推来去已现喝不没将让、")
  /// Surnames that are colours: 白色轿车 is no name.
  private static let colours = Set("白黄")
  private static let someone = "某某"

  private let known: [String]

  /// Hides the names in `texts`, answers that say who somebody is, wherever else they stand.
  public init(namesIn texts: [String]) {
    known = texts.flatMap { text in
      text.split { !Self.isChinese($0) }.map(String.init)
        .filter { (2...4).contains($0.count) && !MaskingWords.plainContacts.contains($0) }
    }
  }

  /// The text with names and addresses made unspecific.
  public func hidden(_ text: String) -> String {
    var text = text
    for name in known { text = text.replacing(name, with: Self.someone) }
    var result = ""
    var piece = ""
    for character in text + " " {
      if Self.marks.contains(character) {
        result += Self.hidden(piece: piece)
        result.append(character)
        piece = ""
      } else {
        piece.append(character)
      }
    }
    result.removeLast()
    return result
  }

  /// The names that stand in the text, as `hidden` would find them.
  public static func names(in text: String) -> Set<String> {
    var names: Set<String> = []
    for piece in text.split(whereSeparator: { marks.contains($0) }).map(Array.init) {
      if (2...4).contains(piece.count), isSurname(piece, at: 0), piece.allSatisfy(isChinese) {
        names.insert(String(piece))
      }
      for range in runningNames(piece) { names.insert(String(piece[range])) }
    }
    return names
  }

  /// What a person is called without the family name; nil where that is one character, which is no name.
  public static func givenName(of name: String) -> String? {
    let family = MaskingWords.doubleSurnames.contains(String(name.prefix(2))) ? 2 : 1
    return name.count == family + 2 ? String(name.suffix(2)) : nil
  }

  private static func isChinese(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
  }

  /// Whether a name may begin there: a colour that is also a surname names a thing.
  private static func isSurname(_ text: [Character], at place: Int) -> Bool {
    guard surnames.contains(text[place]) else { return false }
    let isColour = place + 1 < text.count && text[place + 1] == "色" && colours.contains(text[place])
    return !isColour
  }

  /// A piece between punctuation: an address when it holds a mark of one, a name when it is short enough.
  private static func hidden(piece: String) -> String {
    if piece.contains(where: { places.contains($0) }), piece.count > 2 { return "示例处" }
    var piece = piece
    for mark in ["名叫", "姓名", "叫"] where piece.contains(mark) {
      piece = String(piece.prefix { !mark.contains($0) }) + mark + someone
    }
    if (2...4).contains(piece.count), isSurname(Array(piece), at: 0) { return someone }
    return withoutRunningNames(Array(piece))
  }

  private static func withoutRunningNames(_ text: [Character]) -> String {
    var (result, index) = ("", 0)
    for range in runningNames(text) {
      result += String(text[index..<range.lowerBound]) + someone
      index = range.upperBound
    }
    return result + String(text[index...])
  }

  /// Where names stand within a sentence: a surname behind a person or at the beginning, one or two
  /// characters, and what may follow a name.
  private static func runningNames(_ text: [Character]) -> [Range<Int>] {
    var (names, index): ([Range<Int>], Int) = ([], 0)
    while index < text.count {
      let length = nameLength(text, index)
      if let length { names.append(index..<(index + length)) }
      index += length ?? 1
    }
    return names
  }

  private static func nameLength(_ text: [Character], _ start: Int) -> Int? {
    let isDouble =
      start + 1 < text.count && MaskingWords.doubleSurnames.contains(String(text[start...(start + 1)]))
    let isLed = start == 0 || leads.contains(text[start - 1]) || !isChinese(text[start - 1])
    guard isDouble || isLed else { return nil }
    guard isDouble || isSurname(text, at: start) else { return nil }
    let family = isDouble ? 2 : 1
    // Where the second character may follow a name as well, the shorter name is meant: 王芳被骗.
    let second = start + family + 1
    let isShort = second < text.count && follows.contains(text[second])
    return (isShort ? [family + 1, family + 2] : [family + 2, family + 1]).first { length in
      let end = start + length
      guard end <= text.count, text[start..<end].allSatisfy(isChinese) else { return false }
      return end == text.count || follows.contains(text[end]) || !isChinese(text[end])
    }
  }
}

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
  /// Chinese digits as they are spoken, with the plain ones they stand for.
  public static let digits: [Unicode.Scalar: Unicode.Scalar] = [
    "〇": "0", "零": "0", "一": "1", "幺": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
    "八": "8", "九": "9",
  ]
  /// What multiplies the digit before it.
  public static let numberUnits: [Unicode.Scalar: Int] = ["十": 10, "百": 100]
  /// What Chinese numbers are written with.
  public static let numberScalars = Array(digits.keys) + Array(numberUnits.keys)
  /// What a number plate begins with: its province.
  public static let plateProvinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
  /// What some number plates end with.
  public static let plateEndings = "挂学警港澳领使"
  /// What the words a name follows begin with.
  public static let nameBeginnings = Set(namePrefixes.compactMap(\.first))
  /// Forms of address behind a name.
  public static let formsOfAddress: [String] = ["先生", "女士", "小姐", "师傅", "同志", "老师", "大爷", "阿姨"]
  /// Family names of two characters.
  public static let doubleSurnames: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫", "申屠", "澹台",
  ]
}

/// Chinese words by which a call's texts are made into a scenario that names nobody.
public enum DisguiseWords {
  /// What a plate begins with.
  public static let provinces = Set(MaskingWords.plateProvinces)
  /// What the name of a firm, a house or a street ends with; the name before it goes.
  public static let endings = [
    "公司", "集团", "事务所", "印刷厂", "纺织厂", "厂", "中学", "小学", "大学", "学院", "学校", "幼儿园", "医院", "诊所", "银行", "酒店",
    "宾馆", "饭店", "超市", "商场", "工地", "小区", "新村", "花园", "家园", "公寓", "大厦", "广场", "新苑", "苑", "大道", "路", "街", "巷",
    "弄", "镇", "村",
  ]
  /// What may stand between a number and the thing counted.
  public static let about = Set("多余来几")
  /// What a number stands before that is an age, a time or a count of people and things, which says of nobody
  /// who it is.
  public static let counted = Set("岁个人名位辆点分小天户只次")
  /// Words that stand before such a name and are no part of it.
  public static let before = Set("在到去从往是和与的了我你他她们把被给就有一这那每某由对向、")
  /// English words that say of nobody who it is, where they stand in a name, an address or an employer.
  public static let plainEnglish: Set<String> = [
    "a", "an", "and", "apartment", "at", "avenue", "block", "building", "by", "call", "called", "caller",
    "city",
    "company", "district", "east", "estate", "factory", "flat", "floor", "for", "from", "garden", "gate",
    "he", "her",
    "here", "his", "home", "hospital", "hotel", "house", "i", "in", "is", "it", "lane", "live", "lives", "me",
    "mobile", "my", "name", "near", "next", "no", "north", "not", "number", "of", "office", "on", "or", "our",
    "park", "phone", "please", "road", "room", "same", "school", "she", "shop", "side", "south", "station",
    "store", "street", "tel", "telephone", "that", "the", "their", "there", "they", "this", "to", "unit",
    "we",
    "west", "with", "work", "working", "works", "yes", "you",
  ]
  /// What stands before a name in English, with or without a stop.
  public static let titles: Set<String> = ["mr", "mrs", "ms", "miss", "dr", "officer", "sir", "madam"]
  /// A plate nobody has.
  public static let plate = "苏A·00000"
  /// What stands for a name in Chinese.
  public static let person = "某某"
  /// What stands for the name of a place or a firm.
  public static let some = "某"
  /// What stands for a name in English.
  public static let someone = "Somebody"
}

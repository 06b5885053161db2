/// The words of `call110 protocol show` and `check`.
extension Message {
  package static let summaryProtocolShow = Message(
    "显示接警规程: 要素、用语、分支、禁语、类别、转介等",
    "show the protocol: elements, phrases, branches, taboo phrases, categories, referrals")
  package static let summaryProtocolCheck = Message(
    "检查规程文件, 一次列出全部错误", "check a protocol file and list every fault at once")
  package static let optionProtocol = Message(
    "使用这个规程文件 (默认用随程序的)", "use this protocol file (default: the one inside the program)")
  /// Each line is a text as it is typed, with a tab and codes behind it where it is known what is right.
  package static let commandProtocolWords = Message(
    "报警人的话 (每行一句, Tab 后可写类别编码) 会提示哪些类别",
    "which kinds of calls are proposed for texts (a line each, with a tab the codes that are right)")
  /// How many texts found a right kind.
  package static func wordsRight(first: Int, among: Int, of count: Int) -> Message {
    Message(
      "第一个就对 \(first), 前三个有对的 \(among), 共 \(count)", "right first \(first), among three \(among), of \(count)"
    )
  }
  /// `--file` of `protocol show`.
  public static let optionProtocolAsFile = Message(
    "输出为一个完整的规程文件, 可作修改的起点", "print a complete protocol file to start from")

  /// There is no such part of the protocol.
  public static func unknownProtocolSection(_ name: String, chinese: String, english: String) -> Message {
    Message(
      "规程没有“\(name)”这一部分。可用: \(chinese)", "the protocol has no part '\(name)'. Use one of: \(english)")
  }

  /// A protocol file cannot be used; `fault` is the first of its faults.
  public static func protocolRejected(_ fault: Message, file: String, others: Int) -> Message {
    guard others > 0 else { return fault }
    return Message(
      "\(fault.chinese) (还有 \(others) 处错误, 见 call110 protocol check \(file))",
      "\(fault.english) (and \(others) more, see call110 protocol check \(file))")
  }

  /// Heading: elements.
  public static let protocolElements = Message("要素 (第一条)", "Elements (article 1)")
  /// Heading: phrases.
  public static let protocolPhrases = Message("用语", "Phrases")
  /// Heading: branches.
  public static let protocolBranches = Message("分支", "Branches")
  /// Heading: taboo phrases.
  public static let protocolTaboo = Message("服务禁忌用语", "Taboo phrases")
  /// Heading: categories.
  public static let protocolCategories = Message("警情类别", "Categories")
  /// Heading: levels.
  public static let protocolLevels = Message("警情等级", "Levels")
  /// Heading: words of danger to life.
  public static let protocolDangers = Message(
    "危险词 (等级偏低时提醒一次)", "Danger words (a lower level is queried once)")
  /// Which promises telling a kind of unit keeps.
  public static func unitKindKeeps(_ promises: String) -> Message {
    Message("落实许诺: \(promises)", "keeps: \(promises)")
  }
  /// Heading: kinds of units.
  public static let protocolUnitKinds = Message("单位类型", "kinds of units")
  /// Heading: units.
  public static let protocolUnits = Message("单位", "Units")
  /// Heading: languages.
  public static let protocolLanguages = Message("通话语言", "Languages")
  /// Heading: complaint fields.
  public static let protocolComplaintFields = Message("投诉登记项 (第七条)", "Complaint fields (article 7)")
  /// Heading: safe checks.
  public static let protocolSafeChecks = Message(
    "安全确认问法 (静默或低语来电)", "Safety questions (silent or whispering caller)")
  /// Heading: place prompts.
  public static let protocolPlacePrompts = Message("问地点的提示", "Prompts for finding the place")
  /// Heading: referrals.
  public static let protocolReferrals = Message("转介目录 (第五条)", "Referral directory (article 5)")

  /// Label: city.
  public static let protocolCity = Message("城市", "city")
  /// Label: version.
  public static let protocolVersion = Message("版本", "version")
  /// Label: digest.
  public static let protocolDigest = Message("摘要", "digest")
  /// Label: ring limit.
  public static let protocolRings = Message("接听时限", "ring limit")
  /// Label: complaint reply.
  public static let protocolReply = Message("投诉答复", "complaint reply")
  /// Label: inspectors.
  public static let protocolInspectors = Message("督察单位", "inspectors")
  package static let labelAddress = Message("地址", "address")
  package static let labelTelephone = Message("电话", "phone")
  package static let labelHours = Message("时间", "hours")
  /// Label: agreed answer.
  public static let labelAnswer = Message("统一答复", "agreed answer")
  package static let labelMatters = Message("事项", "matters")
  /// Label: last checked.
  public static let labelChecked = Message("核对", "checked")
  /// Label: what to say instead.
  public static let labelInstead = Message("改说", "instead")
  /// Label: required phrases.
  public static let labelSay = Message("须说", "must be said")
  /// Label: required phrases before hanging up.
  public static let labelSayBeforeHangUp = Message("挂机前须说", "must be said before hanging up")
  /// Label: required deeds.
  public static let labelDeeds = Message("须做", "must be done")
  /// Between alternatives.
  public static let wordOr = Message(" 或 ", " or ")
  /// Mark of wording that is this centre's own.
  public static let wordLocal = Message("本地", "local")
  /// Mark of prescribed wording.
  public static let wordPrescribed = Message("规定", "prescribed")

  /// Mark of what no centre has confirmed.
  public static let wordExample = Message("示例", "example")

  /// `3 × 5.000 s`.
  public static func protocolRingLimit(rings: Int, cycle: Int64) -> Message {
    Message("\(rings) 声 × \(cycle) 毫秒之内", "within \(rings) rings of \(cycle) ms")
  }

  /// `3 working days`.
  public static func workingDays(_ count: Int) -> Message {
    Message("\(count) 个工作日内", "within \(counted(count, "working day"))")
  }

  /// `article 3`, by its name in the protocol file.
  public static func article(_ name: String) -> Message {
    switch name {
    case "manners": Message("文明礼仪", "manners")
    case "local": Message("本地", "local")
    default: Message("第\(chineseDigits[name] ?? name)条", "article \(name)")
    }
  }

  /// A deed a branch requires, by its name in the protocol file.
  public static func deed(_ name: String) -> Message {
    switch name {
    case "link": Message("关联先前警情", "link to the earlier call")
    case "chase": Message("再次催办单位", "chase the unit again")
    case "notify": Message("通知单位 (何单位、何人、何时)", "notify a unit (which, who, when)")
    case "address-and-telephone": Message("告知地址和电话", "give address and phone number")
    case "four-fields": Message("登记姓名、住址、工作单位、电话", "take name, address, employer, phone number")
    default: Message(name, name)
    }
  }

  private static let chineseDigits = [
    "1": "一", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七",
  ]
}

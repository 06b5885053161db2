/// What is wrong in a scenario file, and what to do.
extension Message {
  package static func drillFileTooLarge(_ limit: Int) -> Message {
    Message("文件超过 \(limit) 字节, 请分成几个文件", "larger than \(limit) bytes; split it into several files")
  }
  package static let drillNotUTF8 = Message("不是 UTF-8, 请以 UTF-8 保存", "not UTF-8; save the file as UTF-8")
  package static let drillControlCharacter = Message("含控制字符, 请删去", "contains a control character; delete it")
  package static let drillNotAnEntry = Message(
    "应为 [种类 名称]、键 = 值 或 # 注释", "expected [kind name], key = value, or a # comment")
  package static let drillEntryOutside = Message(
    "此行前应先有 [scenario 名称]", "put [scenario NAME] before this line")
  package static let drillPartOutside = Message(
    "此节应放在一个 [scenario] 之后", "this section belongs after a [scenario]")
  package static func drillUnknownSection(_ allowed: String) -> Message {
    Message("没有这种节, 可用: \(allowed)", "no such section; use one of: \(allowed)")
  }
  package static let drillBadName = Message(
    "节的名称应由 a-z 0-9 - 组成", "a section name may only contain a-z 0-9 -")
  package static func drillDuplicated(_ line: Int) -> Message {
    Message("与第 \(line) 行重复, 请留一个", "already on line \(line); keep one")
  }
  package static func drillUnknownKey(_ key: String, _ allowed: String) -> Message {
    Message("没有键 \(key), 可用: \(allowed)", "no such key \(key); use one of: \(allowed)")
  }
  package static func drillMissingKey(_ key: String) -> Message {
    Message("缺少 \(key)", "\(key) is missing; add it")
  }
  package static func drillEmptyValue(_ key: String) -> Message {
    Message("\(key) 没有值", "\(key) has no value")
  }
  package static func drillValueTooLong(_ key: String, _ limit: Int) -> Message {
    Message("\(key) 超过 \(limit) 个字, 请缩短", "\(key) is longer than \(limit) characters; shorten it")
  }
  package static func drillBadWord(_ key: String, _ expected: String) -> Message {
    Message("\(key) 应为: \(expected)", "\(key) must be one of: \(expected)")
  }
  package static func drillBadNumber(_ key: String, _ range: String) -> Message {
    Message("\(key) 应为 \(range) 的数", "\(key) must be a number in \(range)")
  }
  package static func drillBadDate(_ key: String) -> Message {
    Message("\(key) 应为日期, 例如 2026-02-13", "\(key) must be a date, such as 2026-02-13")
  }
  package static func drillBadCondition(_ key: String, _ verbs: String) -> Message {
    Message("\(key) 应为条件: 动词 参数, 动词有 \(verbs)", "\(key) must be a condition, VERB ARGUMENT; verbs: \(verbs)")
  }
  package static func drillUnknownReference(_ key: String, _ name: String) -> Message {
    Message(
      "\(key) 中的 \(name) 不存在 (规范或剧本里没有)",
      "\(key) names \(name), which is in neither the protocol nor the file")
  }
  package static let drillBadVariation = Message(
    "vary 应为 原文: 别的、别的, 原文须在剧本里", "vary must be TEXT: OTHER、OTHER, and the scenario must contain TEXT")
  /// A fall that changes nothing.
  public static let drillFallChangesNothing = Message(
    "fall 在最佳处置里找不到要改的内容, 没有人会这样犯错",
    "fall changes nothing in the best handling: nobody could make this mistake that way"
  )
  package static func drillBestLoses(_ rule: String, points: String, reason: Message) -> Message {
    Message(
      "最佳处置也拿不到满分: \(rule) 扣 \(points) 分 (\(reason.chinese)), 请改要求或剧本",
      "even the best handling cannot get the full score: \(rule) costs \(points) (\(reason.english)); "
        + "change the requirement or the scenario")
  }
  package static let drillFallMissesTrap = Message(
    "按 fall 处置并没有落入此陷阱, 请改 fall 或 instead",
    "handled as fall says, nobody falls into this trap; change fall or instead")
  package static func drillWrongPrice(stated: String, actual: String) -> Message {
    Message(
      "loses = \(stated) 不会发生: 按 fall 处置扣 \(actual) 分, 请写 loses = \(actual)",
      "loses = \(stated) cannot happen: handled as fall says, it costs \(actual); write loses = \(actual)")
  }
  package static let drillPriceWithoutFall = Message(
    "有 loses 而没有 fall, 扣分无从验证, 请加 fall 或删去 loses",
    "loses without fall cannot be checked; add fall or delete loses")
  package static func drillWithoutEffect(_ key: String, without other: String) -> Message {
    Message(
      "没有 \(other), \(key) 不起作用, 请补上或删去", "\(key) has no effect without \(other); add that or delete this")
  }
  package static let drillCircularBase = Message(
    "base 互相指来指去", "base entries refer to each other in a circle")
  package static let drillNoScenario = Message(
    "文件里没有剧本, 应有 [scenario 名称]", "no scenario in the file; begin one with [scenario NAME]")
  package static func drillMoreFaults(_ limit: Int) -> Message {
    Message("问题超过 \(limit) 处, 其余未列", "more than \(limit) faults; the rest are not listed")
  }
  /// The title of a history page.
  public static func drillPageTitle(_ trainee: String) -> Message {
    Message("演练历史 \(trainee)", "drill history of \(trainee)")
  }
  /// Columns of a history page.
  public static let drillPageColumns = [
    Message("时间", "time"), Message("演练", "drill"), Message("剧本", "scenario"), Message("总分", "total"),
  ]
}

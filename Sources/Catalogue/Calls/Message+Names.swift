extension Message {
  /// The name of a stored word (a state, a verdict, an ending …); the word itself when it has no name.
  public static func name(of word: String) -> Message {
    names[word] ?? matterNames[word] ?? Message(word, word)
  }

  /// Names of the words that stand in records.
  private static let names: [String: Message] = [
    // Element states.
    "not-asked": Message("未问", "not asked"), "asked": Message("已问", "asked"), "given": Message("已答", "given"),
    "unknown": Message("不知", "not known"), "refused": Message("不愿说", "refused"),
    "corrected": Message("已更正", "corrected"),
    // Timing.
    "measured": Message("实测", "measured"), "reported": Message("自报", "reported"),
    "within": Message("合格", "in time"), "late": Message("超时", "late"),
    "undetermined": Message("临界", "undetermined"),
    // Notifications.
    "dispatch": Message("派警", "send officers"), "department": Message("通知部门", "department"),
    "chase": Message("催办", "chase the unit"), "inspectors": Message("报督察", "inspectors notified"),
    "feedback": Message("反馈", "feedback from"),
    // Promises.
    "notify-department": Message("通知部门", "notify a department"),
    "complaint-reply": Message("投诉答复", "reply to the complaint"),
    "help": Message("一级警情派出力量", "send help (level 1)"),
    // Kinds of units.
    "officers": Message("民警", "officers"), "fire": Message("消防", "fire service"),
    "ambulance": Message("急救", "ambulance"), "gas": Message("燃气", "gas"), "water": Message("供水", "water"),
    "power": Message("供电", "power"),
    // Endings.
    "finished": Message("正常结束", "finished"), "cut-off": Message("通话中断", "cut off"),
    "abandoned": Message("未接通", "abandoned"), "elsewhere": Message("他席接听", "answered elsewhere"),
    "cancelled": Message("作废", "cancelled"),
    // Breaches.
    "harassment-sentence-missing": Message("挂机前未说规定用语", "hung up without the prescribed phrase"),
    "greeting-missing": Message("未说规定的第一句话", "greeting not said"),
    "referral-incomplete": Message("转介缺地址或电话", "referral without address or phone number"),
    // Links.
    "same": Message("同一件事", "same incident"), "related": Message("相关", "related"),
    "different": Message("不是一件事", "not the same incident"),
    // Complaint fields.
    "name": Message("姓名", "name"), "address": Message("住址", "address"),
    "workunit": Message("工作单位", "employer"),
    "phone": Message("联系电话", "phone number"), "against": Message("投诉对象", "against"),
    "about": Message("投诉事由", "about"), "confidential": Message("保密", "confidential"),
    "happening": Message("正在发生", "happening now"),
    // Reasons of a link.
    "number": Message("同号", "same number"), "place": Message("同地", "same place"),
    "kind": Message("同类", "same kind"), "time": Message("时近", "recent"),
    "callback": Message("回拨", "call-back"),
    "operator": Message("接警员判断", "call taker's judgement"),
    // Other fields that can be corrected.
    "category": Message("类别", "category"), "level": Message("等级", "level"),
    "language": Message("语言", "language"),
    "note": Message("备注", "note"), "recording": Message("录音", "recording"),
    "yes": Message("是", "yes"), "no": Message("否", "no"),
  ]

  /// The two wordings joined by `separator`.
  public func joined(_ other: Message, separator: String = " ") -> Message {
    Message(chinese + separator + other.chinese, english + separator + other.english)
  }

  /// The same text in both languages: what a caller said, a number, an id.
  public static func verbatim(_ text: String) -> Message { Message(text, text) }

  /// A list in both languages.
  public static func list(_ items: [Message]) -> Message {
    Message(
      items.map(\.chinese).joined(separator: "、"), items.map(\.english).joined(separator: ", "))
  }
}

/// What the rule check finds, and the items and marks of a score card.
extension Message {
  /// A sentence was not said.
  public static func reviewNotSaid(_ texts: [String], branch: Message?) -> Message {
    let quoted = texts.map { "「\($0)」" }
    let said = Message(
      "未说" + quoted.joined(separator: "或"), "not said: " + quoted.joined(separator: " or "))
    return branch.map { Message("\($0.chinese): \(said.chinese)", "\($0.english): \(said.english)") } ?? said
  }
  /// A deed is not on record.
  public static func reviewNotDone(_ deed: String, branch: Message) -> Message {
    let deeds: [String: Message] = [
      "link": Message("未关联前一张接警单", "not linked to the earlier call"),
      "chase": Message("未催办", "unit not chased"),
      "notify": Message("未派警或通知部门", "no unit or department notified"),
      "address-and-telephone": Message("转介缺地址或电话", "referral without address or phone number"),
    ]
    let name = deeds[deed] ?? .verbatim(deed)
    return Message("\(branch.chinese): \(name.chinese)", "\(branch.english): \(name.english)")
  }
  /// Things never asked.
  public static func reviewNotAsked(_ names: [Message]) -> Message {
    let names = list(names)
    return Message("未问: \(names.chinese)", "not asked: \(names.english)")
  }
  package static let reviewNoCategory = Message("未选类别", "no category")
  package static let reviewNoLevel = Message("未选等级", "no level")
  /// Promises without a deed.
  public static func reviewPromisesOpen(_ kinds: [Message]) -> Message {
    let kinds = list(kinds)
    return Message("许诺未落实: \(kinds.chinese)", "promises not kept: \(kinds.english)")
  }
  /// The name of an item of the score card.
  public static func qualityItem(_ item: String) -> Message { qualityItems[item] ?? .verbatim(item) }

  private static let qualityItems: [String: Message] = [
    "attitude": Message("服务态度", "service attitude"), "skill": Message("服务技能", "service skill"),
    "knowledge": Message("业务知识", "professional knowledge"),
    "unexpected": Message("突发情况应对", "handling the unexpected"),
    "overall": Message("整体表现", "overall performance"), "mindset": Message("服务理念", "service mindset"),
    "rings": Message("铃声时限内接听", "answered within the ring limit"), "greeting": Message("规定的第一句话", "greeting"),
    "elements": Message("七要素与联系方式", "elements and contact"),
    "branch-phrases": Message("分支规定用语", "branch phrases"),
    "branch-deeds": Message("分支规定动作", "branch actions"),
    "complaint-fields": Message("投诉四项", "four complaint fields"),
    "hang-up": Message("骚扰电话挂机前用语", "warning before hanging up"),
    "promises": Message("许诺落实", "promises kept"), "taboo": Message("无禁忌用语", "no taboo phrases"),
    "consent": Message("先征得同意", "consent asked"), "farewell": Message("结束语", "farewell"),
    "category": Message("警情类别", "category"), "level": Message("警情等级", "level"),
  ]

  /// The name of a mark.
  public static func scoreMark(_ mark: String) -> Message {
    switch mark {
    case "yes": Message("是", "yes")
    case "no": Message("否", "no")
    case "na": Message("不适用", "n/a")
    case "exceeds": Message("超出要求", "exceeds")
    default: .verbatim(mark)
    }
  }

  /// Words for a mark as a reviewer types them, in half-width and lower case.
  public static let scoreMarkWords: [String: String] = [
    "y": "yes", "yes": "yes", "是": "yes", "1": "yes", "n": "no", "no": "no", "否": "no", "0": "no", "x": "no",
    "-": "na", "na": "na", "n/a": "na", "不适用": "na", "/": "na", "+": "exceeds", "e": "exceeds",
    "exceeds": "exceeds", "超出": "exceeds", "超出要求": "exceeds", "优": "exceeds",
  ]
}

extension Message {
  /// What kind of remark on a review it is.
  public static func reviewKind(_ kind: String) -> Message {
    switch kind {
    case "review-feedback": Message("反馈", "feedback")
    case "review-reply": Message("本人答复", "reply")
    case "review-appeal": Message("异议", "appeal")
    case "review-commend": Message("表扬", "commendation")
    default: .verbatim(kind)
    }
  }
  /// How an appeal was decided.
  public static func reviewOutcome(isUpheld: Bool) -> Message {
    isUpheld ? Message("异议成立", "appeal upheld") : Message("异议不成立", "appeal dismissed")
  }
}

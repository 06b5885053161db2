/// Words of drills: what a score is given and taken for.
extension Message {
  /// The unit a drill's best handling sends.
  public static let drillUnit = Message("辖区派出所", "local-station")
  /// The department a drill's best handling tells.
  public static let drillDepartment = Message("有关部门", "department")

  /// What the best handling says to read a place back.
  public static func drillReadBack(_ place: String) -> Message {
    Message("跟您核对一下，地点是\(place)，对吗？", "Let me check the place: \(place), is that right?")
  }

  /// An aspect of the contest by its name.
  public static func drillAspect(_ name: String) -> Message { aspects[name] ?? Message(name, name) }

  private static let aspects: [String: Message] = [
    "attitude": Message("服务态度", "service attitude"), "skill": Message("服务技能", "service skill"),
    "knowledge": Message("业务知识", "professional knowledge"),
    "unexpected": Message("突发情况应对", "handling the unexpected"),
    "overall": Message("整体表现", "overall performance"), "mindset": Message("服务理念", "service mindset"),
  ]

  /// What a rule asks, with what it was about.
  public static func drillRule(_ name: String, _ subject: Message) -> Message {
    let text = rules[name] ?? Message(name, name)
    guard !subject.chinese.isEmpty else { return text }
    return text.joined(subject, separator: ": ")
  }

  private static let rules: [String: Message] = [
    "greeting": Message("第一句话是规定的问候语", "the greeting comes first"),
    "say": Message("说出应说的话", "the required phrase is said"),
    "consent": Message("挂机前征求同意", "consent is asked before hanging up"),
    "farewell": Message("有告别语", "a farewell is said"),
    "rings": Message("三声之内接听", "answered within three rings"),
    "call-back": Message("未接来电一分钟内回拨", "an abandoned call is called back within a minute"),
    "brief": Message("准确简练, 三分钟内办结", "brief: properly ended within three minutes"),
    "place-time": Message("及时问明地点", "the place is known in time"),
    "dispatch-time": Message("及时派警或通知", "a unit is notified in time"),
    "element": Message("要素", "element"), "field": Message("投诉登记", "complaint"),
    "language": Message("记下通话语言", "the language is noted"),
    "category": Message("警情类别", "category"), "level": Message("警情等级", "level"),
    "branch": Message("进入应有的分支", "the branch is entered"),
    "link": Message("与先前警情关联", "linked to the earlier call"),
    "referral": Message("转介有地址和电话", "referred with address and phone number"),
    "trap": Message("易犯的错", "likely mistake"), "closed": Message("通话正常结束", "the call is properly ended"),
    "all-asked": Message("要素都问到", "every element is asked for"), "told": Message("已通知", "notified"),
    "recorded": Message("类别和等级已登记", "category and level are on record"),
    "reachable": Message("问清如何联系报警人", "how to reach the caller is asked"),
    "one-time-notice": Message("一次性告知", "all the information is given at once"),
    "promise-kept": Message("许诺都有行动", "every promise is kept"),
    "reply-promised": Message("许诺三个工作日答复", "a reply within three working days is promised"),
    "impression": Message("整体印象", "overall impression"),
    "advice": Message("告知应急措施", "advice until help arrives"),
    "verified": Message("核对地点或电话", "the place or the number is read back"),
    "not-entangled": Message("不与骚扰者纠缠", "no arguing with a harassing caller"),
  ]

  /// What points are taken for.
  public static func drillDeduction(_ name: String, _ subject: Message) -> Message {
    let text = takings[name] ?? Message(name, name)
    guard !subject.chinese.isEmpty else { return text }
    return text.joined(subject, separator: ": ")
  }

  private static let takings: [String: Message] = [
    "taboo": Message("用了服务禁忌用语", "a taboo phrase was used"),
    "cruel": Message("话语可能致命", "words that may cost a life"),
    "insult": Message("辱骂、挖苦来电人", "the caller was insulted"),
    "cold": Message("话语冷漠", "cold words to the caller"),
    "reaction": Message("没有及时应对", "no timely response"),
    "not-understood": Message("来电人接连听不懂", "the caller repeatedly did not understand"),
    "foreign-phrase": Message("说了不该对这位来电人说的话", "a phrase that is wrong for this caller"),
    "foreign-branch": Message("进入了不适用的分支", "a branch that does not apply"),
    "repeat-question": Message("重复询问已经说过的要素", "asked again for something already said"),
    "repeat-phrase": Message("同一句话说了多次", "the same phrase again and again"),
    "needless-dispatch": Message("不必要的派警", "unnecessary dispatch"),
    "dispatch-without-place": Message("地点不明就派警", "dispatch without a known place"),
    "wrong-referral": Message("转介的单位不对", "referred to the wrong department"),
    "wrong-link": Message("不是一件事却并为一件", "linked to a call about something else"),
    "promise-open": Message("许诺没有行动", "a promise not kept"),
    "turned-complaint": Message("态度使来电人转为投诉", "the call taker's manner turned it into a complaint"),
    "kept-waiting": Message("让来电人久等, 对方挂机", "the caller was kept waiting and hung up"),
    "silence": Message("长时间不说话, 来电人追问", "a long silence; the caller asked whether anybody was there"),
    "entangled": Message("与骚扰者纠缠", "argued with a harassing caller"),
    "unwarned-hang-up": Message("未说规定用语就挂机", "hung up without the prescribed phrase"),
    "unsafe-hang-up": Message("没有派警或通知就挂机", "hung up before any unit was notified"),
  ]

  /// What is true and what was recorded.
  public static func drillTruth(_ name: Message, truth: String?, recorded: Message?) -> Message {
    let right = truth.map { Message("应为 \($0)", "should be \($0)") } ?? Message("应记不知", "should be not known")
    guard let recorded else { return name.joined(right).joined(Message("(没有记)", "(nothing recorded)")) }
    return name.joined(right)
      .joined(Message("(记为 \(recorded.chinese))", "(recorded as \(recorded.english))"))
  }

  /// How long something took, and the limit.
  public static func drillTime(_ milliseconds: Int64?, limit: Int) -> Message {
    guard let milliseconds else { return Message("没有 (限\(limit)秒)", "never (limit \(limit) s)") }
    let figure = seconds(milliseconds, below: Int64(limit) * 1_000)
    return Message("\(figure.chinese) (限\(limit)秒)", "\(figure.english) (limit \(limit) s)")
  }
}

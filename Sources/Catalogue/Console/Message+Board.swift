/// What every desk sees while it waits, and the console's `/major` and `/shift`.
extension Message {
  /// A major matter nobody in charge was told of.
  public static func boardMajor(_ id: String, minutes: Int?, holder: String) -> Message {
    let since = minutes.map { Message(" \($0) 分钟", " for \($0) min") } ?? Message("", "")
    return Message(
      "重大警情\(since.chinese)未上报 \(id) \(holder)  /major",
      "MAJOR INCIDENT not reported\(since.english) \(id) \(holder)  /major")
  }
  /// Misconduct going on that the inspectors were not told of.
  public static func boardInspectors(_ id: String, minutes: Int?, holder: String) -> Message {
    let since = minutes.map { Message(" \($0) 分钟", " for \($0) min") } ?? Message("", "")
    return Message(
      "正在发生的投诉\(since.chinese)未报督察 \(id) \(holder)  /major",
      "MISCONDUCT, inspectors not told\(since.english) \(id) \(holder)  /major")
  }
  /// A complaint to which an answer is owed; without `reminder` there is time.
  public static func boardComplaint(
    _ id: String, reminder: String?, due: String, isProvisional: Bool, responsible: String
  ) -> Message {
    let name = reminder.map(name(of:)) ?? Message("待答复", "to be answered")
    let due = dueDay(due, isProvisional: isProvisional)
    return Message(
      "投诉\(name.chinese) 限 \(due) \(id) \(responsible)",
      "complaint \(name.english), \(due) \(id) \(responsible)")
  }
  /// A promise without a deed.
  public static func boardPromise(_ kind: String, _ id: String, since: String, holder: String) -> Message {
    let name = name(of: kind)
    return Message(
      "未了许诺: \(name.chinese) \(since) \(id) \(holder)",
      "open promise: \(name.english), \(since) \(id) \(holder)")
  }
  /// A caller to call back.
  public static func boardCallBack(_ id: String, since: String) -> Message {
    Message("待回拨 \(since) \(id)", "call back, \(since) \(id)")
  }
  package static func boardFollowUp(_ id: String, due: String, holder: String) -> Message {
    Message("不满意回访 限 \(due) \(id) \(holder)", "follow-up due \(due) \(id) \(holder)")
  }
  /// More than the screen holds.
  public static func boardMore(_ count: Int) -> Message {
    Message("还有 \(count) 项, /shift 看全部", "\(count) more, /shift shows all")
  }
  /// `/major` lacks a person.
  public static let majorNeedsPerson = Message(
    "向谁、怎样上报? /major 姓名 方式, 或 /major 标记 原因",
    "reported to whom, and how? /major WHO HOW, or /major mark WHY")
  /// Marking lacks a reason.
  public static let majorNeedsReason = Message("为什么? /major 标记 原因", "why? /major mark WHY")
  /// The Chinese word for marking.
  public static let majorMarkWord = "标记"
  /// The Chinese word for taking over.
  public static let takeOverWord = "接班"
  /// How `/shift` is typed.
  public static let shiftUsage = Message(
    "/shift 看未了事项, /shift 接班 工号", "/shift shows open matters, /shift takeover ID relieves")
  /// Not during a call.
  public static func shiftDuringCall(_ calls: [String]) -> Message {
    let list = Message.list(calls.map { Message($0, $0) })
    return Message(
      "通话中不能交接: \(list.chinese) 尚未结束。先结束通话",
      "not possible during a call: \(list.english) has not ended. End it first")
  }
  /// A relief.
  public static func shiftTakenOver(seat: String, from: String, to: String, matters: Int) -> Message {
    Message(
      "\(seat) 席 \(from) 交班, \(to) 接班, 移交未了事项 \(matters) 件",
      "seat \(seat): \(to) relieves \(from), \(counted(matters, "open matter")) handed over")
  }
}

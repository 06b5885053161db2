/// What becomes of a call behind its end: opened again, or counted for none.
extension Message {
  /// A closed call is open again; `isOnLine` is whether the telephone has the caller on the line, nil where
  /// it tells nothing of him.
  public static func eventReopened(reason: String, isOnLine: Bool?) -> Message {
    let line: Message =
      switch isOnLine {
      case true?: Message(", 报警人仍在线", "; the caller is still on the line")
      case false?: Message(", 报警人已挂机", "; the caller has hung up")
      case nil: Message("", "")
      }
    return Message("重开: \(reason)\(line.chinese)", "reopened: \(reason)\(line.english)")
  }

  /// There was no call.
  public static func eventCancelled(reason: String) -> Message {
    Message("作废: \(reason) (不计入统计, 留有记录)", "cancelled: \(reason) (kept on record, not counted)")
  }

  /// A step that says why a record changes lacks the reason.
  public static let reasonNeeded = Message("请写明原因", "give the reason")

  /// Why a call is not opened again, or not counted for none; `refusal` is a word of the protocol's session.
  public static func courseRefused(_ refusal: String, call: String) -> Message {
    let why = refusals[refusal] ?? Message(refusal, refusal)
    return Message("\(call) \(why.chinese)", "\(call) \(why.english)")
  }

  private static let refusals: [String: Message] = [
    "cancelled": Message("已作废, 不能再改", "is cancelled and can no longer be changed"),
    "not-answered": Message("没有接听过, 不能重开", "was never answered and cannot be reopened"),
    "earlier-day": Message(
      "不是今天结束的 (跨零点限半小时), 不能重开; 用 /amend、/notify、/note 加编号补记",
      "was not closed today (over midnight: within half an hour) and cannot be reopened: add to it with /amend, "
        + "/notify or /note and its ID"),
    "phone-heard-it": Message(
      "电话系统有记录, 确有来电, 不能作废", "is on record in the phone system, so there was a call: it cannot be cancelled"),
    "deeds-followed": Message(
      "已通知单位或已受理投诉, 不能作废", "has a unit notified or a complaint opened: it cannot be cancelled"),
  ]

  /// What is done behind the end of a call needs the call's number.
  public static func closedNeedsId(_ call: String) -> Message {
    Message(
      "没有进行中的通话; 补记请写编号, 如 \(call)", "no call in progress; for a closed one give its ID, such as \(call)")
  }

  /// A call is on the screen, and a closed one is to be opened again: which one must be written.
  public static func reopenNeedsId(open: String, closed: String) -> Message {
    Message(
      "\(open) 尚未结束; 要重开别的请写编号, 如 /reopen \(closed) 原因",
      "\(open) has not ended; to reopen another call give its ID, such as /reopen \(closed) REASON")
  }

  /// A command that names no call may mean one of several: the open ones, or those closed last.
  public static func whichCall(_ command: String, open: [String], closed: [String]) -> Message {
    let chinese = [
      open.isEmpty ? nil : "未结束 " + open.joined(separator: "、"),
      closed.isEmpty ? nil : "最近结束 " + closed.joined(separator: "、"),
    ]
    let english = [
      open.isEmpty ? nil : "open " + open.joined(separator: ", "),
      closed.isEmpty ? nil : "closed last " + closed.joined(separator: ", "),
    ]
    return Message(
      "未执行, 电话不止一个: /\(command) 编号 原因 (\(chinese.compactMap { $0 }.joined(separator: "; ")))",
      "not done, there is more than one call: /\(command) ID REASON "
        + "(\(english.compactMap { $0 }.joined(separator: "; ")))")
  }

  /// What is done only while a call is open was to be done in a closed one.
  public static func onlyWhileOpen(_ command: String, call: String) -> Message {
    Message(
      "\(call) 已结束, /\(command) 只用于进行中的通话, 未执行; 可 /amend \(call) 更正, 或 /reopen \(call) 重开",
      "\(call) has ended and /\(command) is only for an open call, nothing was done; use /amend \(call) or "
        + "/reopen \(call)")
  }

  /// A call was named behind a command that is about none.
  public static func takesNoCall(_ command: String) -> Message {
    Message("/\(command) 后面不写警情编号, 未执行", "/\(command) takes no call ID; nothing was done")
  }

  /// A call that is still going on was named for a step behind the end.
  public static func callStillOpen(_ call: String) -> Message {
    Message("\(call) 尚未结束", "\(call) has not ended")
  }
}

/// The service log of a shift.
extension Message {
  package static let shiftLogTitle = Message("服务日志", "Service log")
  /// Seat and person.
  public static func shiftLogDesk(seat: String, personnel: String) -> Message {
    Message("席位 \(seat)  接警员 \(personnel)", "seat \(seat)  call taker \(personnel)")
  }
  /// From when to when, and who came before and after.
  public static func shiftLogTime(from: String, to: String?, relieved: String?, successor: String?) -> Message
  {
    let to = to.map { verbatim($0) } ?? Message("(未下班)", "(in progress)")
    return Message(
      "\(from) 至 \(to.chinese)  接班自 \(relieved ?? "-")  交班给 \(successor ?? "-")",
      "\(from) to \(to.english)  took over from \(relieved ?? "-")  handed over to \(successor ?? "-")")
  }
  /// Heading: figures.
  public static let shiftFigures = Message("接警情况", "Calls")
  /// The figures.
  public static func shiftCalls(
    answered: Int, abandoned: Int, cutOff: Int, told: Int, complaints: Int, breaches: Int
  ) -> Message {
    Message(
      "接听 \(answered) 起, 未接通 \(abandoned) 起, 通话中断 \(cutOff) 起; 派警、通知、催办 \(told) 次; 投诉 \(complaints) 件; 违规 \(breaches) 处",
      "answered \(answered), abandoned \(abandoned), cut off \(cutOff); units notified \(counted(told, "time")); complaints \(complaints); breaches \(breaches)"
    )
  }
  /// Calls taken before the start of the shift was noted.
  public static func shiftCallsBefore(_ count: Int, since first: String) -> Message {
    Message(
      "其中 \(count) 起在登记上班之前 (自 \(first)), 以 * 标出",
      "\(count) of them before the start of the shift was recorded (since \(first)), marked *")
  }
  /// Heading: answer timing.
  public static let shiftTimingHeading = Message("接听时限的判定", "Answered within the ring limit")
  /// Column: who measured.
  public static let shiftTiming = Message("来源", "source")
  /// Column: how many calls.
  public static let shiftCallCount = Message("起数", "calls")
  /// No figure for the answer.
  public static let timingUnknown = Message("未记录", "no figure")
  package static let shiftCallsHeading = Message("接警单", "Call records")
  package static let columnTime = Message("时间", "time")
  package static let columnAnswer = Message("接听", "answer")
  package static let columnEnding = Message("结束", "ending")
  package static let columnHolder = Message("现责任人", "holder")
  package static let columnMatter = Message("未了事项", "still open")
  package static let columnDepartment = Message("部门", "department")
  /// Heading: what is still open.
  public static let shiftOpenHeading = Message("未了许诺与移交", "Still open, and with whom")
  /// Heading: remarks.
  public static let shiftRemarks = Message("群众意见与评价", "Comments and ratings by the public")
  /// Heading: paper calls.
  public static let shiftPaper = Message("纸质接警单", "Paper calls")
  /// How many are to be typed in.
  public static func shiftPaperLeft(_ count: Int) -> Message {
    Message("待补录 \(count) 份", "\(count) still to be entered")
  }
  /// None was typed in.
  public static let shiftPaperNone = Message("本班未补录", "none entered during the shift")
  /// Those typed in.
  public static func shiftPaperTyped(_ calls: Message) -> Message {
    Message("本班已补录 \(calls.chinese)", "entered during the shift: \(calls.english)")
  }
  /// Heading: checkpoints.
  public static let shiftCheckpoints = Message(
    "记录校验点 (留底备查, 见 call110 verify)", "Record checkpoints (keep; see call110 verify)")
  /// Who hands over.
  public static let signHandingOver = Message("交班", "handing over")
  /// Who takes over.
  public static let signTakingOver = Message("接班", "taking over")
  /// Who is in charge.
  public static let signInCharge = Message("值班领导", "officer in charge")
}

extension Message {
  /// The reason of a hand-over at a change of shifts.
  public static let shiftChangeReason = Message("交接班", "shift change")
}

/// Words of a printed call record.
extension Message {
  /// Heading before the elements.
  public static let headingElements = Message("要素", "elements")
  /// Heading before what was said.
  public static let headingPhrases = Message("用语", "said")
  /// Heading before units told and referrals.
  public static let headingDeeds = Message("处置", "actions")
  /// Heading before promises.
  public static let headingPromises = Message("许诺", "promises")
  /// Heading before the complaint.
  public static let headingComplaint = Message("投诉", "complaint")
  /// Heading before breaches.
  public static let headingBreaches = Message("违规", "breaches")
  /// Heading before remarks.
  public static let headingRemarks = Message("备注", "notes")
  /// Heading before the calls that urged the matter on.
  public static let headingUrgings = Message("催促", "chased")
  /// Heading before what was taken back.
  public static let headingUndone = Message("已撤销", "taken back")
  /// Heading before corrections.
  public static let headingAmendments = Message("更正", "corrections")
  /// The call is still going on.
  public static let sheetGoingOn = Message("通话中", "in progress")
  /// The phone rings, and nobody has answered yet.
  public static let sheetRinging = Message("响铃中", "ringing")
  /// The words were the operator's own.
  public static let ownWords = Message("(自己的话)", "(own words)")
  /// Behind a question for a caller who cannot speak freely, out of the protocol.
  public static let safeCheckWords = Message("(协议的是否问题)", "(yes-or-no question of the protocol)")

  /// Seat, operator, time and number, and whether the call came in or went out.
  public static func sheetDesk(
    seat: String, personnel: String, at: String, number: String, isOutgoing: Bool
  ) -> Message {
    let from =
      isOutgoing
      ? outgoingCall(number)
      : number.isEmpty ? Message("来电号码未知", "number unknown") : Message("来电 \(number)", "from \(number)")
    return Message("\(seat)席 接警员 \(personnel)  \(at)", "seat \(seat) call taker \(personnel)  \(at)").joined(
      from, separator: "  ")
  }
  /// A call that went out, and to which number.
  public static func outgoingCall(_ number: String) -> Message {
    Message("去电", "outgoing call").joined(.verbatim(number))
  }
  /// In a list: a call that went out, and whether it was answered.
  public static func outgoingEnding(isReached: Bool) -> Message {
    isReached ? Message("去电接通", "outgoing") : Message("去电未通", "out, not reached")
  }
  /// How it ended and how long it took, in ms.
  public static func sheetEnding(_ ending: String, talk: Int64?) -> Message {
    let talk = talk.map { talkedFor($0) } ?? Message("未通话", "no conversation")
    return name(of: ending).joined(talk, separator: "  ")
  }
  /// The sound recording's id or file.
  public static func sheetRecording(_ recording: String) -> Message {
    Message("录音 \(recording)", "recording \(recording)")
  }
  /// When an element was asked and settled, in ms since the answer.
  public static func sheetElementTimes(asked: Int64?, settled: Int64?) -> Message {
    let asked = asked.map { seconds($0) }
    let settled = settled.map { seconds($0) }
    let parts = [
      asked.map { Message("问于 \($0.chinese)", "asked at \($0.english)") },
      settled.map { Message("得于 \($0.chinese)", "settled at \($0.english)") },
    ]
    .compactMap { $0 }
    return parts.isEmpty
      ? Message("", "") : Message("  (\(list(parts).chinese))", "  (\(list(parts).english))")
  }
  /// Milliseconds since the answer, in front of a row.
  public static func sinceAnswer(_ milliseconds: Int64) -> Message {
    Message("+\(seconds(milliseconds).chinese)", "+\(seconds(milliseconds).english)")
  }
  /// In front of what was done while it rang.
  public static let beforeAnswer = Message("接听前", "before the answer")
  /// In front of what was done when the call was closed already.
  public static let afterEnd = Message("结束后", "after the end")
  /// A promise without a deed.
  public static func promiseStillOpen(_ kind: Message) -> Message {
    Message("\(kind.chinese): 未落实", "\(kind.english): open")
  }
  /// A taboo phrase that was used.
  public static func tabooUsed(_ phrase: String) -> Message {
    Message("禁忌用语「\(phrase)」", "taboo phrase “\(phrase)”")
  }
  /// How often the console was interrupted during the call.
  public static func interrupted(_ count: Int) -> Message {
    Message("接警台中断后恢复 \(count) 次", "console interrupted and resumed \(counted(count, "time"))")
  }
  /// Who corrected, when and why.
  ///
  /// `reason` is empty where none was given, nil where it stands elsewhere.
  public static func amendedBy(_ personnel: String, at: String, reason: String?) -> Message {
    guard let reason else { return .verbatim("(\(personnel) \(at))") }
    let why =
      reason.isEmpty ? Message("未写原因", "no reason given") : Message("原因: \(reason)", "reason: \(reason)")
    return Message("(\(personnel) \(at) \(why.chinese))", "(\(personnel) \(at) \(why.english))")
  }
}

/// What desks write down, in one line each.
extension Message {
  /// The matter of a call was urged on in another one, or that was a mistake.
  public static func matterUrged(by call: String, number: String, isWithdrawn: Bool) -> Message {
    let from = number.isEmpty ? "" : " \(number)"
    return isWithdrawn
      ? Message(
        "不是催促本案: \(call)\(from)", "the caller was not asking about this incident after all: \(call)\(from)")
      : Message("催促或重复报警: \(call)\(from)", "chased or reported again: \(call)\(from)")
  }

  /// How often the matter of an earlier call was urged on.
  public static func timesUrged(_ count: Int) -> Message {
    Message("已催 \(count) 次", "chased \(count)×")
  }

  /// A complaint was assigned.
  public static func matterAssigned(to: String, reason: String) -> Message {
    Message("交办 \(to)", "assigned to \(to)").joined(note(reason), separator: "")
  }
  /// A complaint was answered.
  public static func matterReplied(
    by: String, how: String, text: String, at: String, proof: String
  ) -> Message {
    let said = Message("答复 (\(by) \(how) \(at)): \(text)", "replied (\(by), \(how), \(at)): \(text)")
    return proof.isEmpty ? said : said.joined(Message("凭据: \(proof)", "proof: \(proof)"), separator: "; ")
  }
  /// A complaint was reopened.
  public static func matterReopened(reason: String, due: String, isProvisional: Bool) -> Message {
    let due = dueDay(due, isProvisional: isProvisional)
    return Message("重新办理, 限 \(due)", "reopened, due \(due)").joined(note(reason), separator: "")
  }
  /// A reminder was raised.
  public static func matterReminder(kind: String, due: String, to: String) -> Message {
    let name = name(of: kind)
    return Message("督办 \(name.chinese) (限 \(due)) 致 \(to)", "reminder: \(name.english) (due \(due)) to \(to)")
  }
  /// A provisional deadline was counted again.
  public static func matterDeadline(from: String, to: String, isProvisional: Bool, source: String) -> Message
  {
    let to = dueDay(to, isProvisional: isProvisional)
    return Message("更正期限 \(from) → \(to) (\(source))", "deadline corrected \(from) → \(to) (\(source))")
  }
  /// The deed an open matter was waiting for.
  public static func matterDeed(
    _ kind: Message, number: Int?, unit: String, at: String?, text: String
  ) -> Message {
    let number = number.map { " \($0)" } ?? ""
    let unit = at.map { "\(unit) (\($0))" } ?? unit
    return Message("\(kind.chinese)\(number) 已落实: \(unit)", "\(kind.english)\(number) done: \(unit)")
      .joined(note(text), separator: "")
  }
  /// An open matter has another holder.
  public static func matterHandedOver(from: String, to: String, reason: String) -> Message {
    Message("移交 \(from) → \(to)", "handed over \(from) → \(to)").joined(note(reason), separator: "")
  }
  /// A call was marked as a major matter.
  public static func matterMajorMarked(_ reason: String) -> Message {
    Message("标记为重大警情", "marked as a major incident").joined(note(reason), separator: "")
  }
  /// A major matter was reported.
  public static func matterMajorReported(to: String, how: String, text: String, at: String) -> Message {
    Message("重大警情已报 \(to) (\(how) \(at))", "major incident reported to \(to) (\(how), \(at))")
      .joined(note(text), separator: "")
  }
  /// The inspectors were told of misconduct going on.
  public static func matterInspectorsTold(_ who: String, how: String, text: String, at: String) -> Message {
    let source = [how, at].filter { !$0.isEmpty }
    return Message(
      "已报督察 \(who) (\(source.joined(separator: " ")))",
      "inspectors notified: \(who) (\(source.joined(separator: ", ")))"
    ).joined(note(text), separator: "")
  }
  /// A person began to work at a seat.
  public static func matterShiftStarted(seat: String, personnel: String, relieved: String?) -> Message {
    let relief =
      relieved.map { Message(", 接替 \($0)", ", relieving \($0)") } ?? Message("", "")
    return Message("\(seat) 席 \(personnel) 上班", "seat \(seat): \(personnel) on duty")
      .joined(relief, separator: "")
  }
  /// A person ended work at a seat.
  public static func matterShiftEnded(seat: String, personnel: String, successor: String?) -> Message {
    let after = successor.map { Message(", 交 \($0)", ", handing over to \($0)") } ?? Message("", "")
    return Message("\(seat) 席 \(personnel) 下班", "seat \(seat): \(personnel) off duty").joined(
      after, separator: "")
  }
  /// The person served graded the service.
  public static func matterRated(
    _ grade: Message, by: String, how: String, text: String, reason: String, agreedBy: String?
  ) -> Message {
    let source = [by, how].filter { !$0.isEmpty }.joined(separator: " ")
    let said = Message("满意度 \(grade.chinese)", "rating: \(grade.english)")
      .joined(source.isEmpty ? Message("", "") : verbatim(" (\(source))"), separator: "")
      .joined(note(text), separator: "")
    guard let agreedBy else { return said }
    return said.joined(
      Message(
        "以此为准: \(reason) (\(agreedBy) 同意)",
        "counts instead of an earlier one: \(reason) (agreed by \(agreedBy))"),
      separator: "; ")
  }
  /// A follow-up is due.
  public static func matterFollowUp(due: String, to: String) -> Message {
    Message("须回访, \(due) 前, \(to)", "follow-up due \(due), \(to)")
  }
  /// A paper call was typed in.
  public static func matterPaper(by: String, at: String) -> Message {
    Message("补录纸质单: \(by) 于 \(at) 接听", "entered from paper: answered by \(by) at \(at)")
  }

  /// A reason or remark behind a row; nothing when it is empty.
  private static func note(_ text: String) -> Message {
    text.isEmpty ? Message("", "") : verbatim(" — \(text)")
  }
}

/// Names of the stored words of complaints, open matters, shifts and ratings.
extension Message {
  static let matterNames: [String: Message] = [
    // States of a complaint.
    "received": Message("已受理", "received"), "assigned": Message("已交办", "assigned"),
    "replied": Message("已答复", "replied"), "reopened": Message("重新办理", "reopened"),
    "withdrawn": Message("不属投诉", "withdrawn"),
    // Reminders.
    "due-tomorrow": Message("明日到期", "due next"), "due-today": Message("今日到期", "due today"),
    "overdue": Message("已超期", "OVERDUE"),
    // Kinds of matters.
    "promise": Message("许诺", "promise"), "call-back": Message("待回拨", "call-back"),
    "follow-up": Message("不满意回访", "follow-up"), "major": Message("重大警情", "major incident"),
    "marked": Message("人工标记", "marked"),
    // Grades.
    "very-satisfied": Message("非常满意", "very satisfied"), "satisfied": Message("满意", "satisfied"),
    "fair": Message("一般", "fair"), "dissatisfied": Message("不满意", "dissatisfied"),
  ]
}

/// Lists and sheets of complaints and open matters.
extension Message {
  /// The headings of the columns of `complaints list`.
  public static let complaintColumns = [
    Message("接警单编号", "call"), Message("受理日期", "received"), Message("答复期限", "due"),
    Message("状态", "state"), Message("责任人", "who"), Message("督办", "reminder"),
  ]
  /// A mark: happening at that moment.
  public static let markHappening = Message("正在发生", "now")
  /// A mark: who complained is not to be told to those complained about.
  public static let markConfidential = Message("保密", "conf.")
  /// A mark: written down on a later day than it is said to have been given.
  public static let markToldLater = Message("补记", "added later")
  /// A mark: the same, with a proof of the earlier moment.
  public static let markProof = Message("补记有凭据", "added later, proof")
  /// Heading before the ratings of a call.
  public static let headingRatings = Message("满意度评价", "ratings")
  /// The rating that counts.
  public static let ratingCounts = Message("[以此为准]", "[counts]")
  /// There are closing lines beyond the first.
  public static func sheetEndedAgain(_ count: Int) -> Message {
    Message(
      "注意: 另有 \(count) 行结束记录, 以第一行为准",
      "note: \(counted(count, "more closing line is", "more closing lines are")) on record; the first counts")
  }
  /// A mark: contradicting replies.
  public static let markConflict = Message("答复冲突", "conflict")
  /// What is not shown of a confidential complaint.
  public static let hidden = Message(
    "(保密, 加 --reveal --reason 显示)", "(confidential, --reveal --reason shows it)")
  /// Nothing to tell.
  public static let nothing = Message("无", "none")

  /// The head of a complaint's sheet.
  public static func complaintHeading(_ id: String, state: String) -> Message {
    Message("投诉 \(id)", "complaint \(id)").joined(name(of: state), separator: "  ")
  }
  /// Whether the answer came in time.
  public static func complaintReplied(_ isInTime: Bool) -> Message {
    isInTime ? Message("按期答复", "answered in time") : Message("超期答复", "ANSWERED LATE")
  }
  /// When it was received and by whom.
  public static func complaintReceived(at: String, by: String) -> Message {
    Message("受理 \(at)  \(by)", "received \(at) by \(by)")
  }
  /// From which day and in which years the deadline was counted.
  public static func complaintCounted(from: String, days: Int, years: [Int]) -> Message {
    let years = years.map { String($0) }.joined(separator: " ")
    return Message(
      "自 \(from) 次日起计 \(days) 个工作日, 用 \(years) 年工作日历",
      "\(counted(days, "working day")) from the day after \(from), calendar of \(years)")
  }
  /// Who has to answer: who was asked first, who holds it since where it was handed over, and to whom it was
  /// assigned.
  public static func complaintResponsible(first: String, holder: String, assignee: String?) -> Message {
    let now = holder == first ? Message("", "") : Message(", 现由 \(holder) 负责", ", now held by \(holder)")
    let asked = Message("首问责任人 \(first)\(now.chinese)", "first contact \(first)\(now.english)")
    guard let assignee else { return Message("\(asked.chinese), 未交办", "\(asked.english), not assigned") }
    return Message("承办 \(assignee)  \(asked.chinese)", "assigned to \(assignee), \(asked.english)")
  }
  /// It was about something going on.
  public static let complaintHappening = Message(
    "受理时正在发生: 须立即报督察, 不等三个工作日", "was happening then: notify inspectors at once, not within three working days"
  )
  /// Contradicting replies.
  public static func complaintConflict(_ count: Int) -> Message {
    Message(
      "有 \(count) 份答复并存, 均予保留, 请核对", "there are \(count) different replies; all are kept, please check")
  }
  /// Heading before the steps.
  public static let complaintSteps = Message("办理过程", "what was done")
  /// A complaint among other matters.
  public static func complaintDueBy(_ due: String, isProvisional: Bool) -> Message {
    let due = dueDay(due, isProvisional: isProvisional)
    return Message("投诉答复 限 \(due)", "reply due \(due)")
  }
  /// The summary of an entry in a calendar file.
  public static func calendarEntry(_ id: String, isProvisional: Bool, responsible: String) -> Message {
    let mark: Message = isProvisional ? Message("(暂定)", " (provisional)") : Message("", "")
    return Message(
      "投诉答复期限\(mark.chinese) \(id) \(responsible)", "complaint reply due\(mark.english) \(id) \(responsible)")
  }
  /// A promise by its number in the call.
  public static func promiseNumber(_ number: Int, _ kind: Message) -> Message {
    Message("许诺\(number): \(kind.chinese)", "promise \(number): \(kind.english)")
  }
  /// A major matter nobody in charge was told of.
  public static let majorUnreported = Message("重大警情未上报", "major, not reported")
  /// The same, over five minutes.
  public static let majorLate = Message("重大警情超5分钟未上报", "MAJOR, 5 min unreported")
  /// Misconduct going on that the inspectors were not told of.
  public static let inspectorsUntold = Message("正在发生, 未报督察", "inspectors not notified")
  /// The same, over five minutes.
  public static let inspectorsLate = Message("正在发生, 超5分钟未报督察", "INSPECTORS, 5 min overdue")
  /// A follow-up with its time.
  public static func followUpDue(_ due: String) -> Message {
    Message("回访限 \(due.dropFirst(5).prefix(11))", "follow-up by \(due.dropFirst(5).prefix(11))")
  }
  package static let nothingOpen = Message("没有未了事项", "there are no open matters")
  /// Everything was read again because a journal was changed.
  public static func rereadChanged(_ file: String) -> Message {
    Message(
      "\(file) 与上次读取时不同, 已重读全部记录。请运行 call110 verify",
      "\(file) has changed since it was last read: all records were reread. Run call110 verify")
  }
}

/// One look at all complaints that are owed an answer: what is to be corrected, and which reminders are to be
/// raised.
public struct SupervisionRound: Sendable {
  /// A complaint with the reminder that fits the day.
  public struct Item: Sendable {
    /// The complaint, with its corrected deadline.
    public let complaint: ComplaintCase
    /// The reminder that fits the day.
    public let kind: ReminderKind
    /// Whether it is raised now for the first time.
    public let isNew: Bool
  }

  /// What is due, most urgent first.
  public let items: [Item]
  /// The events to write down: corrected deadlines and new reminders.
  public let events: [(call: CallIdentifier, event: MatterEvent)]

  /// The round of a day over the open complaints of `book`.
  ///
  /// Provisional deadlines are first counted again with `calendar`; `workingDays` is what the protocol
  /// promises.
  public init(
    _ book: CallBook, at now: WallInstant, by personnel: OperatorIdentifier, desk: SeatIdentifier,
    calendar: WorkingCalendar, workingDays: Int
  ) {
    var items: [Item] = []
    var events: [(call: CallIdentifier, event: MatterEvent)] = []
    for var complaint in book.openComplaints {
      if let corrected = complaint.corrected(with: calendar, workingDays: workingDays) {
        events.append((complaint.id, corrected))
        complaint = complaint.taking(Noted(corrected, at: now, personnel: personnel, desk: desk))
      }
      guard let kind = complaint.reminder(on: now.date) else { continue }
      let raised = complaint.reminderToRaise(on: now.date)
      if let raised { events.append((complaint.id, .reminder(raised))) }
      items.append(Item(complaint: complaint, kind: kind, isNew: raised != nil))
    }
    self.items = items.sorted { left, right in
      (right.kind, left.complaint.deadline.due, left.complaint.id)
        < (left.kind, right.complaint.deadline.due, right.complaint.id)
    }
    self.events = events
  }

  /// Whether the time of any complaint is up.
  public var hasOverdue: Bool { items.contains { $0.kind == .overdue } }
}

/// A complaint from its receipt to the answer: received, assigned, replied, and reopened when the answer did
/// not content.
///
/// `apply` takes every fact, in the order given: what two desks wrote at once is all kept. The steps
/// (`assign`, `reply`, `reopen`) are what a desk may do next; each gives the event to write down or says why
/// not.
public struct ComplaintCase: Hashable, Sendable {
  /// How far it is.
  public enum State: String, CaseIterable, Sendable {
    /// Nobody has it yet.
    case received
    /// A person has it.
    case assigned
    /// It is answered.
    case replied
    /// It was answered, and is open again.
    case reopened
    /// The call taker found that it was no complaint.
    case withdrawn
  }

  /// The call it was made in.
  public let id: CallIdentifier
  /// When it was received.
  public let receivedAt: WallInstant
  /// Who received it.
  public let receivedBy: OperatorIdentifier
  /// How far it is.
  public private(set) var state = State.received
  /// The deadline in force.
  public private(set) var deadline: ComplaintOpened
  /// The day from which the deadline in force is counted.
  public private(set) var countedFrom: CivilDate
  /// Who answers it; nil until it is assigned.
  public private(set) var assignee: OperatorIdentifier?
  /// Who is responsible for it until then (首问负责).
  public private(set) var holder: OperatorIdentifier
  /// Whether the complainant's name is not to be passed on.
  public private(set) var isConfidential = false
  /// Whether it was about something going on at that moment, which the inspectors are told at once.
  public private(set) var isHappening = false
  /// The replies since the last reopening; more than one when desks contradict each other.
  public private(set) var replies: [ComplaintReplied] = []
  /// Everything done about it, oldest first.
  public private(set) var steps: [ComplaintStep] = []

  private var stateBeforeWithdrawal = State.received
  private var raised: Set<ReminderRaised> = []

  /// A complaint that begins with `opened`.
  public init(id: CallIdentifier, opened: ComplaintOpened, at: WallInstant, by personnel: OperatorIdentifier)
  {
    self.id = id
    receivedAt = at
    receivedBy = personnel
    holder = personnel
    deadline = opened
    countedFrom = at.date
  }

  /// Who has to do something: the person it is assigned to, else its holder.
  public var responsible: OperatorIdentifier { assignee ?? holder }

  /// Whether an answer is owed.
  public var isOpen: Bool { state != .replied && state != .withdrawn }

  /// Whether two replies were given to the same question; both are kept.
  public var hasConflict: Bool { replies.count > 1 }

  /// Whether the first reply since the last reopening was in time; nil while there is none.
  public var repliedInTime: Bool? {
    replies.map(\.repliedAt).min().map { $0 < WallInstant(date: deadline.due.adding(days: 1)) }
  }

  /// The years whose working days were looked at.
  public var calendarYears: [Int] {
    (countedFrom.adding(days: 1).year...max(countedFrom.adding(days: 1).year, deadline.due.year)).map { $0 }
  }

  // MARK: Steps

  /// Gives it to a person.
  public func assign(to person: OperatorIdentifier, reason: String) throws(ComplaintFault) -> MatterEvent {
    switch state {
    case .withdrawn: throw .withdrawn
    case .replied: throw .alreadyReplied
    case .assigned, .reopened:
      if assignee == person { throw .alreadyAssigned(person) }
      return .assigned(ComplaintAssigned(to: person, reason: reason))
    case .received: return .assigned(ComplaintAssigned(to: person, reason: reason))
    }
  }

  /// Notes the answer given to the complainant.
  ///
  /// `now` is the moment of writing it down.
  public func reply(_ reply: ComplaintReplied, now: WallInstant) throws(ComplaintFault) -> MatterEvent {
    switch state {
    case .withdrawn: throw .withdrawn
    case .replied: throw .alreadyReplied
    case .received: throw .notAssigned
    case .reopened where assignee == nil: throw .notAssigned
    case .assigned, .reopened: break
    }
    if reply.repliedAt < receivedAt { throw .beforeReceipt }
    if reply.repliedAt > now { throw .inFuture }
    return .replied(reply)
  }

  /// Opens it again, with a deadline counted from the day of reopening.
  public func reopen(reason: String, deadline: ComplaintOpened) throws(ComplaintFault) -> MatterEvent {
    switch state {
    case .withdrawn: throw .withdrawn
    case .received, .assigned, .reopened: throw .notReplied
    case .replied: return .reopened(ComplaintReopened(reason: reason, deadline: deadline))
    }
  }

  /// Counts the deadline again; nil when that changes nothing, or nothing that may be changed.
  ///
  /// A provisional deadline is. One that was not marked provisional is so only when it is the one that the
  /// shipped calendar gives: then a console counted without the site's file, which it could not read. Any
  /// other was counted in another way or with another promise, and stays.
  public func corrected(
    with calendar: WorkingCalendar, workingDays: Int, shipped: WorkingCalendar = .china
  ) -> MatterEvent? {
    guard isOpen else { return nil }
    func counted(with calendar: WorkingCalendar) -> ReplyDeadline {
      ReplyDeadline(
        receivedAt: WallInstant(date: countedFrom), workingDays: workingDays, calendar: calendar)
    }
    let again = counted(with: calendar)
    let corrected = ComplaintOpened(again)
    guard corrected != deadline else { return nil }
    guard deadline.isProvisional || deadline == ComplaintOpened(counted(with: shipped)) else { return nil }
    let sources = again.calendarYears.map { calendar.year($0).source }.filter { !$0.isEmpty }
    return .deadline(
      DeadlineCorrected(previous: deadline.due, deadline: corrected, source: sources.last ?? ""))
  }

  // MARK: Reminders

  /// The reminder that fits the day; nil while there is time, and when no answer is owed.
  public func reminder(on day: CivilDate) -> ReminderKind? {
    guard isOpen else { return nil }
    if day > deadline.due { return .overdue }
    if day == deadline.due { return .dueToday }
    let last = deadline.counted.dropLast().last ?? deadline.due.adding(days: -1)
    return day >= last ? .dueTomorrow : nil
  }

  /// The reminder to raise on a day; nil when none fits or this one was raised to this person already.
  public func reminderToRaise(on day: CivilDate) -> ReminderRaised? {
    guard let kind = reminder(on: day) else { return nil }
    let reminder = ReminderRaised(kind: kind, due: deadline.due, to: responsible)
    return raised.contains(reminder) ? nil : reminder
  }

  // MARK: Facts

  /// Takes in what a desk wrote down.
  public mutating func apply(
    _ event: MatterEvent, at: WallInstant, by personnel: OperatorIdentifier, desk: SeatIdentifier
  ) {
    switch event {
    case .assigned(let assigned): take(assigned)
    case .replied(let reply):
      replies.append(reply)
      if state != .withdrawn { state = .replied }
    case .reopened(let reopened):
      deadline = reopened.deadline
      countedFrom = at.date
      replies = []
      if state != .withdrawn { state = .reopened }
    case .deadline(let corrected): deadline = corrected.deadline
    case .reminder(let reminder): raised.insert(reminder)
    case .handedOver(let change): holder = change.to
    // For the sheet only: what they change is the call's matter.
    case .majorReported, .majorMarked: break
    default: return
    }
    steps.append(ComplaintStep(event: event, at: at, personnel: personnel, desk: desk))
  }

  /// Takes in what the call taker wrote down about it.
  public mutating func apply(_ event: CallEvent) {
    switch event {
    case .complaintField(let answer): note(answer.field, answer.text)
    case .amend(let amendment): ComplaintField(amended: amendment.field).map { note($0, amendment.text) }
    case .branchLeft(.complaint) where state != .withdrawn:
      stateBeforeWithdrawal = state
      state = .withdrawn
    case .branchEntered(.complaint) where state == .withdrawn: state = stateBeforeWithdrawal
    default: break
    }
  }

  private mutating func take(_ assigned: ComplaintAssigned) {
    assignee = assigned.to
    if state == .received || state == .reopened { state = .assigned }
  }

  private mutating func note(_ field: ComplaintField, _ text: String) {
    switch field {
    case .confidential: isConfidential = text == ComplaintField.yes
    case .happening: isHappening = text == ComplaintField.yes
    default: break
    }
  }
}

/// One thing done about a complaint: who, when, at which desk.
public struct ComplaintStep: Hashable, Sendable {
  /// What.
  public let event: MatterEvent
  /// When it was written down.
  public let at: WallInstant
  /// Who wrote it down.
  public let personnel: OperatorIdentifier
  /// The desk.
  public let desk: SeatIdentifier
}

/// Why a complaint cannot take a step.
public enum ComplaintFault: Error, Hashable, Sendable {
  /// Nobody has it yet: it must be assigned first.
  case notAssigned
  /// This person has it already.
  case alreadyAssigned(OperatorIdentifier)
  /// It is answered: it must be reopened first.
  case alreadyReplied
  /// It is not answered, so that there is nothing to reopen.
  case notReplied
  /// The call taker found that it was no complaint.
  case withdrawn
  /// The reply would be before the receipt.
  case beforeReceipt
  /// The reply would be in the future.
  case inFuture
}

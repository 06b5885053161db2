/// A complaint from its receipt to the answer: received, assigned, replied, and reopened when the answer did
/// not content.
///
/// A view of `CallState`: deadline and fields are those of the call's record, the holder is the call's.
///
/// The steps (`assign`, `reply`, `reopen`) are what a desk may do next; each gives the event to write down or
/// says why not.
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
  public let call: CallState
  private let course: ComplaintCourse
  /// The deadline in force.
  public let deadline: ComplaintOpened

  /// The complaint of a call that is this far; nil when the record knows of none.
  init?(call: CallState, course: ComplaintCourse) {
    guard let opened = call.record?.complaint?.opened else { return nil }
    self.call = call
    self.course = course
    deadline = opened
  }

  /// The call it was made in, by its number.
  public var id: CallIdentifier { call.id }
  /// When it was received.
  public var receivedAt: WallInstant { course.receivedAt }
  /// Who received it.
  public var receivedBy: OperatorIdentifier { course.receivedBy }
  /// How far it is.
  public var state: State { course.state }
  /// The day from which the deadline in force is counted.
  public var countedFrom: CivilDate { course.countedFrom }
  /// Who answers it; nil until it is assigned.
  public var assignee: OperatorIdentifier? { course.assignee }
  /// Who is responsible for it until then (首问负责).
  public var holder: OperatorIdentifier { call.holder }
  /// The replies since the last reopening; more than one when desks contradict each other.
  public var replies: [Noted<ComplaintReplied>] { course.replies }
  /// Everything done about it, oldest first.
  public var steps: [Noted<MatterEvent>] { course.steps }

  /// Whether the complainant's name is not to be passed on.
  public var isConfidential: Bool { says(.confidential) }

  /// Whether it is about something going on at that moment, which the inspectors are told at once.
  public var isHappening: Bool { says(.happening) }

  private func says(_ field: ComplaintField) -> Bool {
    call.record?.complaint?.fields[field]?.text == ComplaintField.yes
  }

  /// Who has to do something: the person it is assigned to, else its holder.
  public var responsible: OperatorIdentifier { assignee ?? holder }

  /// Whether an answer is owed.
  public var isOpen: Bool { state != .replied && state != .withdrawn }

  /// Whether two replies were given to the same question; both are kept.
  public var hasConflict: Bool { replies.count > 1 }

  /// Whether the first reply since the last reopening was in time; nil while there is none.
  ///
  /// What counts is when it was written down, unless a proof of an earlier moment is named.
  public var repliedInTime: Bool? {
    replies.map(\.countsAt).min().map { $0 < WallInstant(date: deadline.due.adding(days: 1)) }
  }

  /// The years whose working days were looked at.
  public var calendarYears: [Int] {
    (countedFrom.adding(days: 1).year...max(countedFrom.adding(days: 1).year, deadline.due.year)).map { $0 }
  }

  /// The complaint as it would be after one more step.
  public func taking(_ event: Noted<MatterEvent>) -> ComplaintCase {
    var state = call
    state.apply(event.replacing(.desk(event.event)))
    return state.complaint ?? self
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

  /// Counts a provisional deadline again; nil when that changes nothing.
  ///
  /// One that was final stays, whatever a site's file says of its year later: it was told to the complainant.
  public func corrected(with calendar: WorkingCalendar, workingDays: Int) -> MatterEvent? {
    guard isOpen, deadline.isProvisional else { return nil }
    let again = ReplyDeadline(
      receivedAt: WallInstant(date: countedFrom), workingDays: workingDays, calendar: calendar)
    let corrected = ComplaintOpened(again)
    guard corrected != deadline else { return nil }
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
    return course.raised.contains(reminder) ? nil : reminder
  }
}

/// How far a complaint is: the part of the fold behind `ComplaintCase`.
///
/// It takes every step in the order given: what two desks wrote at once is all kept.
struct ComplaintCourse: Hashable, Sendable {
  let receivedAt: WallInstant
  let receivedBy: OperatorIdentifier
  private(set) var state = ComplaintCase.State.received
  private(set) var countedFrom: CivilDate
  private(set) var assignee: OperatorIdentifier?
  private(set) var replies: [Noted<ComplaintReplied>] = []
  private(set) var steps: [Noted<MatterEvent>] = []
  private(set) var raised: Set<ReminderRaised> = []

  private var stateBeforeWithdrawal = ComplaintCase.State.received

  init(receivedAt: WallInstant, receivedBy: OperatorIdentifier) {
    self.receivedAt = receivedAt
    self.receivedBy = receivedBy
    countedFrom = receivedAt.date
  }

  mutating func apply(_ noted: Noted<MatterEvent>) {
    steps.append(noted)
    switch noted.event {
    case .assigned(let assigned):
      assignee = assigned.to
      if state == .received || state == .reopened { state = .assigned }
    case .replied(let reply):
      replies.append(noted.replacing(reply))
      if state != .withdrawn { state = .replied }
    case .reopened:
      countedFrom = noted.at.date
      replies = []
      if state != .withdrawn { state = .reopened }
    case .reminder(let reminder): raised.insert(reminder)
    // What they change is the call's: its record, its holder, what is reported at once.
    case .deadline, .handedOver, .majorReported, .majorMarked, .deed, .shiftStarted, .shiftEnded, .rated,
      .followUp, .paper, .urged:
      break
    }
  }

  mutating func apply(_ event: CallEvent) {
    if case .undone(let taken) = event {
      if taken.undone.contains(.branchEntered(.complaint)) { apply(.branchLeft(.complaint)) }
      if taken.undone.contains(.branchLeft(.complaint)) { apply(.branchEntered(.complaint)) }
    }
    if event == .branchLeft(.complaint), state != .withdrawn {
      stateBeforeWithdrawal = state
      state = .withdrawn
    } else if event == .branchEntered(.complaint), state == .withdrawn {
      state = stateBeforeWithdrawal
    }
  }
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

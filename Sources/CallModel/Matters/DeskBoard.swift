/// What every desk must see while it waits: what is owed, to whom, and how late it is.
public struct DeskBoard: Hashable, Sendable {
  /// A complaint to which an answer is owed.
  public struct Complaint: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// The reminder that fits today; nil while there is time.
    public let reminder: ReminderKind?
    /// The due day.
    public let due: CivilDate
    /// Whether the due day may still change.
    public let isProvisional: Bool
    /// Who has to answer.
    public fileprivate(set) var responsible: OperatorIdentifier
  }

  /// A call of which somebody should have been told.
  public struct Unreported: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// Why, and since when.
    public let major: MajorMatter
    /// Who holds it.
    public fileprivate(set) var holder: OperatorIdentifier
  }

  /// A promise whose deed is missing.
  public struct Promise: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// What was promised.
    public let kind: PromiseKind
    /// When.
    public let since: WallInstant
    /// Who holds it.
    public fileprivate(set) var holder: OperatorIdentifier
  }

  /// A call with something left to be done.
  public struct Item: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// Since when.
    public let since: WallInstant
    /// Who holds it.
    public fileprivate(set) var holder: OperatorIdentifier
  }

  /// When it was made up.
  public let asOf: WallInstant
  /// Complaints to which an answer is owed, the most urgent first.
  public private(set) var openComplaints: [Complaint]
  /// Promises whose deed is missing, oldest first.
  public private(set) var promises: [Promise]
  /// Major matters that nobody was told of yet, oldest first.
  public private(set) var unreportedMajors: [Unreported]
  /// Callers to call back, oldest first.
  public private(set) var callBacks: [Item]
  /// Follow-ups of bad ratings that are not done, oldest first; `since` is by when.
  public private(set) var followUps: [Item]
  /// Calls on paper that are still to be typed in.
  public let paperCalls: Int

  /// The board over these calls at `now`.
  public init(_ book: CallBook, paperCalls: Int = 0, at now: WallInstant) {
    asOf = now
    openComplaints = book.openComplaints.map { item in
      Complaint(
        id: item.id, reminder: item.reminder(on: now.date), due: item.deadline.due,
        isProvisional: item.deadline.isProvisional, responsible: item.responsible)
    }
    let open = book.openMatters
    promises = open.flatMap { matter in
      matter.openPromises.map {
        Promise(id: matter.id, kind: $0.promise.kind, since: $0.madeAt, holder: matter.holder)
      }
    }
    unreportedMajors = open.flatMap { matter in
      matter.unreported.map { Unreported(id: matter.id, major: $0, holder: matter.holder) }
    }
    callBacks = open.compactMap { matter in
      matter.callBackSince.map { Item(id: matter.id, since: $0, holder: matter.holder) }
    }
    followUps = open.compactMap { matter in
      matter.followUp.map { Item(id: matter.id, since: $0.due, holder: $0.to) }
    }
    self.paperCalls = paperCalls
  }

  /// Complaints due tomorrow, due today and overdue; the most urgent first.
  public var complaints: [Complaint] { openComplaints.filter { $0.reminder != nil } }

  /// Major matters that nobody was told of for over five minutes, oldest first.
  public var lateMajors: [Unreported] { unreportedMajors.filter { $0.major.isLate(at: asOf) } }

  /// Whether there is anything that a person has to act on now.
  public var needsAttention: Bool {
    !(complaints.isEmpty && promises.isEmpty && lateMajors.isEmpty && callBacks.isEmpty && followUps.isEmpty)
      || paperCalls > 0
  }

  /// Whether nothing at all is left to be done, now or later.
  public var isEmpty: Bool { !needsAttention && openComplaints.isEmpty && unreportedMajors.isEmpty }

  /// The board after everything that `from` holds went to another person.
  ///
  /// A complaint that was assigned to a department stays there.
  public func handingOver(from: OperatorIdentifier, to relief: OperatorIdentifier) -> DeskBoard {
    func hand(_ person: inout OperatorIdentifier) { if person == from { person = relief } }
    var board = self
    for index in openComplaints.indices { hand(&board.openComplaints[index].responsible) }
    for index in promises.indices { hand(&board.promises[index].holder) }
    for index in unreportedMajors.indices { hand(&board.unreportedMajors[index].holder) }
    for index in callBacks.indices { hand(&board.callBacks[index].holder) }
    for index in followUps.indices { hand(&board.followUps[index].holder) }
    return board
  }
}

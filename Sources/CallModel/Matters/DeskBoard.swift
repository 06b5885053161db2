/// What every desk must see while it waits: what is owed, to whom, and how late it is.
public struct DeskBoard: Hashable, Sendable {
  /// A complaint that needs attention.
  public struct Complaint: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// The reminder that fits today.
    public let reminder: ReminderKind
    /// The due day.
    public let due: CivilDate
    /// Whether the due day may still change.
    public let isProvisional: Bool
    /// Who has to answer.
    public let responsible: OperatorIdentifier
  }

  /// A call of which somebody should have been told.
  public struct Unreported: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// Why, and since when.
    public let major: MajorMatter
    /// Who holds it.
    public let holder: OperatorIdentifier
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
    public let holder: OperatorIdentifier
  }

  /// A call with something left to be done.
  public struct Item: Hashable, Sendable {
    /// The call.
    public let id: CallIdentifier
    /// Since when.
    public let since: WallInstant
    /// Who holds it.
    public let holder: OperatorIdentifier
  }

  /// When it was made up.
  public let asOf: WallInstant
  /// Complaints due tomorrow, due today and overdue; the most urgent first.
  public let complaints: [Complaint]
  /// Complaints to which an answer is owed, those above included.
  public let openComplaints: Int
  /// Promises whose deed is missing, oldest first.
  public let promises: [Promise]
  /// Major matters that nobody was told of for over five minutes, oldest first.
  public let lateMajors: [Unreported]
  /// Major matters that nobody was told of yet, those above included.
  public let unreportedMajors: Int
  /// Callers to call back, oldest first.
  public let callBacks: [Item]
  /// Follow-ups of bad ratings that are not done, oldest first; `since` is by when.
  public let followUps: [Item]
  /// Calls on paper that are still to be typed in.
  public let paperCalls: Int

  /// The board over these calls at `now`.
  public init(_ book: CallBook, paperCalls: Int = 0, at now: WallInstant) {
    asOf = now
    let owed = book.openComplaints
    openComplaints = owed.count
    self.complaints = owed.compactMap { item in
      item.reminder(on: now.date).map {
        Complaint(
          id: item.id, reminder: $0, due: item.deadline.due, isProvisional: item.deadline.isProvisional,
          responsible: item.responsible)
      }
    }
    let open = book.openMatters
    promises = open.flatMap { matter in
      matter.openPromises.map {
        Promise(id: matter.id, kind: $0.promise.kind, since: $0.madeAt, holder: matter.holder)
      }
    }
    let unreported = open.flatMap { matter in
      matter.unreported.map { Unreported(id: matter.id, major: $0, holder: matter.holder) }
    }
    lateMajors = unreported.filter { $0.major.isLate(at: now) }
    unreportedMajors = unreported.count
    callBacks = open.compactMap { matter in
      matter.callBackSince.map { Item(id: matter.id, since: $0, holder: matter.holder) }
    }
    followUps = open.compactMap { matter in
      matter.followUp.map { Item(id: matter.id, since: $0.due, holder: $0.to) }
    }
    self.paperCalls = paperCalls
  }

  /// Whether there is anything that a person has to act on now.
  public var needsAttention: Bool {
    !(complaints.isEmpty && promises.isEmpty && lateMajors.isEmpty && callBacks.isEmpty && followUps.isEmpty)
      || paperCalls > 0
  }
}

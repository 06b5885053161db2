/// Calls by id, each as it stands now.
public struct CallBook: Hashable, Sendable {
  /// The calls, those of which only desks wrote among them.
  public private(set) var calls: [CallIdentifier: CallState] = [:]

  /// The calls that these events tell of; the events may be in any order.
  public init(_ events: some Sequence<Noted<RecordedEvent>> = []) {
    for event in events.inOrder() { apply(event) }
  }

  /// Takes one more event in; one that is about no call changes nothing.
  ///
  /// False when it counts for nothing: a closing line behind the one that does.
  @discardableResult
  public mutating func apply(_ noted: Noted<RecordedEvent>) -> Bool {
    guard let call = noted.call else { return true }
    let ends = calls[call]?.laterEnds
    if calls[call]?.apply(noted) == nil { calls[call] = CallState(id: call, first: noted) }
    return ends == nil || calls[call]?.laterEnds == ends
  }

  /// Forgets calls that are not wanted any more.
  public mutating func keep(where isWanted: (CallState) -> Bool) {
    calls = calls.filter { isWanted($0.value) }
  }

  /// One call; nil when nothing was written of it.
  public subscript(call: CallIdentifier) -> CallState? { calls[call] }

  /// The records, those going on among them, by the calls' beginnings.
  public var records: [CallRecord] {
    calls.values.compactMap(\.record).sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
  }

  /// All complaints, by id.
  public var complaints: [ComplaintCase] { calls.values.compactMap(\.complaint).sorted { $0.id < $1.id } }

  /// Complaints to which an answer is owed, the one due first first.
  public var openComplaints: [ComplaintCase] {
    calls.values.compactMap(\.complaint).filter(\.isOpen)
      .sorted { ($0.deadline.due, $0.id) < ($1.deadline.due, $1.id) }
  }

  /// Calls with something left to be done beside a complaint, by id.
  public var openMatters: [CallState] {
    calls.values.filter(\.isOpen).sorted { $0.id < $1.id }
  }

  /// Calls of which a desk wrote something about a complaint that is not in this book.
  public var lackingComplaint: [CallIdentifier] {
    calls.values.filter(\.lacksComplaint).map(\.id).sorted()
  }

  // MARK: Who holds what

  /// From whom a person hands over what is open in a call: from himself when he holds any of it, else from
  /// its holder; nil when nothing is open.
  public func holder(of call: CallIdentifier, for person: OperatorIdentifier) -> OperatorIdentifier? {
    guard let state = calls[call] else { return nil }
    if state.followUp?.to == person { return person }
    return state.isOpen || state.complaint?.isOpen == true ? state.holder : nil
  }

  /// The calls in which this person holds something, oldest first.
  ///
  /// A complaint that is assigned stays with the person it is assigned to.
  public func held(by person: OperatorIdentifier) -> [CallIdentifier] {
    calls.values.filter { state in
      if state.isOpen, state.holder == person || state.followUp?.to == person { return true }
      guard let complaint = state.complaint, complaint.isOpen else { return false }
      return state.holder == person && complaint.assignee == nil
    }.map(\.id).sorted()
  }
}

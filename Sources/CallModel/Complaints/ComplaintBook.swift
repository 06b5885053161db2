/// Complaints by call, made by folding facts.
public struct ComplaintBook: Sendable {
  /// The complaints.
  public private(set) var cases: [CallIdentifier: ComplaintCase] = [:]
  /// Calls of which a desk wrote something about a complaint that is not in this book.
  public private(set) var unknown: Set<CallIdentifier> = []

  /// The complaints that these facts tell of; the facts may be in any order.
  public init(_ facts: [MatterFact] = []) {
    for fact in MatterFact.ordered(facts) { apply(fact) }
  }

  /// Complaints to which an answer is owed, the one due first first.
  public var open: [ComplaintCase] {
    cases.values.filter(\.isOpen).sorted { ($0.deadline.due, $0.id) < ($1.deadline.due, $1.id) }
  }

  /// Whether a fact is one of those complaints are made of.
  public static func concerns(_ event: MatterFact.Event) -> Bool {
    switch event {
    case .call(.complaint), .call(.branchEntered(.complaint)), .call(.branchLeft(.complaint)): true
    case .call(.complaintField(let answer)): answer.field.isChoice
    case .call(.amend(let amendment)):
      ComplaintField(amended: amendment.field)?.isChoice == true
    case .desk(.assigned), .desk(.replied), .desk(.reopened), .desk(.reminder), .desk(.deadline),
      .desk(.handedOver):
      true
    default: false
    }
  }

  private mutating func apply(_ fact: MatterFact) {
    if case .call(.complaint(let opened)) = fact.event, cases[fact.call] == nil {
      cases[fact.call] = ComplaintCase(id: fact.call, opened: opened, at: fact.at, by: fact.personnel)
      unknown.remove(fact.call)
    }
    guard cases[fact.call] != nil else {
      if case .desk(let event) = fact.event, event.needsComplaint { unknown.insert(fact.call) }
      return
    }
    switch fact.event {
    case .call(let event): cases[fact.call]?.apply(event)
    case .desk(let event):
      cases[fact.call]?.apply(event, at: fact.at, by: fact.personnel, desk: fact.desk)
    }
  }
}

extension MatterEvent {
  /// Whether the event says nothing without the complaint it is about.
  fileprivate var needsComplaint: Bool {
    switch self {
    case .assigned, .replied, .reopened, .deadline: true
    default: false
    }
  }
}

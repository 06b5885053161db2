/// What calls left to be done, by call, made by folding facts.
public struct OpenMatters: Sendable {
  /// The matters, open and closed.
  public private(set) var matters: [CallIdentifier: Matter] = [:]

  /// The matters that these facts tell of; the facts may be in any order.
  public init(_ facts: [MatterFact] = []) {
    for fact in MatterFact.ordered(facts) {
      if matters[fact.call] == nil { matters[fact.call] = Matter(first: fact) }
      matters[fact.call]?.apply(fact)
    }
  }

  /// Matters with something left to be done, oldest first.
  public func open(at now: WallInstant) -> [Matter] {
    matters.values.filter { $0.isOpen(at: now) }.sorted { $0.id < $1.id }
  }

  /// Whether a fact is one of those matters are made of.
  public static func concerns(_ event: MatterFact.Event) -> Bool {
    switch event {
    case .call(.promise(let promise)): promise.kind != .complaintReply
    case .call(.kept), .call(.level): true
    case .call(.amend(let amendment)):
      amendment.field == "level" || ComplaintField(amended: amendment.field) == .happening
    case .call(.notify(let told)): told.purpose == .inspectors
    case .call(.end(let ending)): ending == .cutOff || ending == .abandoned
    case .call(.complaintField(let answer)): answer.field == .happening
    case .desk(.deed), .desk(.handedOver), .desk(.majorMarked), .desk(.majorReported), .desk(.followUp): true
    default: false
    }
  }
}

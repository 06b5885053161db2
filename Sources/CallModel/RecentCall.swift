/// The little of an earlier call that a call taker needs to recognise it: kept for every seat's last 24
/// hours.
public struct RecentCall: Hashable, Sendable {
  /// The call.
  public let id: CallIdentifier
  /// When it began.
  public let beganAt: WallInstant
  /// The caller's number; empty when not known.
  public private(set) var number = ""
  /// The place (何地); empty when not known.
  public private(set) var place = ""
  /// What happened (何事); empty when not known.
  public private(set) var matter = ""
  /// Units told, without repeats, in order.
  public private(set) var units: [String] = []
  /// Branches entered.
  public private(set) var branches: [BranchIdentifier] = []
  /// The category's name; empty when not chosen.
  public private(set) var category = ""
  /// Promises whose deed is missing, by number.
  public private(set) var openPromises: [Int: PromiseKind] = [:]
  /// How it ended; nil while it is going on.
  public private(set) var ending: CallEnding?
  /// Whether it was answered.
  public private(set) var wasAnswered = false

  /// The call that begins with `first`.
  public init(id: CallIdentifier, first: TimedEvent) {
    self.id = id
    beganAt = first.at
    apply(first)
  }

  /// Folds one more event in.
  public mutating func apply(_ timed: TimedEvent) {
    switch timed.event {
    case .ring(let ring): number = ring.number
    case .answer: wasAnswered = true
    case .element(let answer): applyElement(answer)
    case .notify(let told): if !units.contains(told.unit) { units.append(told.unit) }
    case .branchEntered(let branch): if !branches.contains(branch) { branches.append(branch) }
    case .branchLeft(let branch): branches.removeAll { $0 == branch }
    case .category(let chosen): category = chosen.name
    // The reply to a complaint is told by the complaint itself, for days.
    case .promise(let promise) where promise.kind != .complaintReply:
      openPromises[promise.number] = promise.kind
    case .kept(let kept): openPromises[kept.number] = nil
    case .end(let ending): self.ending = ending
    case .amend(let amendment) where amendment.field == "number": number = amendment.text
    default: break
    }
  }

  private mutating func applyElement(_ answer: ElementAnswer) {
    switch answer.element {
    case .where: place = answer.text
    case .what: matter = answer.text
    default: break
    }
  }
}

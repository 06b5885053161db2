/// How an entry of the callback list is settled.
public enum CallbackResolution: Hashable, Sendable {
  /// The caller was spoken to.
  case reached
  /// The place is known and this unit was sent there.
  case sent(unit: String)
  /// The caller rang again by himself; the record of that call, when it has one.
  case calledAgain(CallIdentifier?)
  /// Tried often enough in vain.
  case unreachable
  /// The number was withheld, so there is nothing to ring.
  case noNumber

  /// The word in a journal and on the command line.
  public var word: String {
    switch self {
    case .reached: "reached"
    case .sent: "sent"
    case .calledAgain: "called-again"
    case .unreachable: "unreachable"
    case .noNumber: "no-number"
    }
  }
}

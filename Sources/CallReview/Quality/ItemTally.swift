import CallModel

/// How one person stood with one item in a month.
public struct ItemTally: Hashable, Sendable {
  /// The calls the item was judged in.
  public internal(set) var judged = 0
  /// The calls it failed in, with the journal lines that show it.
  public internal(set) var failed: [FailedCall] = []
  /// The calls a reviewer found better than asked.
  public internal(set) var exceeding: [CallIdentifier] = []

  /// Nothing judged yet.
  public init() {}
}

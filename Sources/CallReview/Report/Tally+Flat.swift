/// A tally as plain numbers, the form in which derived files keep it.
///
/// Required sentences are left out: they depend on the protocol in force.
extension Tally {
  /// How many spreads there are.
  public static var spreadCount: Int { spreads.count }

  /// All counters in a fixed order.
  public var flatCounts: [Int] {
    Self.numbers.map { self[keyPath: $0] } + Self.keptLists.flatMap { self[keyPath: $0] }
  }

  /// The numbers of milliseconds counted, each spread's by itself, in a fixed order.
  public var flatSpreads: [[Int32]] { Self.spreads.map { self[keyPath: $0].values } }

  /// A tally from its plain numbers; nil when there are not as many as there must be.
  public init?(counts: [Int], spreads: [[Int32]]) {
    self.init(requirements: 0, isGroup: true)
    var rest = counts[...]
    for path in Self.numbers {
      guard let number = rest.popFirst() else { return nil }
      self[keyPath: path] = number
    }
    for path in Self.keptLists {
      let length = self[keyPath: path].count
      guard rest.count >= length else { return nil }
      self[keyPath: path] = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    guard rest.isEmpty, spreads.count == Self.spreads.count else { return nil }
    for (path, values) in zip(Self.spreads, spreads) { self[keyPath: path] = MillisecondCounts(values) }
  }
}

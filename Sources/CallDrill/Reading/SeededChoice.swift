/// Choices that are the same for the same seed on every machine (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededChoice: Sendable {
  private var state: UInt64

  /// A source for `seed`; `salt` keeps two uses of one seed apart.
  public init(seed: UInt64, salt: String = "") {
    // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
    state = salt.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `limit`, 0 for none.
  public mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

  /// One of the items; nil of none.
  public mutating func pick<Item>(_ items: [Item]) -> Item? {
    items.isEmpty ? nil : items[below(items.count)]
  }

  /// The items in another order.
  public mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in items.indices.reversed().dropLast() { items.swapAt(index, below(index + 1)) }
    return items
  }
}

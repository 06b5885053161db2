/// Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014): the same seed gives the same year.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 up to, not including, `bound`.
  mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) * UInt64(bound)) >> 32) }

  /// A whole number in the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `permille` of 1,000 cases.
  mutating func happens(_ permille: Int) -> Bool { below(1_000) < permille }

  /// One of the items; there must be one.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// An index, by the weights, whose sum is `total`.
  mutating func weighted(_ weights: [Int], total: Int) -> Int {
    var left = below(total)
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return 0
  }
}

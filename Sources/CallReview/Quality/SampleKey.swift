import CallModel

/// The number a call draws: it depends on the seed and the call's id alone, so a draw can be repeated by
/// anybody and one more call on record changes no other call's number.
struct SampleKey {
  private var state: UInt64

  /// FNV-1a (Fowler, Noll, Vo) over the id, begun with the seed; the outputs are those of SplitMix64 from
  /// there.
  init(seed: UInt64, call: CallIdentifier) {
    state = 0xCBF2_9CE4_8422_2325 ^ Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for byte in call.description.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// The largest of `weight` independent numbers: drawing calls by it in descending order is drawing without
  /// replacement with that weight (Efraimidis and Spirakis 2006), in whole numbers.
  mutating func weighted(_ weight: Int) -> UInt64 {
    (0..<max(1, weight)).reduce(0) { largest, _ in max(largest, next()) }
  }

  /// The next number.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What a cache mixes into the telephone numbers it remembers, so that it holds no number that can be read.
///
/// Every cache has its own; it keeps numbers from being read over somebody's shoulder or found by a search
/// for them, not from somebody who may read the journals anyway.
struct NumberKey: Hashable, Sendable {
  /// The key as 64 hexadecimal digits.
  let text: LineDigest

  /// A new key by chance.
  init() {
    var generator = SystemRandomNumberGenerator()
    text = LineDigest(of: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// A key read back.
  init(_ text: LineDigest) {
    self.text = text
  }

  /// What stands for `number`; nil for a withheld one, which is nobody's.
  func digest(of number: String) -> LineDigest? {
    number.isEmpty ? nil : LineDigest(of: Array(text.description.utf8) + Array(number.utf8))
  }
}

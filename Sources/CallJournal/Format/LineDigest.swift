import CPlatform

/// The SHA-256 (FIPS 180-4) of one journal line's bytes, without its LF; the link of the chain.
public struct LineDigest: Hashable, Sendable, CustomStringConvertible {
  /// What stands in the first line that a seat ever wrote: 64 zeros.
  public static let none = LineDigest(words: (0, 0, 0, 0))

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  private init(words: (UInt64, UInt64, UInt64, UInt64)) {
    (first, second, third, fourth) = words
  }

  /// The digest of these bytes.
  public init(of bytes: UnsafeRawBufferPointer) {
    var raw: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &raw) { target in
      call110_sha256(bytes.baseAddress, bytes.count, target.bindMemory(to: UInt8.self).baseAddress)
    }
    self.init(words: (raw.0.bigEndian, raw.1.bigEndian, raw.2.bigEndian, raw.3.bigEndian))
  }

  /// The digest of these bytes.
  public init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { LineDigest(of: $0) }
  }

  /// The digest written as 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hexadecimal bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 64, let first = Self.word(bytes, 0), let second = Self.word(bytes, 16),
      let third = Self.word(bytes, 32), let fourth = Self.word(bytes, 48)
    else { return nil }
    self.init(words: (first, second, third, fourth))
  }

  /// The digest written as 64 lower-case hexadecimal digits; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let digest = bytes.withUnsafeBytes({ LineDigest(hexadecimal: $0) }) else { return nil }
    self = digest
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for word in [first, second, third, fourth] {
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt64(shift) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt64? {
    var word: UInt64 = 0
    var bad: UInt8 = 0
    for index in start..<(start + 16) {
      // Without a branch a digit: this runs once for every line verified.
      let byte = bytes[index]
      let isDigit: UInt8 = byte &- 0x30 < 10 ? 0xFF : 0
      let isLetter: UInt8 = byte &- 0x61 < 6 ? 0xFF : 0
      bad |= ~(isDigit | isLetter)
      word = word << 4 | UInt64((byte &- 0x30) & isDigit | (byte &- 0x57) & isLetter)
    }
    return bad == 0 ? word : nil
  }
}

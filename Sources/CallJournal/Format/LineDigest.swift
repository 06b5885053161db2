import CPlatform
import Files

/// The SHA-256 (FIPS 180-4) of one journal line's bytes, without its LF; the link of the chain.
public struct LineDigest: Hashable, Sendable, BitwiseCopyable, CustomStringConvertible {
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

  /// The digests of many lines at once, which is several times as fast as one by one.
  package static func each(of lines: [RawLine]) -> [LineDigest] {
    let starts = lines.map(\.bytes.baseAddress)
    let lengths = lines.map(\.bytes.count)
    var words = [UInt64](repeating: 0, count: 4 * lines.count)
    words.withUnsafeMutableBytes { target in
      call110_sha256_many(starts, lengths, lines.count, target.bindMemory(to: UInt8.self).baseAddress)
    }
    return stride(from: 0, to: words.count, by: 4).map {
      LineDigest(
        words: (
          words[$0].bigEndian, words[$0 + 1].bigEndian, words[$0 + 2].bigEndian, words[$0 + 3].bigEndian
        ))
    }
  }

  /// The digest written as 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hexadecimal bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 64, let first = Self.word(bytes, start: 0), let second = Self.word(bytes, start: 16),
      let third = Self.word(bytes, start: 32), let fourth = Self.word(bytes, start: 48)
    else { return nil }
    self.init(words: (first, second, third, fourth))
  }

  /// The digest written as 64 lower-case hexadecimal digits; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let digest = bytes.withUnsafeBytes({ LineDigest(hexadecimal: $0) }) else { return nil }
    self = digest
  }

  /// Its 32 bytes.
  package var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
  }

  /// Its first 128 bits: enough to tell millions of things apart in little memory.
  public var beginning: (UInt64, UInt64) { (first, second) }

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

  /// Sixteen digits as a number, eight at a time: this runs once for every line verified.
  private static func word(_ bytes: UnsafeRawBufferPointer, start: Int) -> UInt64? {
    guard let high = half(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
      let low = half(bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    else { return nil }
    return high << 32 | low
  }

  /// Eight digits, one in each byte of `text` as it stands in memory.
  private static func half(_ text: UInt64) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let digits = UInt64(bigEndian: text)
    // A letter has bit 6 set and is 9 more than its low four bits.
    let values = (digits & (ones &* 0x0F)) &+ (digits >> 6 & ones) &* 9
    // Written back, they must be what was read: anything but 0-9 and a-f comes out different.
    let letters = (values &+ ones &* 6) >> 4 & ones
    guard values & (ones &* 0xF0) == 0, values &+ ones &* 0x30 &+ letters &* 39 == digits else { return nil }
    var packed = (values | values >> 4) & 0x00FF_00FF_00FF_00FF
    packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
    return (packed | packed >> 16) & 0xFFFF_FFFF
  }
}

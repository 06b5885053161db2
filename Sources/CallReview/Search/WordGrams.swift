import PlainText

/// Neighbouring characters of a text as it is compared, by which a file can be ruled out without reading it:
/// every pair with an ideograph in it, and every triple of ideographs with a digit.
///
/// A word stands nowhere where one of its own is missing. Each is a number, made of the characters.
public struct WordGrams: Hashable, Sendable {
  /// The pairs and triples, sorted.
  public private(set) var all: [UInt64] = []
  /// Whether there is something in the text that may stand for any character, or for none.
  public private(set) var isUnclear = false

  /// The two characters before, the last one second; 0 where something else stood.
  private var first: UInt32 = 0
  private var second: UInt32 = 0

  /// What was met last, by its lowest bits: a journal repeats nearly everything.
  private var recent = [UInt64](repeating: 0, count: Self.recentCount)
  private static let recentCount = 4_096

  /// Those of a word that is searched.
  public init(word: String) {
    for scalar in FoldedText.fold(word) { take(scalar.value) }
    finish()
  }

  /// Those of a journal, in its bytes.
  public init(journal bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place < bytes.count, !isUnclear {
      let end = Self.endOfPlain(bytes, from: place)
      takePlain(bytes, from: place, to: end)
      place = end
      guard place < bytes.count else { break }
      if bytes[place] < 0x80 {
        takeEscape(before: place + 1 < bytes.count ? bytes[place + 1] : 0)
        place += 1
      } else if let (scalar, length) = Self.scalar(bytes, at: place) {
        takeOther(scalar)
        place += length
      } else {
        isUnclear = true
      }
    }
    finish()
  }

  /// Takes a run of ASCII, which is most of a journal: only the first two characters can be neighbours of an
  /// ideograph before it, and only the last two of one behind it.
  private mutating func takePlain(_ bytes: UnsafeRawBufferPointer, from place: Int, to end: Int) {
    var (place, start, characters) = (place, end, 0)
    while place < end, Self.isIdeograph(first) || Self.isIdeograph(second) {
      takeASCII(bytes[place])
      place += 1
    }
    while start > place, characters < 2 {
      start -= 1
      if bytes[start] != 0x20 { characters += 1 }
    }
    if start > place { (first, second) = (0, 0) }
    for index in start..<end { takeASCII(bytes[index]) }
  }

  /// Where the first byte from `place` on stands that is no ASCII, or a backslash.
  private static func endOfPlain(_ bytes: UnsafeRawBufferPointer, from place: Int) -> Int {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var place = place
    while place + 8 <= bytes.count {
      let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let slashes = eight ^ (ones &* 0x5C)
      if (eight | (slashes &- ones) & ~slashes) & highs != 0 { break }
      place += 8
    }
    while place < bytes.count, bytes[place] < 0x80, bytes[place] != UInt8(ascii: "\\") { place += 1 }
    return place
  }

  private mutating func finish() {
    recent = []
    all.sort()
    var last: UInt64?
    all.removeAll { gram in
      defer { last = gram }
      return gram == last
    }
  }

  private mutating func add(_ gram: UInt64) {
    let place = Int(truncatingIfNeeded: gram ^ gram >> 13 ^ gram >> 26) & (Self.recentCount - 1)
    guard recent[place] != gram else { return }
    recent[place] = gram
    all.append(gram)
  }

  /// An escaped character is none of those that are looked for, but for the quotation mark and the backslash
  /// it may be one that is left out when texts are compared.
  private mutating func takeEscape(before next: UInt8) {
    isUnclear = next != UInt8(ascii: "\"") && next != UInt8(ascii: "\\")
    (first, second) = (0, 0)
  }

  private mutating func takeASCII(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09: break
    case 0x41...0x5A: take(UInt32(byte) + 0x20)
    default: take(UInt32(byte))
    }
  }

  private mutating func takeOther(_ scalar: Unicode.Scalar) {
    if Self.isIdeograph(scalar.value) { return take(scalar.value) }
    var folded: [Unicode.Scalar] = []
    FoldedText.append(scalar, to: &folded)
    for scalar in folded { take(scalar.value) }
  }

  private mutating func take(_ value: UInt32) {
    guard Self.isIdeograph(value) || Self.isDigit(value) || (0x61...0x7A).contains(value) else {
      (first, second) = (0, 0)
      return
    }
    let hasIdeograph = Self.isIdeograph(value) || Self.isIdeograph(second)
    if second != 0, hasIdeograph { add(UInt64(second) << 21 | UInt64(value)) }
    let hasDigit = Self.isDigit(value) || Self.isDigit(second) || Self.isDigit(first)
    if first != 0, hasDigit, hasIdeograph || Self.isIdeograph(first) {
      add(UInt64(first) << 42 | UInt64(second) << 21 | UInt64(value))
    }
    (first, second) = (second, value)
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value)
  }

  private static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

  private static func scalar(
    _ bytes: UnsafeRawBufferPointer, at place: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = UInt32(bytes[place])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, place + length <= bytes.count else { return nil }
    var value = first & (0x7F >> UInt32(length))
    for byte in bytes[(place + 1)..<(place + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}

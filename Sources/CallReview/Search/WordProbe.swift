import Catalogue
import PlainText

/// Tells from the raw bytes of a journal whether a searched word may stand somewhere.
///
/// One character of the word, of which no other form exists, is looked for as bytes; where it is found, what
/// stands before and behind it is compared as folded text. So spaces inside a stored text, full-width digits
/// and the like are met as `FoldedText` meets them, and hardly a line has to be decoded in vain.
public struct WordProbe: Hashable, Sendable {
  /// The character to look for, as UTF-8.
  public let key: [UInt8]
  /// The neighbouring characters of the word.
  public let grams: WordGrams
  private let before: [Unicode.Scalar]
  private let after: [Unicode.Scalar]

  /// A probe for a word; nil when none of its characters has only one form.
  public init?(_ word: String) {
    let folded = FoldedText.fold(word)
    guard let place = Self.rarest(folded) else { return nil }
    key = Array(String(Character(folded[place])).utf8)
    before = folded[..<place].reversed()
    after = Array(folded[(place + 1)...])
    grams = WordGrams(word: word)
  }

  /// How many characters the word has when folded.
  public var length: Int { before.count + 1 + after.count }

  /// Whether the word may stand around the key, which stands at `offset` of `bytes`.
  ///
  /// False is certain, as far as the bytes reach; true is not where they end or an escape stands.
  public func mayStand(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    isFound(after, from: offset + key.count) { Self.scalar(bytes, from: &$0) }
      && isFound(before, from: offset) { Self.scalar(bytes, before: &$0) }
  }

  /// What the walk over the bytes meets.
  private enum Met {
    case scalar(Unicode.Scalar)
    case endOfText
    case unknown
  }

  private func isFound(_ wanted: [Unicode.Scalar], from offset: Int, next: (inout Int) -> Met) -> Bool {
    var place = offset
    var index = 0
    while index < wanted.count {
      switch next(&place) {
      case .unknown: return true
      case .endOfText: return false
      case .scalar(let scalar):
        if Self.isPlain(scalar) {
          guard scalar == wanted[index] else { return false }
          index += 1
        } else {
          // Something with several forms, which may stand for several characters or for none.
          let folded = FoldedText.fold(String(Character(scalar)))
          if folded.count > 1 { return true }
          guard let only = folded.first else { continue }
          guard only == wanted[index] else { return false }
          index += 1
        }
      }
    }
    return true
  }

  private static func scalar(_ bytes: UnsafeRawBufferPointer, from place: inout Int) -> Met {
    guard place < bytes.count else { return .unknown }
    let length = length(of: bytes[place])
    guard length > 0, place + length <= bytes.count else { return .unknown }
    defer { place += length }
    return met(bytes, start: place, length: length)
  }

  private static func scalar(_ bytes: UnsafeRawBufferPointer, before place: inout Int) -> Met {
    var start = place - 1
    while start > 0, start > place - 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0, length(of: bytes[start]) == place - start else { return .unknown }
    defer { place = start }
    // An escape is told from the other side only: a quotation mark here may end the text or be part of it.
    if start > 0, bytes[start - 1] == UInt8(ascii: "\\") { return .unknown }
    return met(bytes, start: start, length: place - start)
  }

  private static func met(_ bytes: UnsafeRawBufferPointer, start: Int, length: Int) -> Met {
    switch bytes[start] {
    case UInt8(ascii: "\""): return .endOfText
    case UInt8(ascii: "\\"): return .unknown
    default:
      var value = UInt32(bytes[start]) & [0x7F, 0x7F, 0x1F, 0x0F, 0x07][length]
      for index in 1..<max(1, length) { value = value << 6 | UInt32(bytes[start + index] & 0x3F) }
      return Unicode.Scalar(value).map(Met.scalar) ?? .unknown
    }
  }

  /// How many bytes a character has by its first one; 0 when it is no first one.
  private static func length(of first: UInt8) -> Int {
    switch first {
    case 0..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  }

  /// Whether folding leaves a character as it is, whatever stands beside it.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x21...0x40, 0x5B...0x7E: true
    default: false
    }
  }

  /// The position of the character that is likely to occur least.
  private static func rarest(_ folded: [Unicode.Scalar]) -> Int? {
    folded.indices.filter { folded[$0].value >= 0x3400 && isPlain(folded[$0]) }
      .min { rank(folded[$0]) < rank(folded[$1]) }
  }

  private static func rank(_ scalar: Unicode.Scalar) -> Int {
    common.firstIndex(of: scalar).map { common.count - $0 } ?? 0
  }

  private static let common = Array(SearchWords.commonCharacters.unicodeScalars)
}

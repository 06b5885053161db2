/// Text from outside (keyboard, paste, phone, files) made safe for a terminal, a journal line and a table
/// cell.
///
/// Removed: C0 and C1 controls, DEL, bidirectional controls and isolates, zero-width marks, the byte order
/// mark, private use, tags and noncharacters. A newline or tab becomes one space. Bytes that are not UTF-8
/// become U+FFFD.
public struct SafeText: Hashable, Sendable, CustomStringConvertible {
  /// The longest answer kept, in characters; the rest is cut and `wasCut` says so.
  public static let maximumLength = 4_000

  /// The safe text.
  public let description: String
  /// Whether the text was longer than the limit.
  public let wasCut: Bool
  /// Whether anything was removed or replaced.
  public let wasChanged: Bool

  /// The safe form of `raw`, at most `limit` characters.
  public init(_ raw: String, limit: Int = SafeText.maximumLength) {
    // Nearly every text is plain and short, and is its own safe form: one look at its bytes says so.
    if Self.isPlain(raw.utf8), raw.utf8.count <= limit || raw.count <= limit {
      description = raw
      wasCut = false
      wasChanged = false
      return
    }
    let scalars = Self.cleaned(raw.unicodeScalars)
    let whole = String(String.UnicodeScalarView(scalars))
    let kept = whole.prefix(limit)
    description = String(kept)
    wasCut = kept.endIndex != whole.endIndex
    wasChanged = whole != raw
  }

  /// The safe form of bytes that should be UTF-8.
  public init(bytes: some Sequence<UInt8>, limit: Int = SafeText.maximumLength) {
    let raw = Array(bytes)
    let valid = String(validating: raw, as: UTF8.self)
    let safe = SafeText(valid ?? String(decoding: raw, as: UTF8.self), limit: limit)
    description = safe.description
    wasCut = safe.wasCut
    wasChanged = safe.wasChanged || valid == nil
  }

  /// Whether text of these UTF-8 bytes surely stays as it is, seen without decoding it.
  ///
  /// Sure are printable ASCII, Chinese characters and kana, their punctuation, and full-width forms.
  public static func isPlain(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable(areAllPlain) ?? Array(bytes).withUnsafeBufferPointer(areAllPlain)
  }

  private static func areAllPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var needsFullWidth = false
    for byte in bytes {
      // After 0xEF only two second bytes are sure: U+FF00 to U+FF7F.
      if needsFullWidth, byte != 0xBC, byte != 0xBD { return false }
      needsFullWidth = byte == 0xEF
      switch byte {
      case 0x20...0x7E, 0x80...0xBF, 0xE3...0xED, 0xEF: continue
      default: return false
      }
    }
    return !needsFullWidth
  }
  private static func cleaned(_ scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
    var kept: [Unicode.Scalar] = []
    kept.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        if kept.last != " " { kept.append(" ") }
      } else if isAllowed(scalar) {
        kept.append(scalar)
      }
    }
    return kept
  }

  /// Whether a scalar may reach a terminal or a record.
  public static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0, 0xAD: false
    case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: false
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: false
    case 0xFDD0...0xFDEF, 0xFFF9...0xFFFC, 0xE0000...0xE0FFF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}

extension StringProtocol {
  /// The text without white space at both ends, the ideographic space included.
  public var trimmed: String {
    if hasPlainEnds { return String(self) }
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// Whether the first and the last scalar are surely no white space and no parts of a larger character:
  /// printable ASCII, or the ideographs of U+4000 to U+9FFF.
  private var hasPlainEnds: Bool {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
    return first.isPlainEnd && last.isPlainEnd
  }
}

extension Unicode.Scalar {
  fileprivate var isPlainEnd: Bool { (0x21...0x7E).contains(value) || (0x4000...0x9FFF).contains(value) }
}

extension StringProtocol {
  /// The text with full-width ASCII forms (`１１０／ｙ？`, U+FF01–U+FF5E) and the ideographic space made ASCII.
  ///
  /// For commands, numbers and choices only: what a caller said is stored as typed.
  public var halfWidth: String {
    guard utf8.contains(where: { $0 == 0xEF || $0 == 0xE3 }) else { return String(self) }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

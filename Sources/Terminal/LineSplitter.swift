import PlainText

/// Cuts bytes that arrive in any parts into safe lines; keeps no more of a line than its limit needs.
struct LineSplitter {
  /// One line.
  struct Line: Hashable {
    /// The safe text, at most `SafeText.maximumLength` characters.
    let text: String
    /// Counted from 1.
    let number: Int
    /// Whether there was more.
    let wasCut: Bool
  }

  /// As many bytes as characters are allowed, however long their encoding.
  private var lines = ByteLines(limit: SafeText.maximumLength * 6)

  /// The lines that these bytes end.
  mutating func feed(_ bytes: some Collection<UInt8>) -> [Line] { lines.feed(bytes).map(Self.safe) }

  /// The last line, when no newline ended it.
  mutating func finish() -> Line? { lines.finish().map(Self.safe) }

  private static func safe(_ line: ByteLines.Line) -> Line {
    let bytes =
      line.wasCut ? wholeCharacters(line.bytes) : line.bytes.last == 0x0D ? line.bytes.dropLast() : line.bytes
    let safe = SafeText(bytes: bytes)
    return Line(text: safe.description, number: line.number, wasCut: line.wasCut || safe.wasCut)
  }

  /// What is kept, without a character cut in its middle by the limit.
  private static func wholeCharacters(_ kept: [UInt8]) -> [UInt8] {
    let tail = kept.suffix(3).reversed().prefix { $0 & 0xC0 == 0x80 }.count
    return kept.dropLast(min(kept.count, tail + 1))
  }
}

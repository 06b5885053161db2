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

  /// Bytes kept of one line: as many characters as allowed, however long their encoding.
  private static let byteLimit = SafeText.maximumLength * 6

  private var kept: [UInt8] = []
  private var isOver = false
  private var number = 0
  private var hasBegun = false

  /// The lines that these bytes end.
  mutating func feed(_ bytes: some Collection<UInt8>) -> [Line] {
    var lines: [Line] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      keep(rest[..<end])
      lines.append(finishLine())
      rest = rest[end...].dropFirst()
    }
    keep(rest)
    return lines
  }

  /// The last line, when no newline ended it.
  mutating func finish() -> Line? { hasBegun ? finishLine() : nil }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    hasBegun = true
    let room = Self.byteLimit - kept.count
    kept += bytes.prefix(room)
    if bytes.count > room { isOver = true }
  }

  private mutating func finishLine() -> Line {
    if kept.last == 0x0D { kept.removeLast() }
    number += 1
    let safe = SafeText(bytes: isOver ? wholeCharacters : kept)
    defer {
      kept.removeAll(keepingCapacity: true)
      isOver = false
      hasBegun = false
    }
    return Line(text: safe.description, number: number, wasCut: isOver || safe.wasCut)
  }

  /// What is kept, without a character cut in its middle by the limit.
  private var wholeCharacters: [UInt8] {
    let tail = kept.suffix(3).reversed().prefix { $0 & 0xC0 == 0x80 }.count
    return kept.dropLast(min(kept.count, tail + 1))
  }
}

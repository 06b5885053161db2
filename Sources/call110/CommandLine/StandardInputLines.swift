import Glibc

/// The lines of standard input, as they come.
struct StandardInputLines {
  /// One line without its end.
  struct Line {
    /// Its number, from 1.
    let number: Int
    /// Its bytes; nil when it is longer than `maximumBytes`, and the rest of it was passed over.
    let bytes: [UInt8]?
  }

  /// The longest line given out, in bytes.
  static let maximumBytes = 4_096

  private var pending: [UInt8] = []
  private var isPassingOver = false
  private var number = 0
  private var isAtEnd = false

  /// The lines that the next `read` completes, perhaps none; nil after the last one.
  mutating func next() throws(InputFault) -> [Line]? {
    guard !isAtEnd else { return nil }
    let piece = try InputFile.readPiece(STDIN_FILENO, limit: 65_536, path: "-")
    guard !piece.isEmpty else {
      isAtEnd = true
      return pending.isEmpty && !isPassingOver ? nil : [finishLine()]
    }
    var lines: [Line] = []
    for part in piece.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      append(part)
      lines.append(finishLine())
    }
    let newline = piece.lastIndex(of: UInt8(ascii: "\n"))
    append(piece[(newline.map { $0 + 1 } ?? 0)...])
    return lines
  }

  private mutating func append(_ part: ArraySlice<UInt8>) {
    isPassingOver = isPassingOver || pending.count + part.count > Self.maximumBytes
    if isPassingOver { pending = [] } else { pending += part }
  }

  private mutating func finishLine() -> Line {
    defer {
      pending = []
      isPassingOver = false
    }
    number += 1
    return Line(number: number, bytes: isPassingOver ? nil : pending)
  }
}

import Glibc
import Synchronization

/// The program's output.
///
/// Data goes to `output`, everything else to `error`; a closed pipe ends the program quietly.
enum StandardStreams {
  /// The error number with which standard output failed first; 0 while it has not.
  private static let outputFault = Atomic<Int32>(0)

  /// Why what was written to standard output is not all there; nil when it is.
  static var failure: Int32? {
    let number = outputFault.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Writes text to standard output.
  static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes text to standard error.
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 {
        if descriptor == STDOUT_FILENO, count < 0 { outputFault.store(errno, ordering: .relaxed) }
        return
      }
      rest = rest.dropFirst(count)
    }
  }
}

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

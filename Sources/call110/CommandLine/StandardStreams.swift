import Files
import Glibc
import PlainText
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

  /// Writes a list as JSON, one object a line; one without objects is the line `[]`, so that nothing printed
  /// never means that nothing was found.
  ///
  /// Texts can hold what somebody wrote into a file by hand: what `SafeText` takes out is taken out of them.
  static func json(_ objects: [String]) {
    output(objects.isEmpty ? "[]\n" : objects.map { safe(json: $0) + "\n" }.joined())
  }

  /// Writes one JSON object as a line, safe in the same way.
  static func json(object bytes: [UInt8]) { json([String(decoding: bytes, as: UTF8.self)]) }

  /// JSON without what may not reach a terminal; it stays JSON, because its own signs are plain ASCII.
  static func safe(json object: String) -> String {
    SafeText(object.hasSuffix("\n") ? String(object.dropLast()) : object, limit: .max).description
  }

  /// Writes text to standard error.
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    do {
      try SystemFileOperations().writeAll(Array(text.utf8), to: descriptor)
    } catch {
      if descriptor == STDOUT_FILENO { outputFault.store(error.code, ordering: .relaxed) }
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

  private var splitter = ByteLines(limit: Self.maximumBytes)
  private var isAtEnd = false

  /// The lines that the next `read` completes, perhaps none; nil after the last one.
  mutating func next() throws(InputFault) -> [Line]? {
    guard !isAtEnd else { return nil }
    let piece = try InputFile.readPiece(STDIN_FILENO, limit: 65_536, path: "-")
    guard piece.isEmpty else { return splitter.feed(piece).map(Self.line) }
    isAtEnd = true
    return splitter.finish().map { [Self.line($0)] }
  }

  private static func line(_ line: ByteLines.Line) -> Line {
    Line(number: line.number, bytes: line.wasCut ? nil : line.bytes)
  }
}

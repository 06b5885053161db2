import Glibc

/// The program's output.
///
/// Data goes to `output`, everything else to `error`; a closed pipe ends the program quietly.
enum StandardStreams {
  /// Writes text to standard output.
  static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes text to standard error.
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}

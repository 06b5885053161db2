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

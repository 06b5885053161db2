import Glibc

/// Reads lines where there is no terminal: no readline, no prompt, no signals of its own.
public enum PipeRunner {
  /// How the reading ended.
  public enum Ending: Hashable, Sendable {
    /// Everything was read.
    case endOfInput
    /// `handle` wanted no more.
    case stopped
    /// Reading failed; the C error number.
    case failed(errno: Int32)
  }

  /// Gives every line to `handle` with its number (from 1) and whether it was cut at 4,000 characters, until
  /// it returns false.
  ///
  /// CR LF, a byte order mark and a last line without a newline are all right; other control characters are
  /// taken out.
  public static func run(
    descriptor: Int32, handle: (_ text: String, _ number: Int, _ wasCut: Bool) -> Bool
  ) -> Ending {
    var splitter = LineSplitter()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        for line in splitter.feed(buffer[..<count]) where !handle(line.text, line.number, line.wasCut) {
          return .stopped
        }
      } else if count == 0 {
        guard let line = splitter.finish() else { return .endOfInput }
        return handle(line.text, line.number, line.wasCut) ? .endOfInput : .stopped
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return .failed(errno: errno)
      }
    }
  }
}

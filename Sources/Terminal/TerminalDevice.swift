import CReadline
import Glibc

/// The terminal as a device: its mode, its size, reading and writing that never block.
///
/// It is opened anew by name, so that the non-blocking flag stays off the descriptors shared with the shell.
struct TerminalDevice {
  /// What a read gave.
  enum Reading {
    case bytes([UInt8])
    case nothing
    case gone
  }

  /// The descriptor to read from and to poll.
  let input: Int32
  /// The descriptor to write to.
  let output: Int32
  private let original: termios
  private let isReopened: Bool

  /// Takes the terminal on standard input and output.
  init() throws(TerminalFault) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { throw .modeRefused(errno: errno) }
    original = mode
    let opened = Self.reopen()
    isReopened = opened >= 0
    input = isReopened ? opened : STDIN_FILENO
    output = isReopened ? opened : STDOUT_FILENO
  }

  private static func reopen() -> Int32 {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(STDIN_FILENO, &name, name.count) == 0 else { return -1 }
    return open(name, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  }

  /// Puts the terminal into the session's mode.
  func makeRaw() throws(TerminalFault) {
    let fault = call110_terminal_make_raw(STDIN_FILENO)
    if fault != 0 { throw .modeRefused(errno: fault) }
  }

  /// Gives the terminal back as it was.
  ///
  /// What is typed but unread is dropped: the shell must not run it.
  func restore() {
    var mode = original
    tcflush(STDIN_FILENO, Int32(TCIFLUSH))
    tcsetattr(STDIN_FILENO, Int32(TCSANOW), &mode)
    if isReopened { close(input) }
  }

  /// Rows and columns, 24 x 80 when the terminal does not know; never so small that a line editor cannot
  /// work.
  var size: (rows: Int, columns: Int) {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return (24, 80)
    }
    return (max(3, Int(window.ws_row)), max(12, Int(window.ws_col)))
  }

  /// What has been typed, at most 4,096 bytes.
  func read() -> Reading {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(input, &buffer, buffer.count)
    if count > 0 { return .bytes(Array(buffer[..<count])) }
    if count < 0, errno == EAGAIN || errno == EINTR { return .nothing }
    return .gone
  }

  /// Writes as much of the waiting output as the terminal takes now.
  ///
  /// False when it has gone.
  func flush() -> Bool {
    while true {
      var count = 0
      guard let start = call110_output_waiting(&count), count > 0 else { return true }
      guard isReopened || isWritable else { return true }
      let written = write(output, start, isReopened ? count : min(count, 256))
      if written > 0 { call110_output_written(written) }
      if written < 0, errno == EINTR { continue }
      if written < 0 { return errno == EAGAIN }
    }
  }

  /// Writes what waits, for at most this long.
  func flush(milliseconds: Int32) {
    var left = milliseconds
    while left > 0, flush(), hasWaitingOutput {
      var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
      if poll(&descriptor, 1, 20) < 0, errno != EINTR { return }
      left -= 20
    }
  }

  /// Whether output waits for the terminal.
  var hasWaitingOutput: Bool {
    var count = 0
    _ = call110_output_waiting(&count)
    return count > 0
  }

  /// Whether something waits to be read, if only the news that the terminal has gone.
  var hasInput: Bool {
    var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }

  private var isWritable: Bool {
    var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
    return poll(&descriptor, 1, 0) == 1 && descriptor.revents & Int16(POLLOUT) != 0
  }

  /// Adds text to the waiting output.
  func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { call110_output_add($0.baseAddress, $0.count) }
    }
  }
}

/// Why a terminal cannot be used.
public enum TerminalFault: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// The terminal refused its mode; the C error number.
  case modeRefused(errno: Int32)
  /// The process has no memory or no descriptors left; the C error number.
  case noResources(errno: Int32)
}

/// How a terminal session is run.
public struct TerminalConfiguration {
  /// Where half-typed text is kept; nil keeps it nowhere.
  public var draft: DraftFile?
  /// The kind of terminal, `TERM`; nil or unknown means xterm.
  public var terminalName: String?
  /// Whether every change is one more line and nothing is painted over: for braille, screen readers and
  /// terminals that cannot move the cursor.
  public var isPlain: Bool
  /// Whether styles may be shown.
  public var usesColour: Bool
  /// Whether the terminal can mark what is pasted.
  var marksPastes: Bool { terminalName != Self.dumb }
  private static let dumb = "dumb"
  /// How long an Escape waits for the rest of a key, 60-150 ms: more on slow links, where keys arrive in
  /// parts.
  public var escapeMilliseconds: Int64
  /// Time between ticks in ms, at most 200.
  public var tickMilliseconds: Int64

  /// The settings that follow from the variables `TERM` and `NO_COLOR` (https://no-color.org: set and not
  /// empty), and `CALL110_ESCAPE_MS`; with `TERM=dumb` it is plain unasked.
  public init(environment: [String: String], draft: DraftFile? = nil, isPlain: Bool = false) {
    self.draft = draft
    terminalName = environment["TERM"]
    self.isPlain = isPlain || environment["TERM"] == Self.dumb
    usesColour = environment["NO_COLOR", default: ""].isEmpty && !self.isPlain
    let escape = environment["CALL110_ESCAPE_MS"].flatMap(Int64.init) ?? 100
    escapeMilliseconds = min(150, max(60, escape))
    tickMilliseconds = 100
  }
}

/// The clock of the loop.
enum MonotonicTime {
  /// Milliseconds since some fixed point in the past.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}

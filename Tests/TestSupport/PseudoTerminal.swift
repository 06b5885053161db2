import Foundation

/// A program running on a terminal of its own, and what that terminal shows.
///
/// Reading happens inside `waitFor` and `send` only, so a test decides when the terminal takes output.
/// A class because it owns a process and a descriptor and ends both.
public final class PseudoTerminal {
  /// A condition that did not come true, with what was on the screen.
  public struct TimeOut: Error, CustomStringConvertible {
    /// What was waited for and what there was instead.
    public let description: String
  }

  /// How a process ended.
  public enum Ending: Hashable, Sendable {
    /// By itself, with this status.
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
  }

  /// What the terminal shows so far.
  public private(set) var screen: ScreenModel
  /// All bytes the program wrote.
  public private(set) var output: [UInt8] = []
  /// The process started.
  public let process: pid_t
  private var master: Int32
  private var ending: Ending?

  /// The folder with the built executables, which is where the test bundle is.
  public static var builtProducts: String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let path = bundle.range(of: ".xctest").map { String(bundle[..<$0.lowerBound]) } ?? bundle
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Starts a built executable (a name) or any program (a path) on a new terminal.
  ///
  /// `environment` replaces the defaults one by one: `TERM=xterm`, `LANG=C.UTF-8`, `INPUTRC=/dev/null`; an
  /// empty value takes one away.
  public init(
    executable: String, arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws {
    screen = ScreenModel(columns: columns, rows: rows)
    let built = executable == "call110" ? ProgramRun.program.path : Self.builtProducts + "/" + executable
    let path = executable.contains("/") ? executable : built
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var slave: Int32 = -1
    var name = [CChar](repeating: 0, count: 256)
    master = -1
    guard openpty(&master, &slave, &name, nil, &window) == 0 else {
      throw TimeOut(description: "no pseudo-terminal: errno \(errno)")
    }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    defer { close(slave) }
    var variables = ["TERM": "xterm", "LANG": "C.UTF-8", "INPUTRC": "/dev/null", "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { $1 }
    process = try Self.spawn(path, arguments, variables.filter { !$0.value.isEmpty }, terminal: name)
  }

  deinit {
    if ending == nil {
      for child in childProcesses { Foundation.kill(child, SIGKILL) }
      Foundation.kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    if master >= 0 { close(master) }
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], terminal: [CChar]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // 0x80 is POSIX_SPAWN_SETSID, which Swift does not import: the first terminal opened becomes the
    // controlling one.
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let fault = posix_spawn(&process, path, &actions, &attributes, &words, &variables)
    guard fault == 0 else { throw TimeOut(description: "cannot start \(path): errno \(fault)") }
    return process
  }

  /// Processes started by the process, such as the console under its guard.
  public var childProcesses: [pid_t] {
    let path = "/proc/\(process)/task/\(process)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// Types text.
  ///
  /// While the program does not take it, output is read, so neither waits for the other.
  public func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

  /// Types bytes.
  public func send(bytes: [UInt8], seconds: Double = 10) throws {
    var rest = bytes[...]
    let end = Date().addingTimeInterval(seconds)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { read(milliseconds: 5) }
      if Date() > end { throw TimeOut(description: "the program takes no input; screen:\n\(screen.text)") }
    }
  }

  /// Types bytes as far as the terminal takes them, without reading any output; gives how many were taken.
  public func sendWithoutReading(_ bytes: [UInt8]) -> Int { max(0, write(master, bytes, bytes.count)) }

  /// Waits until the text is on the screen or has scrolled off it.
  public func waitFor(_ text: String, seconds: Double = 10) throws {
    try waitFor("“\(text)”", seconds: seconds) { $0.everything.contains(text) }
  }

  /// Waits until the row with the cursor is exactly this.
  public func waitForLine(_ text: String, seconds: Double = 10) throws {
    try waitFor("the line “\(text)”", seconds: seconds) { $0.cursorRow == text }
  }

  /// Waits until a condition on the screen is true; what it is goes into the error.
  public func waitFor(
    _ what: String, seconds: Double = 10, until condition: (ScreenModel) -> Bool
  ) throws {
    let end = Date().addingTimeInterval(seconds)
    while !condition(screen) {
      if Date() > end {
        throw TimeOut(description: "waited for \(what); the screen shows:\n\(screen.text)")
      }
      read(milliseconds: 20)
    }
  }

  /// Waits for a condition outside the screen, reading output meanwhile.
  public func wait(_ what: String, seconds: Double = 10, until condition: () -> Bool) throws {
    try waitFor(what, seconds: seconds) { _ in condition() }
  }

  /// Reads what the program has written, waiting at most so long for it.
  @discardableResult public func read(milliseconds: Int32 = 0) -> Int {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(master, &buffer, buffer.count)
    if count <= 0 {
      // The other end is closed: poll would return at once for ever.
      poll(nil, 0, min(milliseconds, 5))
      return 0
    }
    output += buffer[..<count]
    screen.feed(buffer[..<count])
    return count
  }

  /// Changes the size; the program is told by SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// The terminal goes away, as when its window or connection is closed.
  public func hangUp() {
    close(master)
    master = -1
  }

  /// Sends the process a signal.
  public func kill(_ signal: Int32) { Foundation.kill(process, signal) }

  /// Sends a signal to the first child of the process: the console under its guard.
  public func killChild(_ signal: Int32) throws {
    guard let child = childProcesses.first else { throw TimeOut(description: "the process has no child") }
    Foundation.kill(child, signal)
  }

  /// Waits for the process to end, reading its output.
  public func waitForExit(seconds: Double = 10) throws -> Ending {
    if let ending { return ending }
    var status: Int32 = 0
    let end = Date().addingTimeInterval(seconds)
    while waitpid(process, &status, WNOHANG) == 0 {
      if Date() > end { throw TimeOut(description: "the process does not end; screen:\n\(screen.text)") }
      if master < 0 { poll(nil, 0, 5) } else { read(milliseconds: 5) }
    }
    while master >= 0, read() > 0 {}
    let result: Ending = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    ending = result
    return result
  }

  /// Whether the terminal is in line mode with echo, as a shell expects it.
  public var isInShellMode: Bool {
    var mode = termios()
    guard tcgetattr(master, &mode) == 0 else { return false }
    return mode.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG)
  }
}

import CReadline
import Glibc
import PlainText

/// A parent that keeps the terminal's mode and starts the console again when it dies.
public enum GuardProcess {
  /// Exit code of a guard that gave up: `EX_SOFTWARE` of sysexits.
  public static let gaveUpCode: Int32 = 70
  /// Exit code of a guard that could not start its child: `EX_OSERR` of sysexits.
  public static let notStartedCode: Int32 = 71
  private static let marker = "CALL110_GUARD"

  /// Runs this program again as a guarded child and gives its exit code; nil when this process is that child,
  /// or has no terminal to guard, and is to go on as the console.
  ///
  /// `arguments` are the whole command line, program first. Call it before any thread exists.
  ///
  /// Signals for the guard are passed on. A child killed by a signal is started again unless the guard was
  /// told to end; five deaths in ten seconds end it with `gaveUpCode`.
  public static func runGuarded(_ arguments: [String], notices: GuardNotices) -> Int32? {
    if isChild() { return nil }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
    call110_forbid_cores()
    call110_block_signals(1)
    setenv(marker, String(getpid()), 1)
    // The runtime's crash report would wait for keys and show memory, which holds what callers said.
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    let code = keepRunning(arguments, notices: notices)
    tcsetattr(STDIN_FILENO, Int32(TCSANOW), &mode)
    return code
  }

  private static func isChild() -> Bool {
    guard let value = getenv(marker), let parent = pid_t(String(cString: value)), parent == getppid() else {
      return false
    }
    unsetenv(marker)
    call110_block_signals(0)
    call110_forbid_cores()
    return call110_follow_parent(parent) == 0
  }

  private static func keepRunning(_ arguments: [String], notices: GuardNotices) -> Int32 {
    var limit = RestartLimit()
    while true {
      guard let child = spawn(arguments) else { return notStartedCode }
      let end = watch(child)
      if end.killer == 0 { return end.code }
      show("\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h")
      if end.wasToldToEnd { return 128 + end.killer }
      switch limit.died(now: MonotonicTime.now) {
      case .giveUp:
        show("\r\n" + SafeText(notices.gaveUp).description + "\r\n")
        return gaveUpCode
      case .restart(let pause):
        if let signal = rest(pause) { return 128 + signal }
        show("\u{1B}[H\u{1B}[2J" + SafeText(notices.restarted).description + "\r\n")
      }
    }
  }

  private static func spawn(_ arguments: [String]) -> pid_t? {
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    return call110_spawn_self(&words, &process) == 0 ? process : nil
  }

  private static func watch(_ child: pid_t) -> (code: Int32, killer: Int32, wasToldToEnd: Bool) {
    var code: Int32 = 0
    var killer: Int32 = 0
    var wasToldToEnd = false
    while true {
      let signal = call110_wait_signal(-1)
      switch signal {
      case SIGHUP, SIGTERM, SIGQUIT:
        wasToldToEnd = true
        kill(child, signal)
      case SIGINT: kill(child, signal)
      default: break
      }
      if call110_reap(child, &code, &killer) != 0 { return (code, killer, wasToldToEnd) }
    }
  }

  /// Waits before a new start; gives the signal that forbids it.
  private static func rest(_ milliseconds: Int) -> Int32? {
    let end = MonotonicTime.now + Int64(milliseconds)
    while true {
      let signal = call110_wait_signal(Int32(max(0, end - MonotonicTime.now)))
      if [SIGHUP, SIGTERM, SIGQUIT].contains(signal) { return signal }
      if MonotonicTime.now >= end { return nil }
    }
  }

  /// Writes a short text unless the terminal takes none.
  private static func show(_ text: String) {
    var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&descriptor, 1, 0) == 1, descriptor.revents == Int16(POLLOUT) else { return }
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}

/// What a guard says on the terminal, in the operator's language.
public struct GuardNotices: Sendable {
  /// The console died and is started again.
  public let restarted: String
  /// It died too often and is not started again; says what to do.
  public let gaveUp: String

  /// Notices from their words.
  public init(restarted: String, gaveUp: String) {
    self.restarted = restarted
    self.gaveUp = gaveUp
  }
}

/// Decides whether a console that died is started again, and after what pause.
struct RestartLimit {
  /// What to do after a death.
  enum Decision: Hashable {
    /// Start again after so many milliseconds.
    case restart(afterMilliseconds: Int)
    /// It makes no sense any more.
    case giveUp
  }

  /// Deaths that are one too many.
  static let deaths = 5
  /// Within this time, in ms.
  static let window: Int64 = 10_000

  private var times: [Int64] = []

  /// Takes note of a death.
  mutating func died(now: Int64) -> Decision {
    times = times.filter { now - $0 < Self.window } + [now]
    if times.count >= Self.deaths { return .giveUp }
    return .restart(afterMilliseconds: times.count == 1 ? 0 : 100 << (times.count - 2))
  }
}

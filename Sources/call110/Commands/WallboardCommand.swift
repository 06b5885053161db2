import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Catalogue
import ConsoleJournal
import Glibc
import PhoneJournal
import PlainText

/// `call110 wallboard`: five numbers, refreshed every second from the tails of today's journals.
enum WallboardCommand: Command {
  /// How often it is looked at whether checkpoints leave this machine, in ms: every journal's end is read.
  private static let headsInterval: Int64 = 15_000

  static let words = ["wallboard"]
  static let specification = CommandSpecification(
    words, .commandWallboard,
    options: [OptionSpecification("once", .none, .optionOnce), ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let clock = JournalClock.system
    let seats = try SeatList.seats(logs: invocation.logsDirectory)
    let reader = JournalReader(logs: invocation.logsDirectory)
    let limit = try ProtocolOption.document(invocation).ringLimit
    let owed = MatterLedger(logs: invocation.logsDirectory).read(at: clock.now())
    var feed = WallboardFeed(
      reader, seats: seats.isEmpty ? nil : seats.count, limit: limit, owed: owed, at: clock.now())
    var beside = Beside(waiting: WaitingCallers(logs: invocation.logsDirectory))
    guard isatty(STDOUT_FILENO) == 1, !invocation.has("once") else {
      StandardStreams.output(
        lines(&feed, &beside, invocation: invocation, columns: 200).map { $0 + "\n" }.joined())
      if feed.basis.unreadable > 0 { JournalFaults.note() }
      return .success
    }
    let signals = SignalWait([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH])
    StandardStreams.output("\u{1B}[?25l\u{1B}[2J")
    repeat {
      let size = size
      draw(lines(&feed, &beside, invocation: invocation, columns: size.columns), rows: size.rows)
    } while [nil, SIGWINCH].contains(signals.next(seconds: 1))
    StandardStreams.output("\u{1B}[?25h\n")
    return .success
  }

  /// What the board tells beside the records: who waits, and whether checkpoints leave this machine, with
  /// when that was looked at, in monotonic ms.
  private struct Beside {
    var waiting: WaitingCallers
    var heads: (standing: HeadsStanding, at: Int64)?

    mutating func standing(_ logs: String, now: WallInstant, monotonic: Int64) -> HeadsStanding {
      if let heads, monotonic - heads.at < WallboardCommand.headsInterval { return heads.standing }
      let standing = HeadsStanding(logs: logs, at: now)
      heads = (standing, monotonic)
      return standing
    }
  }

  /// The board as it is now.
  private static func lines(
    _ feed: inout WallboardFeed, _ beside: inout Beside, invocation: Invocation, columns: Int
  ) -> [String] {
    let clock = JournalClock.system
    let (now, monotonic) = (clock.now(), clock.monotonicMilliseconds())
    feed.poll(at: now)
    let heads = beside.standing(invocation.logsDirectory, now: now, monotonic: monotonic)
    var basis = feed.basis
    basis.leaving = (JournalWords.describe(heads), heads.isTrouble)
    return feed.board.lines(
      at: now, basis: basis, queue: beside.waiting.queue(at: now, monotonic: monotonic),
      language: invocation.language, columns: columns
    ).map { SafeText($0).description }
  }

  /// Draws over the last picture without clearing it first, so that nothing flickers.
  private static func draw(_ lines: [String], rows: Int) {
    let text = lines.prefix(max(1, rows - 1)).map { $0 + "\u{1B}[K\n" }
    StandardStreams.output("\u{1B}[H" + text.joined() + "\u{1B}[J")
  }

  private static var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), Int(window.ws_row))
  }
}

/// Takes signals one by one instead of being interrupted by them.
private struct SignalWait {
  private var signals = sigset_t()

  /// From now on these signals wait until they are asked for.
  init(_ numbers: [Int32]) {
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// The next signal; nil when none came within so many seconds.
  func next(seconds: Int) -> Int32? {
    var signals = signals
    var limit = timespec(tv_sec: seconds, tv_nsec: 0)
    let number = sigtimedwait(&signals, nil, &limit)
    return number > 0 ? number : nil
  }
}

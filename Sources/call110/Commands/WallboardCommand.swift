import CallJournal
import CallModel
import CallReview
import Catalogue
import Glibc
import PlainText

/// `call110 wallboard`: today's five numbers, refreshed every second from the tails of today's journals.
enum WallboardCommand: Command {
  static let specification = CommandSpecification(
    ["wallboard"], .commandWallboard, options: [OptionSpecification("once", .none, .optionOnce)])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let reader = JournalReader(logs: invocation.logsDirectory)
    var tail = JournalTail(reader, .live)
    var (board, day) = (Wallboard(), JournalClock.system.now().date)
    let isOnce = invocation.has("once") || isatty(STDOUT_FILENO) != 1
    var dataAt = JournalClock.system.now()
    while true {
      let start = JournalClock.system.now()
      if start.date != day { (board, day) = (Wallboard(), start.date) }
      let contents = tail.poll(on: day)
      for placed in contents.entries { take(placed, into: &board) }
      // Only a poll that could read everything makes the figures fresh.
      if !contents.faults.contains(where: isUnreadable) { dataAt = start }
      show(board.lines(at: JournalClock.system.now(), dataAt: dataAt, language: invocation.language), isOnce)
      if isOnce { return .success }
      var pause = timespec(tv_sec: 1, tv_nsec: 0)
      nanosleep(&pause, nil)
    }
  }

  private static func isUnreadable(_ fault: JournalFault) -> Bool {
    if case .unreadable = fault.kind { return true }
    return false
  }

  private static func take(_ placed: PlacedEntry, into board: inout Wallboard) {
    if placed.entry.kind == "deed", let call = placed.entry.call {
      let value = placed.entry.value
      board.settle(call, promise: value["promise"]?.integer.map { Int(clamping: $0) })
    } else if let (call, event) = placed.timedEvent {
      board.apply(event, of: call)
    }
  }

  /// Draws over the last picture without clearing it first, so that nothing flickers.
  private static func show(_ lines: [String], _ isOnce: Bool) {
    let text = lines.map { SafeText($0).description }
    if isOnce { return StandardStreams.output(text.joined(separator: "\n") + "\n") }
    StandardStreams.output("\u{1B}[H" + text.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
  }
}

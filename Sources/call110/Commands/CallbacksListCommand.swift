import CallJournal
import CallModel
import Catalogue
import PlainText

/// `call110 callbacks list`: who must be rung back, the most urgent first.
enum CallbacksListCommand: Command {
  static let specification = CommandSpecification(
    ["callbacks", "list"], .commandCallbacks, options: [OptionSpecification("all", .none, .optionCallbackAll)]
  )

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let now = JournalClock.system.now()
    let (list, faults) = CallbackBook.read(logs: invocation.logsDirectory, today: now.date)
    let settled = list.entries.values.filter { !$0.isOpen }.sorted {
      ($0.openedAt, $0.entry) < ($1.openedAt, $1.entry)
    }
    let shown = list.open + (invocation.has("all") ? settled : [])
    let lines = shown.map { row($0, now, invocation.language) }
    let text = lines.isEmpty ? [Message.callbacksNone.text(invocation.language)] : lines
    StandardStreams.output(text.map { SafeText($0).description + "\n" }.joined())
    if faults > 0 {
      StandardStreams.error("call110: \(Message.journalFaultsMet(faults).text(invocation.language))\n")
    }
    return list.open.contains { $0.due() < now } ? .found : .success
  }

  private static func row(_ entry: CallbackEntry, _ now: WallInstant, _ language: UserLanguage) -> String {
    let opened = entry.opened
    let row = Message.callbackRow(
      due: entry.due().display, isLate: entry.isOpen && entry.due() < now, number: opened.number,
      name: opened.name ?? "", isCutOff: opened.reason == .cutOff,
      waitSeconds: opened.waitMilliseconds.map { Int($0 / 1_000) }, tries: entry.attempts.count,
      place: opened.place, entry: entry.entry)
    let end = entry.resolution.map { "  " + Message.callbackSettled($0.word).text(language) } ?? ""
    return row.text(language) + end
  }
}

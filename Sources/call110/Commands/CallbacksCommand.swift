import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 callbacks`: who must be rung back, the most urgent first.
enum CallbacksCommand: Command {
  static let words = ["callbacks"]
  static let specification = CommandSpecification(
    words, operands: ["[list]"], .commandCallbacks,
    options: [
      OptionSpecification("all", .none, .optionCallbackAll), OptionSpecification("json", .none, .optionJSON),
      Pager.option,
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    if let word = invocation.operands.first, word != "list" {
      throw CommandLineFault.unknownCommand("callbacks \(word)")
    }
    _ = try Reveal.reason(invocation)
    let desk = DeskLedger(invocation)
    let now = desk.now
    let list = CallbackBook.list(desk.read())
    let settled = list.entries.values.filter { !$0.isOpen }.sorted {
      ($0.openedAt, $0.entry) < ($1.openedAt, $1.entry)
    }
    let chosen = list.open + (invocation.has("all") ? settled : [])
    let extent = try Reveal.extent(.list, invocation: invocation, subject: "\(now.date)", calls: chosen.count)
    let shown = chosen.map { $0.masked(extent) }
    if invocation.has("json") {
      StandardStreams.json(shown.map { json($0, now: now) })
    } else {
      let rows = shown.map { SafeText(row($0, at: now, in: invocation.language)).description }
      let text = rows.isEmpty ? [Message.callbacksNone.text(invocation.language)] : rows
      Pager.show(text.map { $0 + "\n" }.joined(), for: invocation)
    }
    return list.open.contains { $0.due() < now } ? .found : .success
  }

  /// One entry as a JSON object.
  private static func json(_ entry: CallbackEntry, now: WallInstant) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("entry", entry.entry)
      writer.member("reason", entry.opened.reason.rawValue)
      writer.member("caller_no", entry.opened.number)
      writer.member("subscriber_name", entry.opened.name)
      writer.member("incident_address", entry.opened.place)
      writer.member("opened_at", entry.openedAt.description)
      writer.member("wait_ms", entry.opened.waitMilliseconds)
      writer.member("due_at", entry.due().description)
      writer.member("late", entry.isOpen && entry.due() < now)
      writer.member("tries", entry.attempts.count)
      writer.member("settled", entry.resolution?.word)
      writer.member("call_record_no", entry.opened.call?.description)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func row(_ entry: CallbackEntry, at now: WallInstant, in language: UserLanguage) -> String {
    let opened = entry.opened
    let row = Message.callbackRow(
      due: entry.due().display, isLate: entry.isOpen && entry.due() < now, number: opened.number,
      name: opened.name ?? "", reason: opened.reason.rawValue,
      waitSeconds: opened.waitMilliseconds.map { Int($0 / 1_000) }, tries: entry.attempts.count,
      place: opened.place, entry: entry.entry)
    let end = entry.resolution.map { "  " + Message.callbackSettled($0.word).text(language) } ?? ""
    return row.text(language) + end
  }
}

extension CallbackBook {
  /// Writes one event as the desk and the person the invocation names; whether it is on the disk.
  static func write(_ event: CallbackEvent, invocation: Invocation) throws -> Bool {
    try write(
      event, desk: SeatIdentifier(invocation.value("seat") ?? "desk-callback"),
      by: OperatorIdentifier(invocation.required("operator")), logs: invocation.logsDirectory)
  }
}

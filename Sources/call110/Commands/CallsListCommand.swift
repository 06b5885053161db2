import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 calls list`: the calls of a day.
enum CallsListCommand: Command {
  static let specification = CommandSpecification(
    ["calls", "list"], .commandCallsList,
    options: [
      OptionSpecification("day", .required("DATE"), .optionDay),
      OptionSpecification("seat", .required("SEAT"), .optionOnlySeat),
      ProtocolOption.specification,
      OptionSpecification("json", .none, .optionJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let day = try day(invocation)
    let seat = try invocation.value("seat").map { try SeatIdentifier($0) }
    let reader = JournalReader(logs: invocation.logsDirectory)
    let contents = read(reader, day, seat)
    let records = CallRecordReader.fold(contents.entries.filter { $0.entry.call?.date == day })
    let list = CallList(document: try ProtocolOption.document(invocation), language: invocation.language)
    let ordered = records.values.sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    let rows = ordered.map { invocation.has("json") ? list.json($0) : list.row($0) }
    StandardStreams.output(rows.map { $0 + "\n" }.joined())
    if !contents.faults.isEmpty {
      StandardStreams.error(
        "call110: \(Message.journalFaultsMet(contents.faults.count).text(invocation.language))\n")
    }
    return .success
  }

  private static func day(_ invocation: Invocation) throws -> CivilDate {
    guard let text = invocation.value("day") else { return JournalClock.system.now().date }
    guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: "day") }
    return day
  }

  /// The day's files and the next day's: a call over midnight ends there.
  private static func read(_ reader: JournalReader, _ day: CivilDate, _ seat: SeatIdentifier?)
    -> JournalContents
  {
    let days = [day, day.adding(days: 1)]
    var contents = JournalContents()
    for day in days {
      contents.append(seat.map { reader.day(day, seat: $0, .live) } ?? reader.day(day, .live))
    }
    return contents
  }
}

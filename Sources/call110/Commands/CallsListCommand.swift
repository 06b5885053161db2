import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue

/// `call110 calls list`: the calls of a day, those going on among them.
enum CallsListCommand: Command {
  static let words = ["calls", "list"]
  static let specification = CommandSpecification(
    words, .commandCallsList,
    options: [OptionSpecification("day", .required("DATE"), .optionDay)] + CallFilterOptions.specifications
      + CallListing.options + [ImportedListing.option])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let filter = try CallFilterOptions.filter(invocation, document)
    let days = try days(invocation, filter)
    if invocation.has("imported") {
      var chosen = filter
      chosen.from = filter.from ?? WallInstant(date: days.lowerBound)
      chosen.until = filter.until ?? WallInstant(date: days.upperBound.adding(days: 1))
      return try ImportedListing.run(chosen, limit: 1_000_000, invocation, document)
    }
    let reader = JournalReader(logs: invocation.logsDirectory)
    var contents = JournalContents()
    let isPaper = filter.seat?.description == CallFinder.paperSeat
    let seat = isPaper ? try SeatIdentifier(CallFinder.paperDesk) : filter.seat
    let progress = ProgressBar(invocation.language)
    // The day after the last one too: a call over midnight ends there.
    let count = days.upperBound.dayNumber - days.lowerBound.dayNumber + 2
    for index in 0..<count {
      let day = days.lowerBound.adding(days: index)
      contents.append(seat.map { reader.day(day, seat: $0, .live) } ?? reader.day(day, .live))
      progress.note(index + 1, count)
    }
    if seat == nil || isPaper {
      // Calls typed in from paper stand under the day of typing.
      let later = reader.days(.live).filter { $0 > days.upperBound.adding(days: 1) }
      contents.append(DeskJournal.contents(CallFinder.paperDesk, on: later, reader: reader))
    }
    progress.clear()
    let entries = contents.entries.filter { $0.entry.call.map { days.contains($0.date) } ?? false }
    let records = CallRecordReader.fold(entries).values.filter(filter.matches)
    try CallListing.show(
      records.sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }, invocation, document)
    if !contents.faults.isEmpty {
      StandardStreams.error(
        "call110: \(Message.journalFaultsMet(contents.faults.count).text(invocation.language))\n")
    }
    return .success
  }

  /// `--day`, else from `--from` to `--to`, else today.
  private static func days(_ invocation: Invocation, _ filter: CallFilter) throws -> ClosedRange<CivilDate> {
    if let text = invocation.value("day") {
      guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: "day") }
      return day...day
    }
    let today = JournalClock.system.now().date
    let last = filter.until?.adding(milliseconds: -1).date ?? max(today, filter.from?.date ?? today)
    let first = filter.from?.date ?? min(today, last)
    guard first <= last, last.dayNumber - first.dayNumber < 62 else {
      throw CommandLineFault.badValue(option: "from", expected: "--from <= --to, <= 62 days (calls search)")
    }
    return first...last
  }
}

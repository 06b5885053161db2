import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 export`: calls as JSON lines or CSV, personal data hidden unless it is revealed.
enum ExportCommand: Command {
  static let specification = CommandSpecification(
    ["export"], .commandExport,
    options: DayRange.specifications + [
      OptionSpecification("format", .required("jsonl|csv|csv-excel"), .optionExportFormat),
      OptionSpecification("imported", .none, .optionImported),
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    _ = try Reveal.reason(invocation)
    var writer = try ExportWriter(invocation.value("format") ?? "jsonl")
    let archive = CallArchive(
      logs: invocation.logsDirectory, room: .live, language: invocation.language)
    let source = try source(invocation, archive)
    // The access names the number of calls, so they are counted before any of them is shown.
    let count = try invocation.has("reveal") ? count(source) : 0
    let extent = try Reveal.extent(
      .list, invocation, subject: try DayRange.words(invocation), calls: count)
    StandardStreams.output(writer.header)
    let faults = try source { records in
      StandardStreams.output(writer.text(records.map { $0.masked(extent) }))
    }
    JournalFaults.report(faults, invocation.language)
    return .success
  }

  /// Gives the calls day by day and returns how many faults the journals have.
  private typealias Source = (([CallRecord]) throws -> Void) throws -> Int

  private static func source(_ invocation: Invocation, _ archive: CallArchive) throws -> Source {
    if invocation.has("imported") {
      let range = try DayRange.bounds(invocation)
      return { body in
        let imported = ImportedCalls(logs: invocation.logsDirectory)
        try body(imported.records(on: range))
        return imported.faults
      }
    }
    let days = try DayRange.days(invocation, room: .live)
    return { body in
      try archive.forEachDay(days) { _, calls in try body(calls.map(\.record)) }.count
    }
  }

  private static func count(_ source: Source) throws -> Int {
    var count = 0
    _ = try source { count += $0.count }
    return count
  }
}

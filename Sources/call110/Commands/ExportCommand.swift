import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// `call110 export`: calls as JSON lines or CSV, personal data hidden unless it is revealed.
enum ExportCommand: Command {
  static let words = ["export"]
  static let specification = CommandSpecification(
    words, .commandExport,
    options: DayRange.specifications + [
      OptionSpecification("format", .required("jsonl|csv|csv-excel"), .optionExportFormat),
      OptionSpecification("imported", .none, .optionImported), ProtocolOption.specification,
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    _ = try Reveal.reason(invocation)
    let writer = try ExportWriter(invocation.value("format") ?? "jsonl")
    let source = try source(invocation)
    // The access names the number of calls, so they are counted before any of them is shown.
    var count = 0
    if invocation.has("reveal") {
      _ = source(ProgressBar(invocation.language), { _ in "" }) { count += $0.count }
    }
    let extent = try Reveal.extent(
      .list, invocation: invocation, subject: try DayRange.words(invocation), calls: count)
    StandardStreams.output(writer.header)
    let document = try ProtocolOption.document(invocation)
    let progress = ProgressBar(invocation.language)
    let faults = source(progress, { writer.text($0.masked(extent).named(by: document)) }) { texts in
      StandardStreams.output(texts.joined())
    }
    progress.clear()
    JournalFaults.report(faults, language: invocation.language)
    return .success
  }

  /// Gives what is written of the calls some at a time and returns how many faults the journals have; the
  /// calls are written on all processors.
  private typealias Source = (
    _ progress: ProgressBar, _ text: @escaping @Sendable (CallRecord) -> String, _ body: ([String]) -> Void
  ) -> Int

  private static func source(_ invocation: Invocation) throws -> Source {
    let logs = invocation.logsDirectory
    if invocation.has("imported") {
      let range = try DayRange.bounds(invocation)
      return { progress, text, body in
        ImportedCalls(logs: logs).forEachBatch(on: range, progress: progress.note) { body($0.map(text)) }
          .count
      }
    }
    let range = try DayRange.bounds(invocation) ?? DayRange.ever
    return { progress, text, body in
      Archive(logs: logs).forEachDay(in: range, progress: progress.note, ofRecords: text) {
        _, texts in
        progress.clear()
        body(texts)
      }.count
    }
  }
}

/// Writes records in one of the export's forms.
struct ExportWriter: Sendable {
  private let profile: CSVWriter.Profile?

  /// A writer of `jsonl`, `csv` or `csv-excel`.
  init(_ format: String) throws(CommandLineFault) {
    switch format {
    case "jsonl": profile = nil
    case "csv": profile = .plain
    case "csv-excel": profile = .excel
    default: throw CommandLineFault.badValue(option: "format", expected: "jsonl|csv|csv-excel")
    }
  }

  /// What stands before the first record.
  var header: String {
    guard let profile else { return "" }
    var writer = CSVWriter(profile)
    writer.row(RecordFields.header)
    return writer.text
  }

  /// The record's row or line.
  func text(_ record: CallRecord) -> String {
    guard let profile else {
      return StandardStreams.safe(json: String(decoding: RecordFields(record).json, as: UTF8.self)) + "\n"
    }
    var writer = CSVWriter(profile)
    let start = writer.text.endIndex
    writer.row(RecordFields(record).cells)
    return String(writer.text[start...])
  }
}

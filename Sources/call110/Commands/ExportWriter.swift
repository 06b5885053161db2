import CallModel
import CallReview
import PlainText

/// Writes records in one of the export's forms.
struct ExportWriter {
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

  /// The records, a row or line each.
  mutating func text(_ records: [CallRecord]) -> String {
    guard let profile else {
      return records.map { String(decoding: RecordFields($0).json, as: UTF8.self) + "\n" }.joined()
    }
    var writer = CSVWriter(profile)
    let start = writer.text.endIndex
    for record in records { writer.row(RecordFields(record).cells) }
    return String(writer.text[start...])
  }
}

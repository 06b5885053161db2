import CallReview
import Catalogue

/// What an import did, or would do: the columns, every row left out with its reason, the sums.
struct ImportReport {
  private let run: ImportRun
  private let columns: [(name: String, field: String?)]

  init(_ run: ImportRun, columns: [(name: String, field: String?)]) {
    self.run = run
    self.columns = columns
  }

  /// The report, a row a line.
  func text(_ language: UserLanguage) -> String {
    let sums = Message.importSums(
      imported: run.imported, present: run.present, rejected: run.rejected.count, isDryRun: run.isDryRun)
    let rows =
      columnRows + run.rejected.map { Message.importRejected(line: $0.line, Self.words($0.why)) } + [sums]
    return rows.map { $0.text(language) + "\n" }.joined()
  }

  private var columnRows: [Message] {
    let unknown = columns.filter { $0.field == nil }.map(\.name)
    let known = run.isDryRun ? columns.compactMap { column in column.field.map { (column.name, $0) } } : []
    return known.map { Message.importColumn($0.0, field: $0.1) }
      + (unknown.isEmpty ? [] : [.importUnknownColumns(unknown)])
  }

  /// Why a row is left out.
  static func words(_ why: ImportRejection) -> Message {
    switch why {
    case .noTime: .rejectedNoTime
    case .badTime(let field): .rejectedTime(field)
    case .badNumber(let field): .rejectedNumber(field)
    case .badWord(let field): .rejectedWord(field)
    case .tooManyCells: .rejectedTooManyCells
    case .unclosedQuote: .rejectedUnclosedQuote
    case .textAfterQuote: .rejectedTextAfterQuote
    case .notUTF8: .rejectedNotUTF8
    case .notJSON: .rejectedNotJSON
    case .recordedLive: .rejectedRecordedLive
    case .conflict: .rejectedConflict
    case .tooMany: .rejectedTooMany
    }
  }
}

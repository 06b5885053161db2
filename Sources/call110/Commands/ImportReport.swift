import CallReview
import Catalogue

/// What an import did, or would do: the columns, every row left out with its reason, the sums.
///
/// Rows are printed as they come, so that a million of them need no memory.
struct ImportReport {
  /// Whether nothing is written.
  let isDryRun: Bool
  let language: UserLanguage

  /// What a dry run says of the columns first: which field each of them holds.
  func printKnown(_ columns: [(name: String, field: String?)]) {
    guard isDryRun else { return }
    for column in columns { if let field = column.field { print(.importColumn(column.name, field: field)) } }
  }

  /// A row left out.
  func printRejected(_ line: Int, _ why: ImportRejection) {
    print(.importRejected(line: line, Self.words(why)))
  }

  /// The columns nobody knows, and the sums.
  func printEnd(_ run: ImportRun, _ columns: [(name: String, field: String?)]) {
    let unknown = columns.filter { $0.field == nil }.map(\.name)
    if !unknown.isEmpty { print(.importUnknownColumns(unknown)) }
    print(
      .importSums(
        imported: run.imported, present: run.present, rejected: run.rejected, isDryRun: isDryRun))
  }

  private func print(_ row: Message) { StandardStreams.output(row.text(language) + "\n") }

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
    case .tooLong: .rejectedTooLong
    case .notJSON: .rejectedNotJSON
    case .recordedLive: .rejectedRecordedLive
    case .conflict: .rejectedConflict
    case .numberTaken: .rejectedNumberTaken
    case .tooMany: .rejectedTooMany
    }
  }
}

import CallArchive
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// `call110 import FILE`: takes over calls from another system.
enum ImportCommand: Command {
  static let words = ["import"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .commandImport,
    options: [
      OptionSpecification("map", .required("FILE"), .optionMap),
      OptionSpecification("dry-run", .none, .optionImportDryRun),
      OptionSpecification("source", .required("NAME"), .optionSource),
      OptionSpecification("operator", .required("ID"), .optionTypist), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let path = invocation.operands[0]
    let map = try map(invocation)
    let file = try InputPieces(path)
    var rows = try source(file, path: path, map: map, document: try ProtocolOption.document(invocation))
    let report = ImportReport(isDryRun: invocation.has("dry-run"), language: invocation.language)
    report.printKnown(rows.columns)
    let progress = ProgressBar(invocation.language)
    var run = try ImportRun(
      source: SafeText(invocation.value("source") ?? fileName(path), limit: 200).description,
      isDryRun: report.isDryRun, typist: try Person.given("operator", invocation: invocation),
      logs: invocation.logsDirectory, progress: progress.note)
    while let row = rows.next() {
      progress.note(Int(rows.passed), all: Int(max(rows.passed, file.size)))
      guard let why = try run.take(row) else { continue }
      progress.clear()
      report.printRejected(row.line, why: why)
    }
    try run.finish()
    progress.clear()
    report.printEnd(run, columns: rows.columns)
    JournalFaults.report(run.faults, language: invocation.language)
    if let fault = file.fault { throw fault }
    return run.rejected == 0 ? .success : .badData
  }

  private static func source(
    _ file: InputPieces, path: String, map: ImportMap, document: ProtocolDocument
  ) throws -> ImportSource {
    do throws(ImportFileFault) {
      return try ImportSource(file.feed, map: map, document: document)
    } catch {
      if let fault = file.fault { throw fault }
      throw ImportFileRejected(file: path, fault: error)
    }
  }

  private static func map(_ invocation: Invocation) throws -> ImportMap {
    guard let path = invocation.value("map") else { return ImportMap() }
    let bytes = try InputFile.read(path, limit: 1 << 20)
    do throws(ImportMapFault) {
      return try ImportMap(file: bytes)
    } catch {
      throw ImportMapRejected(file: path, fault: error)
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

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
  func printRejected(_ line: Int, why: ImportRejection) {
    print(.importRejected(line: line, Self.words(why)))
  }

  /// The columns nobody knows, and the sums.
  func printEnd(_ run: ImportRun, columns: [(name: String, field: String?)]) {
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

import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 import FILE`: takes over calls from another system.
enum ImportCommand: Command {
  /// The largest file read, in bytes: 256 MiB.
  private static let largestFile = 256 << 20

  static let specification = CommandSpecification(
    ["import"], operands: ["FILE"], .commandImport,
    options: [
      OptionSpecification("map", .required("FILE"), .optionMap),
      OptionSpecification("dry-run", .none, .optionImportDryRun),
      OptionSpecification("source", .required("NAME"), .optionSource),
      OptionSpecification("operator", .required("ID"), .optionTypist), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let path = invocation.operands[0]
    let map = try map(invocation)
    let bytes = try InputFile.read(path, limit: largestFile)
    var rows = ImportSource(bytes, map: map, document: try ProtocolOption.document(invocation))
    let existing = ImportedCalls(logs: invocation.logsDirectory)
    var run = ImportRun(
      source: SafeText(invocation.value("source") ?? fileName(path), limit: 200).description,
      isDryRun: invocation.has("dry-run"), typist: try Person.given("operator", invocation),
      logs: invocation.logsDirectory, existing: existing)
    while let row = rows.next() { try run.take(row) }
    try run.flush()
    StandardStreams.output(ImportReport(run, columns: rows.columns).text(invocation.language))
    JournalFaults.report(existing.faults, invocation.language)
    return run.rejected.isEmpty ? .success : .badData
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

import CallModel
import Files
import PlainText

/// A file beside the journals that changes what they mean: the calendar, the list of seats, the staff, where
/// ends are sent.
///
/// No chain protects it; its digest, kept elsewhere, does.
public struct BesideFile: Hashable, Sendable {
  /// The word before one printed on paper or sent to syslog.
  public static let word = "call110-digest"
  /// The names that are looked for in the logs folder.
  public static let names = ["calendar.tsv", "seats", "staff.tsv", HeadsSettings.name]
  private static let largest: Int64 = 16 << 20

  /// Its name in the logs folder.
  public let name: String
  /// How many bytes it has.
  public let bytes: Int64
  /// The SHA-256 of all of them.
  public let digest: LineDigest

  /// The file as a line of syslog or of a shift sheet has it; nil when there is none in it.
  public init?(line: some StringProtocol) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
    guard let index = words.lastIndex(where: { $0 == Self.word }), words.count >= index + 4,
      Self.names.contains(String(words[index + 1])), let bytes = Int64(words[index + 2]),
      let digest = LineDigest(words[index + 3])
    else { return nil }
    (name, self.bytes, self.digest) = (String(words[index + 1]), bytes, digest)
  }

  private init(name: String, content: [UInt8]) {
    (self.name, bytes, digest) = (name, Int64(content.count), LineDigest(of: content))
  }

  /// `call110-digest calendar.tsv 2410 9f86d081884c7d65…`.
  public var line: String { "\(Self.word) \(name) \(bytes) \(digest)" }

  /// Those there are in the logs folder at `logs`, and what could not be read.
  public static func all(
    logs: String, operations: any FileOperations = SystemFileOperations()
  ) -> (files: [BesideFile], faults: [JournalFault]) {
    let store = JournalStore(logs: logs, operations: operations)
    var (files, faults): ([BesideFile], [JournalFault]) = ([], [])
    for name in names {
      do throws(JournalFileFault) {
        files.append(BesideFile(name: name, content: try content(name, store: store)))
      } catch {
        if !JournalReader.isMissing(error) { faults.append(JournalFault(error)) }
      }
    }
    return (files, faults)
  }

  private static func content(_ name: String, store: JournalStore) throws(JournalFileFault) -> [UInt8] {
    let folder = try store.openFolder([])
    defer { store.operations.close(folder) }
    let (descriptor, status) = try store.openRegular(name, in: folder, for: .read, place: name)
    defer { store.operations.close(descriptor) }
    return try store.at(name) { () throws(SystemFault) in
      try store.operations.readAll(min(status.size, largest), from: descriptor, at: 0)
    }
  }

  /// What was found of them, compared with digests from outside, of which the last one of each name counts.
  public static func verify(
    logs: String, outside: [BesideFile], operations: any FileOperations = SystemFileOperations()
  ) -> VerifyReport {
    let (files, faults) = all(logs: logs, operations: operations)
    var report = VerifyReport()
    report.files = files.count
    report.bytes = files.reduce(0) { $0 + $1.bytes }
    report.findings = faults.map { VerifyFinding(file: $0.file, line: nil, kind: .fault($0.kind)) }
    for name in names {
      guard let seen = outside.last(where: { $0.name == name }) else { continue }
      report.outsideCheckpoints += 1
      if !files.contains(seen) {
        report.findings.append(VerifyFinding(file: name, line: nil, kind: .otherContent))
      }
    }
    return report
  }
}

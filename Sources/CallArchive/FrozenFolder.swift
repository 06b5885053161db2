import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText

/// Frozen reports below `frozen/` of the logs folder: one file each, never written again, each named with its
/// digest by a line of the desk that froze it.
package struct FrozenFolder {
  /// The kind of the desk's line.
  package static let kind = "report-frozen"
  private static let largest: Int64 = 64 << 20

  private let logs: String
  private let operations: any FileOperations = SystemFileOperations()

  /// The frozen reports of the logs folder at `logs`.
  package init(logs: String) {
    self.logs = logs
  }

  /// What the files of a period are called, before their number: `month-2026-10-01-2026-10-31`.
  static func name(_ period: ReportPeriod) -> String {
    "\(period.kind.rawValue)-\(period.days.lowerBound)-\(period.days.upperBound)"
  }

  /// Writes the frozen report beside the earlier ones of its period; returns its path below the logs folder
  /// and its digest.
  package func write(_ report: FrozenReport, of period: ReportPeriod) throws -> (file: String, digest: String)
  {
    do throws(SystemFault) { return try add(report, of: period) } catch {
      throw JournalFileFault.system(error, place: "frozen")
    }
  }

  /// The frozen report of a period with this number, or the latest.
  package func read(_ period: ReportPeriod, number: Int?) throws -> FrozenReport {
    let name = Self.name(period)
    let found: Found
    do throws(SystemFault) { found = try find(name, number: number) } catch {
      throw JournalFileFault.system(error, place: "frozen")
    }
    guard let file = found.file else { throw FrozenFault.none(name) }
    guard let bytes = found.bytes else { throw FrozenFault.damaged(file) }
    return try report(bytes, file: file, of: period)
  }

  /// A file, nil when there is none, and its bytes, nil for what is no file.
  private struct Found {
    var file: String?
    var bytes: [UInt8]?
  }

  private func add(
    _ report: FrozenReport, of period: ReportPeriod
  ) throws(SystemFault) -> (file: String, digest: String) {
    let json = report.json
    let digest = LineDigest(of: json).description
    let folder = try makeFolder()
    defer { operations.close(folder) }
    let number = (try numbers(Self.name(period), in: folder).max() ?? 0) + 1
    let name = "\(Self.name(period)).\(number).json"
    let descriptor = try operations.openFile(name, in: folder, for: .create)
    defer { operations.close(descriptor) }
    try operations.writeAll(json + Array("\n{\"sha256\":\"\(digest)\"}\n".utf8), to: descriptor)
    try operations.setMode(0o440, of: descriptor)
    try operations.synchronize(descriptor)
    try operations.synchronizeFolder(folder)
    return ("frozen/" + name, digest)
  }

  /// The file with this number, or the latest.
  private func find(_ name: String, number: Int?) throws(SystemFault) -> Found {
    let outer = try operations.openFolder(path: logs)
    defer { operations.close(outer) }
    guard let folder = try open("frozen", in: outer) else { return Found() }
    defer { operations.close(folder) }
    let numbers = try numbers(name, in: folder)
    guard let wanted = number ?? numbers.max(), numbers.contains(wanted) else { return Found() }
    let file = "\(name).\(wanted).json"
    let descriptor = try operations.openFile(file, in: folder, for: .read)
    defer { operations.close(descriptor) }
    let status = try operations.status(of: descriptor)
    guard status.isRegular, status.size <= Self.largest else { return Found(file: "frozen/" + file) }
    return Found(
      file: "frozen/" + file, bytes: try operations.readAll(status.size, from: descriptor, at: 0))
  }

  private func report(_ bytes: [UInt8], file: String, of period: ReportPeriod) throws(FrozenFault)
    -> FrozenReport
  {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    guard lines.count == 3, lines[2].isEmpty, LineDigest(of: lines[0]).description == Self.digest(lines[1])
    else {
      throw .damaged(file)
    }
    let report: FrozenReport
    do throws(FrozenReport.Fault) { report = try FrozenReport(json: lines[0]) } catch {
      throw .form(file, error)
    }
    guard report.period == period.kind, report.days == period.days else {
      throw .form(file, .malformed(member: "period"))
    }
    guard isOnRecord(file, digest: LineDigest(of: lines[0]).description, report: report) else {
      throw .unrecorded(file)
    }
    return report
  }

  private static func digest(_ line: [UInt8]) -> String? {
    // What is no JSON names no digest.
    JSONReader.value(line)?["sha256"]?.string
  }

  /// Whether a desk wrote down that it was frozen, at its time or on the day after it.
  private func isOnRecord(_ file: String, digest: String, report: FrozenReport) -> Bool {
    let reader = JournalReader(logs: logs)
    let day = report.frozenAt.date
    return [day, day.adding(days: 1)].contains { date in
      reader.day(date, room: .live).entries.contains { placed in
        placed.entry.kind == Self.kind && placed.entry.value["file"]?.string == file
          && placed.entry.value["sha256"]?.string == digest
      }
    }
  }

  /// The numbers of the period's files.
  private func numbers(_ name: String, in folder: Int32) throws(SystemFault) -> [Int] {
    try operations.names(in: folder).compactMap { file in
      guard file.hasPrefix(name + "."), file.hasSuffix(".json") else { return nil }
      return Int(file.dropFirst(name.count + 1).dropLast(5))
    }
  }

  private func open(_ name: String, in outer: Int32) throws(SystemFault) -> Int32? {
    do throws(SystemFault) { return try operations.openFolder(name, in: outer) } catch {
      guard error.code == ENOENT else { throw error }
      return nil
    }
  }

  private func makeFolder() throws(SystemFault) -> Int32 {
    let outer = try operations.openFolder(path: logs)
    defer { operations.close(outer) }
    if let folder = try open("frozen", in: outer) { return folder }
    do throws(SystemFault) { try operations.makeFolder("frozen", in: outer, mode: 0o3770) } catch {
      // Somebody else made it just now.
      guard error.code == EEXIST else { throw error }
    }
    let folder = try operations.openFolder("frozen", in: outer)
    try operations.setMode(0o3770, of: folder)
    return folder
  }
}

/// Why a report cannot be frozen, or a frozen one not be used.
package enum FrozenFault: Error, Hashable {
  /// The period was never frozen; its name.
  case none(String)
  /// The file does not match its digest.
  case damaged(String)
  /// The file has not the form of a frozen report.
  case form(String, FrozenReport.Fault)
  /// The journals do not say that it was frozen.
  case unrecorded(String)
  /// Only reports on live calls, of everything on record, are frozen.
  case liveOnly
}

import CallModel
import Files
import PlainText

/// Looks at the telephone's records in `phone/`, which many programs write and no chain protects: whether
/// they can be read, and whether every line is one.
public struct PhoneFiles: Sendable {
  /// The folder below the logs folder.
  public static let folder = "phone"

  private let store: JournalStore

  /// The records of the telephone below the logs folder at `logs`.
  public init(logs: String, operations: any FileOperations = SystemFileOperations()) {
    store = JournalStore(logs: logs, operations: operations)
  }

  /// What was looked at and found.
  public func verify() -> VerifyReport {
    var report = VerifyReport()
    do throws(JournalFileFault) {
      let folder = try store.openFolder([Self.folder])
      defer { store.operations.close(folder) }
      let names = try store.at(Self.folder) { () throws(SystemFault) in try store.operations.names(in: folder)
      }
      for name in names.sorted() where name.hasPrefix("events-") && name.hasSuffix(".jsonl") {
        do throws(JournalFileFault) { try look(at: name, in: folder, report: &report) } catch {
          report.add(JournalFault(error))
        }
      }
    } catch {
      if !JournalReader.isMissing(error) { report.add(JournalFault(error)) }
    }
    return report
  }

  private func look(at name: String, in folder: Int32, report: inout VerifyReport) throws(JournalFileFault) {
    let place = "\(Self.folder)/\(name)"
    let (descriptor, status) = try store.openRegular(name, in: folder, for: .read, place: place)
    defer { store.operations.close(descriptor) }
    report.files += 1
    report.days += 1
    report.bytes += status.size
    var number: Int64 = 0
    var findings: [VerifyFinding] = []
    try store.at(place) { () throws(SystemFault) in
      try store.lines(of: descriptor).forEach { line in
        number += 1
        if !line.isTerminated || line.isTooLong || JSONReader.value(Array(line.bytes)) == nil {
          findings.append(VerifyFinding(file: place, line: number, kind: .unusableLine))
        }
        return true
      }
    }
    report.lines += number
    report.findings += findings
  }
}

extension VerifyReport {
  fileprivate mutating func add(_ fault: JournalFault) {
    findings.append(VerifyFinding(file: fault.file, line: fault.line, kind: .fault(fault.kind)))
  }
}

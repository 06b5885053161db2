import CallModel
import Foundation
import TestSupport
import Testing

@testable import CallJournal

/// The generated journals, which all readers of years are tried with, are what the program itself writes.
@Suite struct GeneratedLineTests {
  @Test func `each line is the one the journal's own writer makes, in both versions of the format`() throws {
    let year = try SmallYear()
    var versions: [Int64: Int] = [:]
    var mixed = 0
    for file in year.files() {
      var (before, found) = (LineDigest.none, Set<Int64>())
      for line in try Data(contentsOf: URL(filePath: file)).split(separator: 0x0A).map({ [UInt8]($0) }) {
        let entry = try line.withUnsafeBytes { try JournalEntry(line: $0) }
        #expect(entry.line == line)
        #expect(entry.number == 1 || entry.previous == before)
        #expect(entry.account == (entry.version == 1 ? nil : Int64(geteuid())))
        versions[entry.version, default: 0] += 1
        found.insert(entry.version)
        before = LineDigest(of: line)
      }
      if found.count == 2 { mixed += 1 }
    }
    #expect((versions[1] ?? 0) > 500 && (versions[2] ?? 0) > 500 && mixed > 0)
    let report = JournalVerifier(logs: year.directory.path, room: .live).verify(.all)
    #expect(report.findings.isEmpty, "\(report.findings.prefix(5))")
  }
}

import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import Testing

/// The ways to read the calls of days, which must come to the same: with all events, the records alone, their
/// heads, and with what a check can name.
struct RecordReadings {
  let archive: Archive
  let days: ClosedRange<CivilDate>
  let document: ProtocolDocument

  /// Compares them and gives the faults that were told with all events and with the records alone.
  @discardableResult
  func expectSame(_ what: String) -> (all: [JournalFault], records: [JournalFault]) {
    var (calls, records): ([CallHistory], [CallRecord]) = ([], [])
    let all = archive.forEachDay(in: days) { _, part in calls += part }
    let some = archive.forEachDay(in: days, ofRecords: { $0 }) { _, part in records += part }
    #expect(calls.map(\.record) == records, "records \(what)")
    expectHeads(of: records, what)
    expectChecks(of: calls, what)
    return (all, some)
  }

  private func expectHeads(of records: [CallRecord], _ what: String) {
    let list = CallList(document: document, language: .chinese)
    var rows: [String] = []
    _ = archive.forEachDay(in: days, parts: .head, ofRecords: { list.row($0) }) { _, part in rows += part }
    #expect(rows == records.map(list.row), "heads \(what)")
  }

  /// What shows that an item was done is named only where a call was read whole.
  private func expectChecks(of calls: [CallHistory], _ what: String) {
    let check = RuleCheck(document)
    var verdicts: [RuleVerdict] = []
    // One of them whole, as one that a person has marked.
    let whole = Set(calls.prefix(1).map(\.call))
    _ = archive.forEachDay(
      in: days, tracing: RuleCheck.kinds, whole: whole, of: { check.check($0) }
    ) { _, part in verdicts += part }
    #expect(verdicts.map(\.marks) == calls.map { check.check($0).marks }, "marks \(what)")
    #expect(verdicts.map(\.findings) == calls.map { check.check($0).findings }, "findings \(what)")
    #expect(verdicts.first?.support == calls.first.map { check.check($0).support }, "support \(what)")
  }
}

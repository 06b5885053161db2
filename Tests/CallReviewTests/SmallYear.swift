import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Foundation
import GeneratedYear
import TestSupport

/// A small generated stretch of days in a folder of its own: up to the middle its lines are of version 1,
/// then of version 2.
struct SmallYear {
  let directory = TemporaryDirectory()
  let plan: YearPlan
  let document: ProtocolDocument

  init(calls: Int = 400, days: Int = 12, seats: Int = 4, seed: UInt64 = 1, from: String = "2025-01-27") throws
  {
    let first = try required(CivilDate(from))
    plan = YearPlan(
      calls: calls, from: first, days: days, seats: seats, seed: seed, upgradedAt: first.noon(after: days - 1)
    )
    document = try required(ProtocolReader.readShipped().document)
    try YearWriter.write(plan, to: directory.path)
  }

  var days: ClosedRange<CivilDate> { plan.from...plan.from.adding(days: plan.days - 1) }
  var table: RequirementTable { RequirementTable(document) }

  func fold(
    _ days: ClosedRange<CivilDate>? = nil, asOf moment: ReportMoment? = nil,
    by grouping: ReportFold.Grouping? = nil, cache: Bool = false, verify: Bool = false
  ) -> ReportFold {
    ReportScan(logs: directory.path, usesCache: cache, verifies: verify).fold(
      days ?? self.days, asOf: moment ?? later(5), grouping: grouping, table: table)
  }

  /// So many days after the last one, with everything on record.
  func later(_ days: Int) -> ReportMoment {
    .now(WallInstant(date: self.days.upperBound.adding(days: days), millisecondOfDay: 43_200_000))
  }

  func report(
    _ days: ClosedRange<CivilDate>? = nil, asOf moment: ReportMoment? = nil,
    by grouping: ReportFold.Grouping? = nil, cache: Bool = false, verify: Bool = false
  ) -> Report {
    Report(
      period: ReportPeriod(days ?? self.days), asOf: moment ?? later(5),
      fold: fold(days, asOf: moment, by: grouping, cache: cache, verify: verify), before: nil,
      document: document,
      isVerified: verify)
  }

  /// Every journal file, sorted.
  func files() -> [String] {
    let all = FileManager.default.enumerator(atPath: directory.file("live"))
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
      .map { directory.file("live/" + $0) }
  }

  /// Every closed call with everything written about it later, read the plain way.
  func records() throws -> [PlainReading.Call] { try PlainReading(files()).calls }
}

extension CivilDate {
  /// Noon in the middle of so many days from this one on: the lines of one file are of both versions.
  fileprivate func noon(after days: Int) -> WallInstant {
    WallInstant(date: adding(days: days / 2), millisecondOfDay: 43_200_000)
  }
}

/// `#require` for values in places where a macro cannot stand.
func required<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw CocoaError(.coderValueNotFound) }
  return value
}

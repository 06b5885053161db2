import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import PlainText
import TestSupport
import Testing

/// Everybody who reads calls: what each says of one call of a folder, and what it counts.
///
/// The table names the readers; a new one belongs here.
struct CallReaders {
  let logs: String
  let call: CallIdentifier
  let document: ProtocolDocument
  /// Telephone numbers of which it is asked whether they are known.
  let numbers: [String]

  private func day(_ offset: Int) -> CivilDate { call.date.adding(days: offset) }
  private var archive: Archive { Archive(logs: logs) }

  /// The part of a record that must be the same for all.
  private static func words(of record: CallRecord) -> String {
    "\(record.id) \(record.ending?.rawValue ?? "-") \(record.category?.code ?? "-")"
      + " \(record.element(.where).text) \(record.number) \(record.branches.map(\.rawValue))"
      + " \(record.promises.count) \(record.links.count) \(record.notifications.count) \(record.level ?? 0)"
  }

  private static func words(of records: [CallRecord]) -> String {
    records.map { words(of: $0) }.joined(separator: ", ")
  }

  /// What every reader says of the call: how it ended, category, place; and what beside it is left of it.
  func told(words: [String]) throws -> [String: String] {
    var told = lists()
    told.merge(shows()) { $1 }
    told.merge(searches(words: words)) { $1 }
    told.merge(try judged()) { $1 }
    return told
  }

  private func lists() -> [String: String] {
    let (archive, days) = (archive, day(0)...day(0))
    var told: [String: String] = [:]
    var records: [CallRecord] = []
    _ = archive.forEachDay(in: days, ofRecords: { $0 }) { _, part in records += part }
    told["list"] = Self.words(of: records)
    told["export"] = records.map { String(decoding: RecordFields($0).json, as: UTF8.self) }.joined()
    told["export as cells"] = records.map { "\(RecordFields($0).cells)" }.joined()
    for (name, range) in [
      ("many days", day(-3)...day(20)), ("the week before", day(-6)...day(0)),
      ("days after", day(0)...day(5)),
    ] {
      for pass in ["made", "derived"] {
        records = []
        _ = archive.forEachDay(in: range, ofRecords: { $0 }) { _, part in records += part }
        told["list of \(name), \(pass)"] = Self.words(of: records)
      }
    }
    records = []
    _ = archive.forEachDay(in: days, seat: call.seat, ofRecords: { $0 }) { _, part in records += part }
    told["list of a seat"] = Self.words(of: records)
    return told
  }

  private func shows() -> [String: String] {
    let archive = archive
    let found = [archive.call(call).state?.record, archive.call(call, proof: .chain).state?.record]
    return [
      "show": Self.words(of: found.prefix(1).compactMap { $0 }),
      "show as evidence": Self.words(of: found.suffix(1).compactMap { $0 }),
    ]
  }

  /// The review's check, and the points that come of it.
  private func judged() throws -> [String: String] {
    let (archive, days) = (archive, day(0)...day(0))
    var histories: [CallHistory] = []
    _ = archive.forEachDay(in: days) { _, part in histories += part }
    let check = RuleCheck(document)
    var verdicts: [RuleVerdict] = []
    _ = archive.forEachDay(in: days, tracing: RuleCheck.kinds, of: { check.check($0) }) { _, part in
      verdicts += part
    }
    #expect(verdicts.map(\.marks) == histories.map { check.check($0).marks })
    #expect(verdicts.map(\.findings) == histories.map { check.check($0).findings })
    let month = Period(.month, containing: call.date)
    var tally = PersonMonth()
    for (history, verdict) in zip(histories, verdicts) where history.record.answer != nil {
      tally.add(history.call, verdict: verdict, review: nil)
    }
    let person = try OperatorIdentifier("041207")
    let points = Assessment(person, month: month, tally: tally, book: ReviewBook([]), schedule: .standard)
    let new = Newcomers.find(
      [person], month: Period(.month, containing: day(100)), reader: JournalReader(logs: logs))
    return [
      "events": Self.words(of: histories.map(\.record)), "assessment": "\(points) \(new)",
    ]
  }

  private func searches(words: [String]) -> [String: String] {
    let all = JournalReader(logs: logs).dayFolders(.live).days
    let (first, last) = (WallInstant(date: day(0)), WallInstant(date: day(1)))
    var told: [String: String] = [:]
    for period in ["ever", "until that day", "from that day", "that day"] {
      var filter = CallFilter()
      if ["until that day", "that day"].contains(period) { filter.until = last }
      if ["from that day", "that day"].contains(period) { filter.from = first }
      let days = all.filter { day in filter.from.map { $0.date <= day } ?? true }
      for usesCache in [false, true, true] {
        for word in [nil] + words.map(Optional.some) {
          for seat in [nil, call.seat] {
            (filter.place, filter.seat) = (word, seat)
            let found = archive.search(filter, days: days, limit: 99, usesCache: usesCache)
            told["search \(word ?? "") \(period) \(seat.map(\.description) ?? "") \(usesCache)"] =
              Self.words(of: found.calls)
          }
        }
      }
    }
    return told
  }

  /// What stands in reports, boards and the caches beside them.
  func counted() throws -> [String: String] {
    var counted = reports()
    let now = WallInstant(date: call.date, millisecondOfDay: 16 * 3_600_000)
    let later = WallInstant(date: day(28), millisecondOfDay: 16 * 3_600_000)
    let matters = MatterLedger(logs: logs)
    for _ in 0..<2 {
      let reading = matters.read(at: later)
      counted["matters"] = reading.calls.openMatters.map { "\($0.id)" }.joined()
      counted["complaints"] = reading.calls.openComplaints.map { "\($0.id)" }.joined()
      var list = CallbackList()
      for event in reading.callbacks { list.apply(event) }
      counted["call-backs"] = list.open.map(\.entry).joined()
    }
    var board = WallboardFeed(JournalReader(logs: logs), seats: 3, limit: RingLimit(), at: now)
    board.poll(at: now)
    counted["wallboard"] = "\(board.board.figures(at: now, seats: 3).map(\.value))"
    let marks = NumberLedger(logs: logs).read()
    counted["numbers"] = numbers.map { "\(marks.past(of: $0) != nil)" }.joined(separator: " ")
    return counted
  }

  /// The periods of reports in which the call lies, by name.
  private var periods: [(name: String, days: ClosedRange<CivilDate>)] {
    [
      ("day", day(0)...day(0)), ("month", day(-21)...day(8)), ("week", day(-3)...day(3)),
      ("both months", day(-21)...day(39)), ("year", day(-200)...day(150)),
    ]
  }

  private func reports() -> [String: String] {
    var counted: [String: String] = [:]
    let later = WallInstant(date: day(28), millisecondOfDay: 16 * 3_600_000)
    let table = RequirementTable(document)
    for (name, days) in periods {
      for pass in ["journals", "derived, made", "derived"] {
        let fold = ReportScan(logs: logs, usesCache: pass != "journals").fold(
          days, asOf: .now(later), table: table)
        let kinds = fold.categories.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        counted["report of the \(name), \(pass)"] =
          "\(kinds) \(fold.daily.map(\.calls).reduce(0, +)) \(fold.unclosed.count)"
      }
    }
    return counted
  }
}

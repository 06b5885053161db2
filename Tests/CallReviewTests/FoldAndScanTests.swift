import CallArchive
import CallJournal
import CallModel
import Foundation
import GeneratedYear
import TestSupport
import Testing

@testable import CallReview
@testable import CallScan

/// The one fold of events and the scan of bytes: two ways to one truth, held against each other call by call.
///
/// `CALL110_FOLD_CALLS` says how many calls; a million takes some minutes.
@Suite(.timeLimit(.minutes(60))) struct FoldAndScanTests {
  private static let calls =
    ProcessInfo.processInfo.environment["CALL110_FOLD_CALLS"].flatMap { Int($0) } ?? 20_000

  /// A fact with its words spelt out, because numbers of words are good within one day's facts only.
  private struct Spelt: Hashable {
    var fact: CallFact
    let words: [String]

    init(_ fact: CallFact, in day: DayFacts) {
      let phrases = day.phrases.words.enumerated().filter { fact.said & 1 << UInt64(min(63, $0.offset)) != 0 }
      words =
        [
          day.seats.words[Int(fact.seat)], day.operators.words[Int(fact.personnel)],
          day.categories.words[Int(fact.category)],
        ] + phrases.map(\.element).sorted()
      self.fact = fact
      (self.fact.seat, self.fact.personnel, self.fact.category, self.fact.said) = (0, 0, 0, 0)
      // Of deeds beside the record the fold tells more than a fact holds.
      self.fact.replied = 0
      self.fact.flags &= CallFact.repeatsFlag
    }
  }

  @Test func `every call is the same to the fold and to the scan`() throws {
    let days = min(365, max(4, Self.calls / 2_700))
    let year = try SmallYear(calls: Self.calls, days: days, seats: 8, seed: 17)
    var scanned = try scan(year)
    var folded = 0
    let faults = Archive(logs: year.directory.path).forEachDay(in: year.days) { date, calls in
      var day = DayFacts(folder: date)
      for call in calls where call.record.phase == .ended {
        var fact = CallFact(call.record, in: &day)
        fact.rating = call.state.rating.map { CallFact.position($0.event.grade) } ?? 0
        let found = scanned.removeValue(forKey: call.call)
        if found != Spelt(fact, in: day) {
          Issue.record("\(call.call): fold \(Spelt(fact, in: day)), scan \(String(describing: found))")
        }
        folded += 1
      }
    }
    #expect(faults.isEmpty && scanned.isEmpty && folded > Self.calls * 9 / 10)
  }

  /// Every closed call as the scan has it, with what later folders say.
  private func scan(_ year: SmallYear) throws -> [CallIdentifier: Spelt] {
    let folder = open(year.directory.path, O_RDONLY | O_DIRECTORY)
    try #require(folder >= 0)
    defer { close(folder) }
    let all = Int32.min...Int32.max
    var pending: [Int32: [ReportFold.Pending]] = [:]
    var calls: [CallIdentifier: Spelt] = [:]
    let scanner = DayScanner(logs: year.directory.path, verifying: false)
    // The latest first: what was written of a call later is known when its own folder is met.
    for date in JournalReader(logs: year.directory.path).dayFolders(.live).days.reversed() {
      var day = DayFacts(folder: date)
      let folder = DayFolder(logs: folder, room: .live, date: date)
      scanner.scan(folder.paths, folder: folder.descriptor, purpose: .everything, into: &day)
      let later = ReportFold.Pending.all(in: day, about: all)
      let number = Int32(date.dayNumber)
      var lates = LateIndex((pending[number] ?? []) + (pending[number - 1] ?? []), in: &day)
      for fact in day.calls {
        let call = try CallIdentifier(
          date: CivilDate(dayNumber: Int(fact.day)),
          seat: try SeatIdentifier(day.seats.words[Int(fact.seat)]),
          number: Int(fact.number))
        calls[call] = Spelt(lates.changed(fact), in: day)
      }
      pending.merge(later, uniquingKeysWith: +)
    }
    return calls
  }
}

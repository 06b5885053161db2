import CallModel
import TestSupport
import Testing

/// Which number the next call gets, with and without a place that keeps it.
@Suite struct CallNumbersTests {
  private let seat: SeatIdentifier
  private let morning: WallInstant

  init() throws {
    seat = try SeatIdentifier("03")
    morning = try #require(WallInstant("2026-11-22T09:32:15.000+08:00"))
  }

  private func number(
    _ numbers: CallNumbers, after seconds: Int64 = 0, isKept: Bool = true
  ) -> Int? {
    numbers.next(for: seat, at: morning.adding(milliseconds: seconds * 1_000)) { _ in isKept }?.number
  }

  private func noting(_ given: Int?, _ numbers: CallNumbers) throws -> CallNumbers {
    var numbers = numbers
    numbers.note(try CallIdentifier(date: morning.date, seat: seat, number: try #require(given)))
    return numbers
  }

  @Test func `what no place keeps is not counted on`() throws {
    var numbers = CallNumbers(knownFrom: morning.date)
    #expect(number(numbers) == 1)
    numbers = try noting(1, numbers)
    #expect(number(numbers, isKept: false) == 293_215)
    #expect(number(numbers) == 2)
  }

  @Test func `a day with a number of the moment goes on with those`() throws {
    var numbers = try noting(293_215, CallNumbers(knownFrom: morning.date))
    #expect(number(numbers, after: 60) == 293_315)
    // Two in one second, and a clock that was set back.
    #expect(number(numbers) == 293_216)
    #expect(number(numbers, after: -3_600) == 293_216)
    numbers = try noting(7, numbers)
    #expect(number(numbers, after: 86_400) == 1)
  }

  @Test func `a doubt about a day is none about the next`() {
    var numbers = CallNumbers(knownFrom: morning.date.adding(days: -1))
    numbers.doubt(until: morning.date.adding(days: -1))
    #expect(number(numbers) == 1)
    #expect(number(numbers, after: -86_400) == 293_215)
    numbers.doubt(until: morning.date)
    #expect(number(numbers) == 293_215)
    #expect(number(numbers, after: 86_400) == 1)
    numbers.doubt()
    numbers.doubt(until: morning.date)
    #expect(number(numbers, after: 86_400) == 293_215)
  }

  @Test(arguments: 0..<50) func `of programs that can and cannot keep a number no two give the same`(
    seed: Int
  ) {
    var random = SplitMix(seed: UInt64(seed))
    var (kept, given): (Set<CallIdentifier>, [CallIdentifier]) = ([], [])
    var moment = morning
    for _ in 0..<12 {
      var numbers = CallNumbers(knownFrom: morning.date)
      for call in kept { numbers.note(call) }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        moment = moment.adding(milliseconds: Int64.random(in: 1...2_000, using: &random) * 1_000)
        let isKept = Bool.random(using: &random)
        guard let call = numbers.next(for: seat, at: moment, isKept: { _ in isKept }) else { continue }
        numbers.note(call)
        given.append(call)
        // A number that is tried again with the call's own lines may be taken then.
        if isKept || Int.random(in: 0...3, using: &random) == 0 { kept.insert(call) }
      }
    }
    #expect(given.count == Set(given).count, "seed \(seed): \(given)")
  }
}

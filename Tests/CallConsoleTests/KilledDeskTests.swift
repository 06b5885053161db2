import CallConsole
import CallModel
import CallProtocol
import Foundation
import TestSupport
import Testing

/// A console killed at any moment and started again goes on with what is on record as one that was not
/// killed: the same calls are open, and what is talked counts from the same moment.
///
/// CALL110_KILL_SEEDS=2000 tries so many seeds.
@Suite struct KilledDeskTests {
  private static let seeds =
    ProcessInfo.processInfo.environment["CALL110_KILL_SEEDS"].flatMap { UInt64($0) } ?? 150
  private static let steps = 40

  @Test func `killed at any moment, a desk counts the talk of every open call as if it had gone on`() throws {
    var (compared, reopened, gone) = (0, 0, 0)
    for seed in 0..<Self.seeds {
      var random = SplitMix(seed: seed)
      let steps = (0..<Self.steps).map { _ in Step.random(&random) }
      let kill = Int.random(in: 1...Self.steps, using: &random)
      let rest = Int64.random(in: 0...20_000, using: &random)
      let whole = try Life(steps[..<kill])
      var killed = try Life(steps[..<kill])
      try killed.restart()
      let (expected, found) = (whole.finished(after: rest), killed.finished(after: rest))
      #expect(found.count == expected.count, "seed \(seed)")
      for (one, other) in zip(found, expected) {
        let said = "seed \(seed) killed at \(kill): \(one.id) \(other.talkMilliseconds ?? -1)"
        #expect(one.talkMilliseconds == other.talkMilliseconds, "\(said), and \(one.talkMilliseconds ?? -1)")
        #expect(one.ending == other.ending && one.phase == .ended, "\(said)")
      }
      compared += whole.open
      reopened += whole.reopened
      gone += whole.reopenedWithoutCaller
    }
    #expect(compared > 100 && reopened > 20 && gone > 3, "\(compared) \(reopened) \(gone)")
  }
}

/// What happens next at a desk; the same whatever became of the steps before.
private enum Step {
  case line(String)
  case aboutClosed(String, Int)
  case wait(Int64)
  case rings
  case answered(Int64)
  case goneBehindEnd(Int)

  private static let lines = [
    "/ring 19900000001", "/answer", "/answer", "/where 甲地", "/hangup", "/hangup", "/cutoff", "/reopen 挂早了",
    "/reopen 挂早了", "/cancel 误按", "/other",
  ]
  private static let waits: [Int64] = [200, 700, 3_000, 9_000, 40_000, 150_000]

  static func random(_ random: inout SplitMix) -> Step {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3: .line(lines[Int.random(in: 0..<lines.count, using: &random)])
    case 4: .aboutClosed("/reopen ID 补问", Int.random(in: 0..<4, using: &random))
    case 5, 6: .wait(waits[Int.random(in: 0..<waits.count, using: &random)])
    case 7: .rings
    case 8: .answered(Int64.random(in: 0...6_000, using: &random))
    default: .goneBehindEnd(Int.random(in: 0..<4, using: &random))
    }
  }
}

/// One desk with its clock and what it has written down.
private struct Life {
  private let fixture: DeskFixture
  private var desk: CallDesk
  private var telephones = 0

  init(_ steps: some Sequence<Step>) throws {
    fixture = try DeskFixture()
    desk = try fixture.desk()
    for step in steps { take(step) }
  }

  private mutating func take(_ step: Step) {
    switch step {
    case .line(let line): _ = desk.execute(line)
    case .wait(let milliseconds): fixture.clock.advance(milliseconds: milliseconds)
    case .aboutClosed(let line, let place):
      let closed = fixture.sink.calls.filter { $0.phase == .ended }
      guard !closed.isEmpty else { return }
      _ = desk.execute(line.replacing("ID", with: closed[place % closed.count].id.description))
    case .rings:
      telephones += 1
      let ring = RingSeen(number: "1990000\(telephones)", isFromPhone: true, phoneCall: "t\(telephones)")
      _ = desk.take(.incoming(ring, elapsed: 0))
    case .answered(let ringing):
      let timing = RingTiming(
        source: .measured, basis: .alerting, ringMilliseconds: ringing, errorMilliseconds: 50,
        limit: RingLimit())
      if telephones > 0 {
        _ = desk.take(.answered(CallAnswered(timing: timing), phoneCall: "t\(telephones)"))
      }
    case .goneBehindEnd(let place):
      let closed = fixture.sink.calls.filter { $0.phase == .ended && $0.ring?.phoneCall != nil }
      guard !closed.isEmpty, let phoneCall = closed[place % closed.count].ring?.phoneCall else { return }
      _ = desk.take(.hungUp(phoneCall: phoneCall))
    }
  }

  /// Killed, and started again with what is on record.
  mutating func restart() throws {
    let book = CallBook(fixture.sink.events.map { $0.event.recorded(of: $0.call) })
    desk = try fixture.desk()
    let records = book.records
    if let last = fixture.sink.records.last(where: { $0.phase == .ended }),
      let closed = book[last.id]?.record,
      closed.phase == .ended
    {
      desk.remember(closed: closed)
    }
    for record in records where record.phase != .ended { _ = desk.resume(record) }
  }

  /// Every record, all closed at one moment.
  func finished(after milliseconds: Int64) -> [CallRecord] {
    var desk = desk
    fixture.clock.advance(milliseconds: milliseconds)
    for _ in 0..<60 where desk.record != nil {
      _ = desk.execute(desk.session.isRinging ? "/cutoff" : "/hangup")
    }
    return fixture.sink.calls
  }

  private var now: [CallRecord] { fixture.sink.calls }
  /// Calls that go on, and those of them that were opened again, with the caller and without him.
  var open: Int { now.count { $0.phase == .answered } }
  var reopened: Int { now.count { $0.reopenings.last != nil } }
  var reopenedWithoutCaller: Int { now.count { $0.reopenings.last?.reopened.leftAfter != nil } }
}

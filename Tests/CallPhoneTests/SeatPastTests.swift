import CallJournal
import CallModel
import ConsoleJournal
import Foundation
import TestSupport
import Testing

/// What a seat's console takes up at its start: journals and spool together, whichever day the clock shows.
@Suite struct SeatPastTests {
  private let folder = TemporaryDirectory()
  private let clock = TestClock()
  private var logs: String { folder.file("logs") }
  private var lock: String { logs + "/live/.seat-03.lock" }

  private func writer() throws -> JournalWriter {
    try JournalWriter(
      logs: logs, room: .live, seat: SeatIdentifier("03"), operatorOnDuty: OperatorIdentifier("041207"),
      clock: SeatConsole.times(clock), spool: folder.file("spool"))
  }

  private var today: CivilDate { WallInstant(milliseconds: clock.milliseconds).date }

  private func past(_ writer: JournalWriter, days: Int = 0) throws -> SeatPast {
    SeatPast(
      reader: JournalReader(logs: logs), seat: try SeatIdentifier("03"), room: .live,
      today: today.adding(days: days), waiting: writer.waitingEntries)
  }

  private static let events: [CallEvent] = [
    .ring(RingSeen(number: "19900000001")),
    .answer(
      CallAnswered(
        timing: RingTiming(
          source: .reported, basis: .alerting, ringMilliseconds: 2_000, errorMilliseconds: 0,
          limit: RingLimit()))),
    .element(ElementAnswer(element: .where, state: .given, text: "甲")),
    .note("乙"),
  ]

  private func append(_ events: ArraySlice<CallEvent>, to writer: JournalWriter, number: Int = 1) throws {
    let call = try CallIdentifier(date: today, seat: SeatIdentifier("03"), number: number)
    for event in events {
      clock.advance(milliseconds: 100)
      try writer.append([
        JournalDraft(call: call, kind: event.kind.rawValue, payload: event.payload(offsetMilliseconds: 100))
      ])
    }
  }

  /// Nobody can take the seat's lock any more, so that nothing can be written.
  private func breakJournal() throws {
    try? FileManager.default.removeItem(atPath: lock)
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: true)
  }

  @Test(arguments: 0...4)
  func `a call that stands partly or all in the spool is taken up whole, and handed in once`(inJournal: Int)
    throws
  {
    let first = try writer()
    try append(Self.events.prefix(inJournal), to: first)
    first.close()
    try breakJournal()
    let second = try writer()
    try append(Self.events.dropFirst(inJournal), to: second)
    second.close()
    let third = try writer()
    let found = try past(third).openCalls
    #expect(found.map(\.number) == ["19900000001"] && found.map(\.notes) == [["乙"]])
    #expect(found.first?.element(.where).text == "甲" && found.first?.phase == .answered)
    third.close()
    try FileManager.default.removeItem(atPath: lock)
    let fourth = try writer()
    #expect(fourth.waitingEntries.isEmpty)
    #expect(try past(fourth).openCalls == found)
    fourth.close()
  }

  @Test(arguments: [0, -1, -2, -20])
  func `a call that goes on is taken up also when the clock was set back over midnight`(days: Int) throws {
    let writer = try writer()
    try append(Self.events[...], to: writer)
    #expect(try past(writer, days: days).openCalls.map(\.number) == ["19900000001"])
    writer.close()
  }

  @Test(arguments: [CallEnding.abandoned, .elsewhere, .finished, .cutOff], [false, true])
  func `behind a caller nobody spoke to the one spoken to last is known as well`(
    ending: CallEnding, byKey: Bool
  ) throws {
    let ring = CallEvent.ring(RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "c1"))
    let isHeard = [.finished, .cutOff].contains(ending)
    let writer = try writer()
    try append((Self.events + [.end(.finished)])[...], to: writer, number: 1)
    try append(
      ([ring] + (byKey || isHeard ? [Self.events[1]] : []) + [.end(ending)])[...], to: writer, number: 2)
    let past = try past(writer)
    #expect(past.lastClosed?.id.number == 2 && past.lastSpokenTo?.id.number == (isHeard ? nil : 1))
    #expect(past.answeredToday.count == (isHeard ? 2 : 1))
    writer.close()
  }

  @Test(arguments: [0, 1, 2, 3])
  func `who was not put through is none of those answered, until he is after all`(later: Int) throws {
    let ring = CallEvent.ring(RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "c1"))
    let reopened = CallEvent.reopened(CallReopened(reason: "r", isOnLine: true))
    let lines = [ring, Self.events[1], .end(.elsewhere), reopened, Self.events[1], .end(.finished)]
    let writer = try writer()
    try append(lines.prefix(3 + later), to: writer)
    let past = try past(writer)
    #expect(past.answeredToday.count == (later < 2 ? 0 : 1))
    #expect(past.closedPhoneCalls.keys.sorted() == (later == 3 ? ["c1"] : []))
    #expect(past.openCalls.count == (later == 0 || later == 3 ? 0 : 1))
    writer.close()
  }
}

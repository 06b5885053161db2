import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A desk at seat 03 on a day in November 2026, with a clock that stands and a sink in memory.
struct DeskFixture {
  let clock = StandingClock(
    WallInstant(date: CivilDate(dayNumber: 20_779), millisecondOfDay: 9 * 3_600_000 + 15 * 60_000))
  let sink = MemorySink()
  let document: ProtocolDocument

  init() throws {
    document = try #require(ProtocolReader.readShipped().document)
  }

  func desk(
    language: UserLanguage = .chinese, seat: String = "03",
    numbers: CallNumbers = CallNumbers(knownFrom: CivilDate(dayNumber: 0))
  ) throws -> CallDesk {
    let session = CallSession(
      document: document, seat: try SeatIdentifier(seat), personnel: try OperatorIdentifier("041207"),
      numbers: numbers, deadline: Self.deadline)
    return CallDesk(session: session, language: language, sink: sink, clock: clock)
  }

  /// A desk with an answered call.
  func answeredDesk() throws -> CallDesk {
    var desk = try desk()
    _ = desk.execute("/ring 19900000001")
    clock.advance(milliseconds: 6_300)
    _ = desk.execute("/answer")
    return desk
  }

  static func deadline(_ received: CivilDate) -> ComplaintOpened {
    let deadline = ReplyDeadline(receivedAt: WallInstant(date: received))
    return ComplaintOpened(
      due: deadline.dueDate, counted: deadline.countedDays, isProvisional: deadline.isProvisional)
  }
}

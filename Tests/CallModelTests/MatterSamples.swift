import CallModel
import PlainText
import Testing

/// What the tests of matters need again and again.
enum Sample {
  static func instant(_ text: String) throws -> WallInstant {
    try #require(WallInstant(text.count == 19 ? text.replacing(" ", with: "T") + "+08:00" : text))
  }

  static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  static func call(_ number: Int = 1, on day: String = "2026-11-23") throws -> CallIdentifier {
    try CallIdentifier(date: self.day(day), seat: SeatIdentifier("03"), number: number)
  }

  static func person(_ text: String) throws -> OperatorIdentifier { try OperatorIdentifier(text) }

  static func opened(_ received: String, calendar: WorkingCalendar = .china) throws -> ComplaintOpened {
    ComplaintOpened(ReplyDeadline(receivedAt: WallInstant(date: try day(received)), calendar: calendar))
  }

  /// A complaint received on a day at noon by 041207.
  static func complaint(_ received: String = "2026-11-23", calendar: WorkingCalendar = .china) throws
    -> ComplaintCase
  {
    let call = try call(on: received)
    let opened = Noted<RecordedEvent>(
      .call(.complaint(try self.opened(received, calendar: calendar))), call: call,
      at: try instant("\(received) 12:00:00"), personnel: try person("041207"), desk: call.seat)
    return try #require(CallBook([opened])[call]?.complaint)
  }

  /// What a line with this `ev` and `d` says.
  static func decoded(_ kind: String, _ payload: JSONValue) -> RecordedEvent? {
    RecordedEvent.Kind(name: kind).flatMap { RecordedEvent($0, payload: payload) }
  }
}

extension ComplaintCase {
  /// Takes in what a desk wrote down.
  mutating func apply(
    _ event: MatterEvent, at: WallInstant, by personnel: OperatorIdentifier, desk: SeatIdentifier
  ) {
    self = taking(Noted(event, call: id, at: at, personnel: personnel, desk: desk))
  }

  /// Takes in what the call taker wrote down.
  mutating func apply(_ event: CallEvent) {
    var state = call
    state.apply(Noted(.call(event), call: id, at: receivedAt, personnel: receivedBy, desk: id.seat))
    self = state.complaint ?? self
  }
}

import CallModel
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
    ComplaintCase(
      id: try call(on: received), opened: try opened(received, calendar: calendar),
      at: try instant("\(received) 12:00:00"), by: try person("041207"))
  }
}

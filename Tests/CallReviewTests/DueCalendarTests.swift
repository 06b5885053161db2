import CallModel
import CallReview
import Catalogue
import Foundation
import Testing

/// The calendar file as a reader of RFC 5545 takes it: lines unfolded, values unescaped.
@Suite struct DueCalendarTests {
  private static func complaint(_ received: String, by person: String) throws -> ComplaintCase {
    let day = try #require(CivilDate(received))
    let at = WallInstant(date: day, millisecondOfDay: 43_200_000)
    let call = try CallIdentifier(date: day, seat: SeatIdentifier("03"), number: 1)
    let opened = ComplaintOpened(ReplyDeadline(receivedAt: at))
    let noted = Noted<RecordedEvent>(
      .call(.complaint(opened)), call: call, at: at, personnel: try OperatorIdentifier(person),
      desk: call.seat)
    return try #require(CallBook([noted])[call]?.complaint)
  }

  @Test(arguments: [UserLanguage.chinese, .english])
  func `every line fits, and unfolds to what was meant`(language: UserLanguage) throws {
    let long = String(repeating: "a", count: 32)
    let complaints = [
      try Self.complaint("2026-02-13", by: "041207"), try Self.complaint("2026-12-30", by: long),
    ]
    let now = try #require(WallInstant("2026-11-23T07:00:00+08:00"))
    let text = DueCalendar.render(complaints, at: now, language: language)
    let raw = text.components(separatedBy: "\r\n")
    #expect(raw.last == "" && raw.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    let lines = text.replacing("\r\n ", with: "").components(separatedBy: "\r\n").dropLast()
    #expect(lines.count == 5 + 9 * complaints.count)
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 2 && lines.count { $0 == "END:VEVENT" } == 2)
    #expect(lines.contains("DTSTART;VALUE=DATE:20260225") && lines.contains("DTEND;VALUE=DATE:20260226"))
    // Midnight in China is the day before in UTC.
    #expect(lines.contains("DTSTAMP:20261122T230000Z"))
    #expect(lines.filter { $0.hasPrefix("STATUS:") } == ["STATUS:CONFIRMED", "STATUS:TENTATIVE"])
    #expect(lines.contains { $0.hasPrefix("SUMMARY:") && $0.contains(long) })
    #expect(Set(lines.filter { $0.hasPrefix("UID:") }).count == 2)
  }
}

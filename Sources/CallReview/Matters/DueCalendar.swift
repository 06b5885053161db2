import CallModel
import Catalogue

/// The due dates of complaints as a calendar file (iCalendar, RFC 5545), one all-day event a complaint.
///
/// It holds no word of what anybody complained about: calendar files travel.
public enum DueCalendar {
  /// The file: lines end in CR LF and are folded at 75 bytes.
  ///
  /// `now` stamps the events.
  public static func render(_ complaints: [ComplaintCase], at now: WallInstant, language: UserLanguage)
    -> String
  {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//call110//complaints//EN", "CALSCALE:GREGORIAN"]
    for complaint in complaints { lines += event(complaint, now: now, language: language) }
    lines.append("END:VCALENDAR")
    return lines.map(folded).joined()
  }

  private static func event(
    _ complaint: ComplaintCase, now: WallInstant, language: UserLanguage
  ) -> [String] {
    let due = complaint.deadline.due
    let summary = Message.calendarEntry(
      complaint.id.description, isProvisional: complaint.deadline.isProvisional,
      responsible: complaint.responsible.description)
    return [
      "BEGIN:VEVENT", "UID:\(complaint.id)@call110", "DTSTAMP:\(stamp(now))",
      "DTSTART;VALUE=DATE:\(due.compact)", "DTEND;VALUE=DATE:\(due.adding(days: 1).compact)",
      "SUMMARY:\(escaped(summary.text(language)))",
      "STATUS:\(complaint.deadline.isProvisional ? "TENTATIVE" : "CONFIRMED")", "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]
  }

  /// `20261122T011531Z`.
  private static func stamp(_ now: WallInstant) -> String {
    let utc = now.adding(milliseconds: -WallInstant.offsetMilliseconds)
    return "\(utc.date.compact)T\(utc.clock.filter { $0 != ":" })Z"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "\\" || character == ";" || character == "," { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// The line with CR LF; no piece is over 75 bytes, and no character is cut.
  private static func folded(_ line: String) -> String {
    var result = ""
    var used = 0
    for character in line {
      let size = String(character).utf8.count
      if used + size > 75 {
        result += "\r\n "
        used = 1
      }
      result.append(character)
      used += size
    }
    return result + "\r\n"
  }
}

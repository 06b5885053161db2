import CallModel
import Foundation
import Testing

@Suite struct ReplyDeadlineTests {
  private static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private static func deadline(
    _ text: String, at millisecondOfDay: Int64 = 0, calendar: WorkingCalendar = .china
  ) throws -> ReplyDeadline {
    let received = WallInstant(date: try date(text), millisecondOfDay: millisecondOfDay)
    return ReplyDeadline(receivedAt: received, calendar: calendar)
  }

  @Test(arguments: [
    ("2025-09-26", "2025-09-28 2025-09-29 2025-09-30"),  // a working Sunday counts
    ("2026-02-13", "2026-02-14 2026-02-24 2026-02-25"),  // spring festival, with a working Saturday before it
    ("2026-04-30", "2026-05-06 2026-05-07 2026-05-08"),  // Labour Day
    ("2026-09-30", "2026-10-08 2026-10-09 2026-10-10"),  // National Day and the working Saturday after it
    ("2026-02-14", "2026-02-24 2026-02-25 2026-02-26"),  // received on a working Saturday
    ("2026-02-18", "2026-02-24 2026-02-25 2026-02-26"),  // received on a holiday
    ("2026-02-27", "2026-02-28 2026-03-02 2026-03-03"),  // month end, working Saturday
    ("2024-02-27", "2024-02-28 2024-02-29 2024-03-01"),  // leap day
    ("2025-12-31", "2026-01-04 2026-01-05 2026-01-06"),  // year end, working Sunday
    ("2026-11-22", "2026-11-23 2026-11-24 2026-11-25"),  // a plain Sunday
  ])
  func `the days counted`(received: String, counted: String) throws {
    let deadline = try Self.deadline(received)
    #expect(deadline.countedDays.map(\.description).joined(separator: " ") == counted)
    #expect(deadline.dueDate == deadline.countedDays.last)
    #expect(!deadline.isProvisional)
  }

  /// Counts again with nothing of the program: Foundation's calendar and the lines of the facts as they
  /// stand.
  @Test func `every day of 2020 to 2026 agrees with a second way of counting`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let facts = try String(
      contentsOf: folder.appending(path: "../../Sources/CallModel/Resources/working-days-china.tsv"),
      encoding: .utf8)
    var marks: [String: String] = [:]
    for line in facts.components(separatedBy: "\n") where !line.hasPrefix("#") && !line.isEmpty {
      let fields = line.components(separatedBy: "\t")
      marks[fields[0]] = fields[1]
    }
    #expect(marks.count == 188)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 8 * 3_600))
    let written = Date.ISO8601FormatStyle(timeZone: calendar.timeZone).year().month().day()
    var day = try #require(calendar.date(from: DateComponents(year: 2020, month: 1, day: 1)))
    var compared = 0
    while calendar.component(.year, from: day) <= 2026 {
      var remaining = 3
      var due = day
      var provisional = false
      while remaining > 0 {
        due = try #require(calendar.date(byAdding: .day, value: 1, to: due))
        if calendar.component(.year, from: due) > 2026 { provisional = true }
        let isWeekend = [1, 7].contains(calendar.component(.weekday, from: due))
        switch marks[due.formatted(written)] {
        case "work": remaining -= 1
        case "off", "statutory": break
        default: remaining -= isWeekend ? 0 : 1
        }
      }
      for moment: Int64 in [0, 43_200_000, 86_399_999] {
        let deadline = try Self.deadline(day.formatted(written), at: moment)
        #expect(deadline.dueDate.description == due.formatted(written), "\(day.formatted(written))")
        #expect(deadline.isProvisional == provisional, "\(day.formatted(written))")
        compared += 1
      }
      day = try #require(calendar.date(byAdding: .day, value: 1, to: day))
    }
    #expect(compared == 2_557 * 3)
  }

  @Test func `the day of receipt ends at midnight in China, whatever the hour`() throws {
    let midnight = try #require(WallInstant("2026-11-24T00:00:00.000+08:00"))
    #expect(ReplyDeadline(receivedAt: midnight).dueDate.description == "2026-11-27")
    #expect(ReplyDeadline(receivedAt: midnight.adding(milliseconds: -1)).dueDate.description == "2026-11-26")
    let samePlaceElsewhere = try #require(WallInstant("2026-11-23T16:00:00+00:00"))
    #expect(ReplyDeadline(receivedAt: samePlaceElsewhere).dueDate.description == "2026-11-27")
  }

  @Test func `the reply is in time until the last millisecond of the due date`() throws {
    let deadline = try Self.deadline("2026-02-13", at: 86_399_999)
    let last = try #require(WallInstant("2026-02-25T23:59:59.999+08:00"))
    #expect(!deadline.isOverdue(at: last))
    #expect(deadline.isOverdue(at: last.adding(milliseconds: 1)))
    #expect(deadline.expiresAt == last.adding(milliseconds: 1))
  }

  @Test(arguments: [
    ("2026-12-28", "2026-12-31", false, [2026]), ("2026-12-29", "2027-01-04", true, [2026, 2027]),
    ("2026-12-31", "2027-01-06", true, [2027]), ("2027-02-04", "2027-02-11", true, [2027]),
    ("2019-12-27", "2020-01-02", true, [2019, 2020]), ("2019-12-31", "2020-01-06", false, [2020]),
    ("2035-06-01", "2035-06-06", true, [2035]), ("9999-12-31", "10000-01-05", true, [10_000]),
  ])
  func `a year without a published arrangement makes it provisional`(
    received: String, due: String, isProvisional: Bool, years: [Int]
  ) throws {
    let deadline = try Self.deadline(received)
    #expect(deadline.dueDate.description == due)
    #expect(deadline.isProvisional == isProvisional)
    #expect(deadline.calendarYears == years)
  }

  @Test func `a published year makes it final`() throws {
    let site = WorkingCalendarReader.read(
      Array(
        """
        2027-01-01\toff\t元旦
        2027-01-03\twork\t元旦
        2027-10-01\toff\t国庆节
        """.utf8),
      name: "site"
    )
    #expect(site.faults.isEmpty)
    let deadline = try Self.deadline("2026-12-31", calendar: .china.replacingYears(from: site.calendar))
    #expect(deadline.dueDate.description == "2027-01-05")
    #expect(!deadline.isProvisional)
  }

  @Test func `another number of days can be promised`() throws {
    let received = WallInstant(date: try Self.date("2026-11-20"))
    #expect(ReplyDeadline(receivedAt: received, workingDays: 1).dueDate.description == "2026-11-23")
    #expect(ReplyDeadline(receivedAt: received, workingDays: 0).countedDays.count == 1)
    #expect(ReplyDeadline(receivedAt: received, workingDays: 10).dueDate.description == "2026-12-04")
  }
}

import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

/// The site's calendar file from faulty to mended: what the console promises meanwhile is corrected
/// afterwards.
@Suite(.timeLimit(.minutes(20))) struct CalendarFaultCommandTests {
  private static let complaint = [
    "/ring 19900000001", "/answer 1", "/said greeting", "/branch complaint", "/about 态度不好",
    "/said complaint-reply",
    "/category 950100", "/hangup", "/hangup",
  ]

  /// The first working day counted for a complaint of today, and a calendar in which it is a day off.
  private static func site(_ centre: DeskCommandTests.Centre) throws -> (due: String, text: String) {
    let today = try #require(try centre.json(["due", "--json", "\(CivilDate.today)"]).first)
    let first = try #require(today["counted"]?.array?.first?.string)
    let year = try #require(try centre.json(["calendar", "show", "\(first.prefix(4))", "--json"]).first)
    let days = (year["days"]?.array ?? []).map { day in
      [day["date"], day["kind"], day["holiday"]].map { $0?.string ?? "" }.joined(separator: "\t")
    }
    let all = (days + ["\(first)\toff\t全市停工"]).joined(separator: "\n")
    return (try #require(today["complaint_due"]?.string), "# 市府通知\n\(all)\n")
  }

  private static func due(_ centre: DeskCommandTests.Centre) throws -> (day: String?, isProvisional: Bool?) {
    let complaint = try centre.json(["complaints", "list", "--json"]).first
    return (complaint?["complaint_due"]?.string, complaint?["provisional"]?.bool)
  }

  @Test func `a faulty file is told loudly, the due day is provisional, and mending it corrects the day`()
    throws
  {
    let centre = DeskCommandTests.Centre()
    let (shipped, text) = try Self.site(centre)
    try FileManager.default.createDirectory(atPath: centre.logs, withIntermediateDirectories: true)
    let path = centre.logs + "/calendar.tsv"
    try (text + "2027-13-01\toff\t坏\n").write(toFile: path, atomically: true, encoding: .utf8)
    let console = try centre.run(
      ["console", "--seat", "03", "--operator", "041207"],
      input: Self.complaint.joined(separator: "\n") + "\n")
    // At the start and with the promise; the file and the line are named.
    #expect(console.output.components(separatedBy: "工作日历文件有错").count == 3, "\(console.output)")
    #expect(console.output.contains("calendar.tsv:"))
    #expect(try Self.due(centre) == (shipped, true))
    #expect(try centre.run(["complaints", "remind"]).status == 65)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    _ = try centre.run(["complaints", "remind"])
    let corrected = try Self.due(centre)
    #expect(corrected.isProvisional == false && corrected.day != shipped && corrected.day ?? "" > shipped)
    let sheet = try centre.run(["complaints", "show", try #require(try Self.call(centre))]).output
    #expect(sheet.contains("\(shipped) → \(corrected.day ?? "-")"))
  }

  @Test func `a due day that was final stays, whatever a file says later`() throws {
    let centre = DeskCommandTests.Centre()
    let (shipped, text) = try Self.site(centre)
    try centre.take(Self.complaint)
    #expect(try Self.due(centre) == (shipped, false))
    try text.write(toFile: centre.logs + "/calendar.tsv", atomically: true, encoding: .utf8)
    _ = try centre.run(["complaints", "remind"])
    #expect(try Self.due(centre) == (shipped, false))
  }

  private static func call(_ centre: DeskCommandTests.Centre) throws -> String? {
    try centre.json(["complaints", "list", "--json"]).first?["call_record_no"]?.string
  }
}

extension CivilDate {
  /// Today in China Standard Time.
  fileprivate static var today: CivilDate {
    WallInstant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000)).date
  }
}

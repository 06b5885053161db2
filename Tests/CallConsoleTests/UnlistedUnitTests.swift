import CallConsole
import CallModel
import Catalogue
import Testing

/// A unit whose name is in no list is kept and marked, wherever the call is looked at.
@Suite struct UnlistedUnitTests {
  private static let lines = ["/notify 邻县所 两组", "/chase 邻县所", "/department 某某公司 占道", "/feedback 邻县所 已到场"]

  @Test(arguments: lines, UserLanguage.allCases)
  func `the line, the panel and the record at the desk mark it, and a listed one is not marked`(
    line: String, language: UserLanguage
  ) throws {
    let mark = language == .chinese ? "(名单外)" : "(not in the list)"
    for rows in [24, 43] {
      let fixture = try DeskFixture()
      let seat = try TypedConsole(
        fixture, desk: try fixture.desk(language: language), columns: 132, rows: rows)
      seat.enter("/ring 19900000001")
      seat.enter("/answer")
      seat.enter("/notify 天宁所")
      #expect(!seat.takeSaid().contains(mark) && !seat.panel.contains(mark))
      let unit = String(line.split(separator: " ")[1])
      seat.enter(line)
      #expect(seat.takeSaid().contains("\(unit) \(mark)"))
      #expect(seat.panel.contains("\(unit) \(mark)"))
      seat.enter("/show")
      let shown = seat.takeSaid()
      #expect(shown.contains("\(unit) \(mark)") && !shown.contains("天宁所 \(mark)"), "\(shown)")
      seat.enter("/undo")
      #expect(seat.takeSaid().contains("\(unit) \(mark)"))
    }
  }
}

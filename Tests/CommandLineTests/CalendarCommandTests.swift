import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct CalendarCommandTests {
  @Test func `a published year is shown with its source and every day that differs`() throws {
    let run = try ProgramRun(["calendar", "show", "2026"])
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0 && lines.count == 2 + 25)
    #expect(lines.first == "2026 年: 放假安排已公布, 工作日 248 天")
    #expect(lines.contains("2026-02-14  周六  上班       春节"))
    #expect(lines.contains("2026-10-01  周四  休息       国庆节"))
  }

  @Test func `an unpublished year says that deadlines are provisional`() throws {
    let run = try ProgramRun(["calendar", "show", "2027", "--ui", "en"])
    #expect(run.output.hasPrefix("2027: not published, deadlines are provisional\n"))
    #expect(run.output.contains("2027-02-05  Fri   statutory  Spring Festival\n"))
    #expect(try ProgramRun(["calendar", "show", "1955", "--ui", "en"]).output.count { $0 == "\n" } == 1)
  }

  @Test func `JSON holds the same days`() throws {
    let run = try ProgramRun(["calendar", "show", "2026", "--json"])
    let value = try JSONReader.parse(Array(run.output.utf8))
    #expect(value["published"]?.bool == true)
    #expect(value["working_days"]?.integer == 248)
    #expect(value["days"]?.array?.count == 25)
    #expect(value["days"]?.array?.first?["kind"]?.string == "off")
  }

  @Test func `the check names every fault with file and line`() throws {
    let place = TemporaryDirectory()
    let path = place.file("site.tsv")
    try "# Bureau\n2027-01-01 off 元旦\n2027-02-30\toff\t春节\n2027-02-08\tfrei\t春节\n2027-02-06\toff\t春节\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    for (language, word) in [("zh", "制表符"), ("en", "tabs")] {
      let run = try ProgramRun(["calendar", "check", path, "--ui", language])
      #expect(run.status == 65 && run.error.isEmpty)
      let lines = run.output.split(separator: "\n")
      #expect(lines.map { $0.prefix(path.count + 3) } == (2...5).map { "\(path):\($0):"[...] })
      #expect(lines.first?.contains(word) == true)
    }
  }

  @Test func `a file in order is said to be, with its years`() throws {
    let place = TemporaryDirectory()
    let path = place.file("site.tsv")
    try "2027-01-01\toff\t元旦\n2027-10-01\toff\t国庆节\n2028-01-01\tstatutory\t元旦\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ProgramRun(["calendar", "check", path, "--ui", "en"])
    #expect(run.status == 0)
    #expect(run.output == "no faults. Published: 2027; statutory days only: 2028\n")
  }

  @Test func `what is no ordinary file is refused without waiting for it`() throws {
    let place = TemporaryDirectory()
    let pipe = place.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, place.path, place.file("missing"), "/dev/zero", ""] {
      let run = try ProgramRun(["calendar", "check", path])
      #expect(run.status == 66 && run.output.isEmpty && run.error.hasPrefix("call110: "), "\(path)")
    }
  }

  @Test func `a huge file is refused`() throws {
    let place = TemporaryDirectory()
    let path = place.file("huge.tsv")
    try Data(repeating: 0x25, count: 1_000_001).write(to: URL(filePath: path))
    #expect(try ProgramRun(["calendar", "check", path]).status == 65)
  }
}

import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct DueCommandTests {
  @Test func `a line a date, marked when provisional`() throws {
    let run = try ProgramRun(["due", "2025-09-26", "20260213", "2026-04-30", "２０２６－０９－３０", "2026-12-31"])
    #expect(
      run.output == """
        2025-09-26\t2025-09-30
        2026-02-13\t2026-02-25
        2026-04-30\t2026-05-08
        2026-09-30\t2026-10-10
        2026-12-31\t2027-01-06\tprovisional

        """)
    #expect(run.status == 0 && run.error.isEmpty)
  }

  @Test(arguments: [
    "2026-02-30", "2026-13-01", "0000-01-01", "10000-01-01", "2026-2-3", "13.02.2026", "tomorrow", "",
    "2026-02-13T00:00", "-1", "2026-02-1３x", "9999-12-31",
  ])
  func `what is no date is an error and the rest still runs`(text: String) throws {
    let run = try ProgramRun(["due", "--ui", "en", "--", text, "2026-02-13"])
    #expect(run.status == 65)
    #expect(run.output == "2026-02-13\t2026-02-25\n")
    #expect(run.error.hasPrefix("call110: operand 1: "), "\(run.error)")
  }

  @Test func `dates are read from standard input line by line`() throws {
    let lines = "2026-02-13\r\n\n 20260430 \n\u{3000}２０２６－０９－３０\n2025-09-26"
    let run = try ProgramRun(["due", "-"], input: Array(lines.utf8))
    #expect(run.status == 0 && run.error.isEmpty)
    #expect(
      run.output.split(separator: "\n").map { $0.suffix(10) }
        == ["2026-02-25", "2026-05-08", "2026-10-10", "2025-09-30"])
  }

  @Test func `a bad line is named by its number and the rest still runs`() throws {
    var input = Array("2026-02-13\nnonsense\n".utf8)
    input += [0xFF, 0xE4, 0x0A] + [0x32, 0x00, 0x0A] + Array(repeating: 0x31, count: 100_000) + [0x0A]
    input += Array("2026-04-30\n2026-02-30".utf8)
    let run = try ProgramRun(["due", "-", "--ui=en"], input: input)
    #expect(run.status == 65)
    #expect(run.output == "2026-02-13\t2026-02-25\n2026-04-30\t2026-05-08\n")
    let places = run.error.split(separator: "\n").map { $0.prefix(14) }
    #expect(places == (2...5).map { "call110: -:\($0): " }.map { $0.prefix(14) } + ["call110: -:7: "])
  }

  @Test func `many lines, cut anywhere by the reads, give as many answers`() throws {
    let count = 30_000
    let input = Array(String(repeating: "2026-02-13\n", count: count).utf8)
    let run = try ProgramRun(["due", "-"], input: input)
    #expect(run.output == String(repeating: "2026-02-13\t2026-02-25\n", count: count))
  }

  @Test func `JSON shows the days counted and the years used`() throws {
    let run = try ProgramRun(["due", "--json", "2026-12-29"])
    let value = try JSONReader.parse(Array(run.output.utf8))
    #expect(value["date"]?.string == "2026-12-29")
    #expect(value["complaint_due"]?.string == "2027-01-04")
    #expect(value["counted"]?.array?.map(\.string) == ["2026-12-30", "2026-12-31", "2027-01-04"])
    #expect(value["years"]?.array?.map(\.integer) == [2_026, 2_027])
    #expect(value["provisional"]?.bool == true)
  }

  @Test func `a site's calendar makes provisional dates final`() throws {
    let place = TemporaryDirectory()
    let path = place.file("2027.tsv")
    try "2027-01-01\toff\t元旦\n2027-01-03\twork\t元旦\n2027-10-01\toff\t国庆节\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ProgramRun(["due", "--calendar", path, "2026-12-31", "2026-02-13"])
    #expect(run.output == "2026-12-31\t2027-01-05\n2026-02-13\t2026-02-25\n")
  }

  @Test func `a calendar with a fault is refused as a whole`() throws {
    let place = TemporaryDirectory()
    let path = place.file("2027.tsv")
    try "2027-01-01\toff\t元旦\nx\ny\n".write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ProgramRun(["due", "--calendar", path, "2026-12-31"])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("call110: \(path):") }, "\(run.error)")
  }
}

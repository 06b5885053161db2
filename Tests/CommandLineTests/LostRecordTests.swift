import Foundation
import PlainText
import TestSupport
import Testing

/// What somebody did to the files of records behind the program's back, through every command that tells of
/// calls or of what is open: it says so, and does not end as if all were well.
@Suite(.timeLimit(.minutes(20))) struct LostRecordTests {
  private let record: CallsOnRecord
  private let day: String

  /// Two calls at seat 03, one of them a complaint that a desk answers; then seat 04 begins, which notes how
  /// long the others' files are, and ends its own call.
  init() throws {
    record = try CallsOnRecord()
    day = String(try #require(record.calls.first).prefix(8))
    let complaint = try #require(record.calls.last)
    for words in [
      ["complaints", "assign", complaint, "--to", "050001", "--operator", "050000"],
      [
        "complaints", "reply", complaint, "--by", "王某", "--how", "电话", "--text", "已说明", "--operator",
        "050001",
      ],
    ] { #expect(try record.run(words).status == 0, "\(words)") }
    let lines = "/ring 19900000005\n/answer 1\n/what 问路\n/hangup\n"
    #expect(try record.run(["console", "--seat", "04", "--operator", "041208"], input: lines).status == 0)
    try forget()
  }

  private var folder: String {
    "\(record.place.path)/logs/live/\(day.prefix(4))/\(day.dropFirst(4).prefix(2))/\(day.suffix(2))"
  }

  /// Without derived files: what is told must come from the records themselves.
  private func forget() throws {
    try? FileManager.default.removeItem(atPath: "\(record.place.path)/logs/cache")
  }

  private func file(_ name: String) -> URL { URL(filePath: "\(folder)/\(name).jsonl") }

  private var commands: [[String]] {
    [
      ["calls", "list"], ["calls", "list", "--json"], ["report", "day", day, "--no-previous"],
      ["report", "day", day, "--no-previous", "--no-cache", "--format", "json"], ["complaints", "list"],
      ["complaints", "list", "--all", "--json"], ["matters", "list"], ["major", "list", "--json"],
      ["export"], ["review", "check", "--day", day], ["callbacks"],
    ]
  }

  private func expectTold(_ what: String) throws {
    for words in commands {
      let run = try record.run(words)
      #expect(run.status != 0, "\(what): \(words) ends with 0")
      let said = run.error + (words[0] == "report" ? run.output : "")
      let isSaid = said.contains("问题") || said.contains("未计入")
      #expect(isSaid, "\(what): \(words) says \(said.prefix(300))")
    }
    // A history that cannot be read is not an empty one to the console either; it says so once.
    let (chinese, english) = try console()
    #expect(chinese.split(separator: "处读不出").count == 2, "\(what): \(chinese)")
    #expect(english.split(separator: "cannot be read in").count == 2, "\(what): \(english)")
  }

  /// What a console says at its first line, in both languages.
  private func console() throws -> (chinese: String, english: String) {
    func said(_ language: String) throws -> String {
      let words = ["console", "--seat", "05", "--operator", "041209", "--ui", language]
      let run = try record.run(words, input: "/ring 19900000006\n/answer 1\n/hangup\n")
      #expect(run.status == 0, "\(run.error)")
      return run.output
    }
    return (try said("zh"), try said("en"))
  }

  @Test func `with nothing done to them nothing is said`() throws {
    for words in commands {
      let run = try record.run(words)
      #expect(
        [0, 1].contains(run.status) && !run.error.contains("问题"), "\(words) \(run.status) \(run.error)")
    }
    let (chinese, english) = try console()
    #expect(!chinese.contains("读不出") && !english.contains("cannot be read"), "\(chinese)\(english)")
  }

  @Test(arguments: ["2024", "2024/07", "2024/07/22"])
  func `a year, a month and a day that cannot be read are said each time, and are not empty ones`(
    place: String
  ) throws {
    for room in ["live", "drill", "import"] {
      let whole = "\(record.place.path)/logs/\(room)/\(place)"
      let files = FileManager.default
      try files.createDirectory(
        atPath: (whole as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      // Nobody goes through a link, whatever his account may read.
      try files.createSymbolicLink(atPath: whole, withDestinationPath: record.place.path)
    }
    let all = [
      ["complaints", "list"], ["complaints", "list", "--all", "--json"], ["matters", "list"],
      ["matters", "list", "--json"], ["major", "list", "--json"], ["callbacks"], ["export"],
      ["calls", "search", "--from", "2024-01-01"], ["report", "year", "2024", "--no-previous"],
      ["review", "check", "--month", "2024-07"],
      ["access", "report", "--from", "2024-07-01", "--to", "2024-07-31"],
      ["drill", "history", "--trainee", "041207"], ["drill", "plan", "--trainee", "041207"], ["verify"],
      ["shift", "log", "--operator", "041207", "--seat", "03"],
    ]
    for turn in 1...2 {
      for words in all {
        let run = try record.run(words)
        let said = run.error + run.output
        #expect(run.status != 0, "\(turn) \(words) ends with 0")
        #expect(
          ["问题", "未计入", "读不出", "无法读取"].contains { said.contains($0) }, "\(turn) \(words): \(said.prefix(300))"
        )
      }
    }
    let paper = "answered: 2024-07-22 09:15:31\noperator: 041207\nnumber: 19900000007\nwhat: 问路\n"
    let run = try record.run(["enter-paper", "--operator", "050001"], input: paper)
    #expect(run.status == 66 && run.error.contains("没有录入"), "\(run.status) \(run.error)\(run.output)")
  }

  @Test(arguments: ["seat-03", "desk-duty"], ["emptied", "cut", "gone"])
  func `a file that another seat saw more of`(name: String, how: String) throws {
    guard let found = try? Data(contentsOf: file(name)) else {
      Issue.record("there is no \(name)")
      return
    }
    switch how {
    case "emptied": try Data().write(to: file(name))
    case "gone": try FileManager.default.removeItem(at: file(name))
    default:
      let lines = found.split(separator: 0x0A, omittingEmptySubsequences: false)
      try Data(lines.dropLast(3).joined(separator: [0x0A]) + [0x0A]).write(to: file(name))
    }
    try expectTold("\(name) \(how)")
  }

  @Test(arguments: [(#""notes":["#, #""notes":[xx,"#), (#""level":"#, #""level":1,"level":"#)])
  func `a closing line damaged inside`(from: String, to: String) throws {
    let text = try String(contentsOf: file("seat-03"), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let index = try #require(lines.lastIndex { $0.contains(#""ev":"end""#) && $0.contains(from) })
    var damaged = lines
    damaged[index] = lines[index].replacing(from, with: to, maxReplacements: 1)
    try damaged.joined(separator: "\n").write(to: file("seat-03"), atomically: false, encoding: .utf8)
    try expectTold("\(to)")
    let search = try record.run(["calls", "search", "--level", "2"])
    #expect(search.status != 0 && search.error.contains("seat-03.jsonl:\(index + 1)"), "\(search.error)")
  }

  @Test func `files of two seats exchanged`() throws {
    let (one, other) = (try Data(contentsOf: file("seat-03")), try Data(contentsOf: file("seat-04")))
    try one.write(to: file("seat-04"))
    try other.write(to: file("seat-03"))
    try expectTold("swapped")
  }

  @Test(arguments: ["folder", "line"])
  func `a list of seats that cannot be used is not taken for none`(how: String) throws {
    let list = URL(filePath: record.place.path + "/logs/seats")
    switch how {
    case "folder": try FileManager.default.createDirectory(at: list, withIntermediateDirectories: false)
    default: try Data("01\n\n# the others\n03 # window\n席位四\n".utf8).write(to: list)
    }
    for words in [["wallboard", "--once"], ["console", "--seat", "03", "--operator", "041207"]] {
      let run = try record.run(words)
      #expect(run.status == (how == "line" ? 78 : 66), "\(words) \(run.status)")
      #expect(run.error.contains(how == "line" ? "seats:5: " : "seats"), "\(run.error)")
    }
  }

  @Test func `an empty list is said as one`() throws {
    let place = TemporaryDirectory()
    for words in [
      ["calls", "list"], ["calls", "search"], ["callbacks"], ["complaints", "list"],
      ["complaints", "remind"],
      ["matters", "list"], ["major", "list"], ["protocol", "unanswered"],
    ] {
      let run = try ProgramRun(words + ["--json"], environment: ["CALL110_LOGS": place.path + "/logs"])
      // A search that finds nothing ends with 1, as grep does.
      let status: Int32 = words.last == "search" ? 1 : 0
      #expect(run.output == "[]\n" && run.status == status, "\(words) \(run.output) \(run.error)")
    }
  }
}

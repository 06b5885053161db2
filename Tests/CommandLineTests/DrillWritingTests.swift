import Foundation
import TestSupport
import Testing

/// A trainer writes scenarios: what can never be met is refused, and nothing typed is lost.
@Suite struct DrillWritingTests {
  private let folder = TemporaryDirectory()

  /// A sound scenario, as the guide has them.
  private static let sound = """
    [scenario stolen-bike]
    chinese = 电动车被偷
    english = An e-bike is stolen
    article = 1
    number = 199****0301
    opening = 你好，我的电动车没了。
    gives = what
    when = 昨天22:00 | 昨天晚上10点停的。
    where = 清凉新村15幢楼下 | 清凉新村15幢楼下。
    what = 电动车被偷 | 电动车被人偷走了。
    object = 蓝色电动车，车牌3027 | 蓝色的电动车，车牌3027。
    contact = 199****0301 | 199****0301。
    category = 100100
    level = 3
    told = dispatch
    [trap features]
    chinese = 问出车的特征
    english = The bike's features are asked
    instead = element object
    fall = -/object
    loses = 8.0

    """

  private func check(_ text: String, _ language: String = "english") throws -> ProgramRun {
    let file = folder.file("own.drills")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let ui = language == "english" ? "en" : "zh"
    return try ProgramRun(["drill", "check", file, "--ui", ui, "--logs", folder.path])
  }

  /// The price of the trap as the program finds it.
  private func price() throws -> String {
    let run = try check(Self.sound.replacing("loses = 8.0", with: "loses = 99"))
    return String(run.error.firstMatch(of: /write loses = ([0-9.]+)/)?.1 ?? "none")
  }

  @Test func `a price nobody can ever pay is refused, the true one is told and let through`() throws {
    let price = try price()
    for stated in ["80", "0", "100", "7.9"] where stated != price {
      let run = try check(Self.sound.replacing("loses = 8.0", with: "loses = \(stated)"))
      #expect(run.status == 65 && run.error.contains("own.drills:21: loses = "), "\(run.error)")
    }
    let run = try check(Self.sound.replacing("loses = 8.0", with: "loses = \(price)"))
    #expect(run.status == 0, "\(run.error)")
    let chinese = try check(Self.sound.replacing("loses = 8.0", with: "loses = 80"), "chinese")
    #expect(chinese.error.contains("不会发生") && chinese.error.contains("loses = \(price)"))
  }

  /// One change each that makes something impossible to meet: what stood there, what stands there, and what
  /// the message says.
  @Test(arguments: [
    ("told = dispatch", "told = no-such-unit", "no-such-unit"),
    ("instead = element object", "instead = told 119", "trap features"),
    ("instead = element object", "instead = branch rude", "trap features"),
    ("instead = element object", "instead = linked same", "trap features"),
    ("instead = element object", "instead = called-back 10", "trap features"),
    ("instead = element object", "instead = told-within 1", "trap features"),
    ("instead = element object", "instead = due 2026-01-01", "trap features"),
    ("instead = element object", "instead = category 100300", "trap features"),
    ("instead = element object", "instead = element why", "trap features"),
    ("instead = element object", "instead = element object\navoid = ended", "trap features"),
    ("fall = -/object", "fall = -/no-such-line", "changes nothing"),
    ("fall = -/object", "fall = -/said consent", "falls into this trap"),
    ("fall = -/object\n", "", "without fall"),
    ("level = 3", "dispatch-within = 5\nlevel = 3", "best handling"),
    ("level = 3", "place-within = 5\nwhere-first = 清凉新村51幢。\nlevel = 3", "best handling"),
    ("level = 3", "patience = 5\nwhy-first = 不对\nlevel = 3", "why-first"),
    ("gives = what", "gives = what、why", "gives"),
    ("level = 3", "again-opening = 怎么还没来\nlevel = 3", "again-opening"),
    ("level = 3", "received = 2026-02-13\nlevel = 3", "received"),
    ("level = 3", "vary = 没有的字: 别的\nlevel = 3", "vary"),
  ])
  func `what can never be met is refused by name`(old: String, new: String, named: String) throws {
    let text = Self.sound.replacing("loses = 8.0\n", with: "").replacing(old, with: new)
    let withPrice = new.isEmpty ? Self.sound.replacing(old, with: new) : text
    for language in ["english", "chinese"] {
      let run = try check(withPrice, language)
      #expect(run.status == 65 && run.error.contains("own.drills"), "\(run.output)\(run.error)")
      if language == "english" { #expect(run.error.contains(named), "\(run.error)") }
    }
  }

  @Test func `the sound scenario and the shipped ones are let through`() throws {
    #expect(try check(Self.sound.replacing("loses = 8.0\n", with: "")).status == 0)
    let shipped = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CallDrill/Resources/shipped.drills").standardizedFileURL.path
    let run = try ProgramRun(["drill", "check", shipped, "--ui", "en", "--logs", folder.path])
    #expect(run.status == 0, "\(run.error)")
  }

  // MARK: Asked through

  private func form(_ file: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      executable: "call110",
      arguments: ["drill", "new", file, "--ui", "en", "--logs", folder.path], rows: 60)
  }

  @Test func `codes are listed, one goes back, and Ctrl-C loses no answer`() throws {
    let file = folder.file("asked.drills")
    let first = try form(file)
    try first.waitFor("goes back")
    for (key, answer) in [
      ("name", "ask-through"), ("chinese", "被偷"), ("english", "Stolen"), ("article", "1"),
      ("opening", "喂，我的包被偷了。"), ("where", "示例路1号"),
    ] {
      try first.waitFor("[\(key)]")
      try first.send(answer + "\r")
    }
    try first.waitFor("[what]")
    // Half a word is on the line when it is broken off.
    try first.send("包被")
    try first.send("\u{3}")
    _ = try first.waitForExit()
    let again = try form(file)
    try again.waitFor("6 answers kept")
    try again.waitFor("[what]")
    try again.send("<\r")
    try again.waitFor("[where]")
    try again.send("示例路2号\r")
    try again.waitFor("[what]")
    try again.send("包被偷\r")
    try again.waitFor("[mood]")
    try again.send("?\r")
    try again.waitFor("whispering")
    try again.send("no-such-mood\r")
    try again.waitFor("mood must be one of")
    for key in [
      "mood", "number", "when", "who", "why", "object", "result", "contact", "branches", "told", "refer",
      "say",
    ] {
      try again.waitFor("[\(key)]")
      try again.send("\r")
    }
    try again.waitFor("[category]")
    again.hangUp()
    _ = try again.waitForExit()
    let last = try form(file)
    try last.waitFor("[category]")
    for (key, answer) in [
      ("category", "100100"), ("level", "3"), ("trap-chinese", "问清地点"), ("trap-english", "Ask where"),
      ("instead", "element where"),
    ] {
      try last.waitFor("[\(key)]")
      try last.send(answer + "\r")
    }
    try last.waitFor("written to")
    #expect(try last.waitForExit() == .exited(0))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("where = 示例路2号") && !text.contains("示例路1号") && text.contains("what = 包被偷\n"))
    #expect(!FileManager.default.fileExists(atPath: file + ".unfinished"))
    #expect(try ProgramRun(["drill", "new", file, "--ui", "en", "--logs", folder.path]).status == 64)
    let checked = try ProgramRun(["drill", "check", file, "--ui", "en", "--logs", folder.path])
    #expect(checked.status == 0, "\(checked.error)")
  }

  @Test func `who answers by hand names a file`() throws {
    let terminal = try PseudoTerminal(
      executable: "call110", arguments: ["drill", "new", "--ui", "en", "--logs", folder.path])
    try terminal.waitFor("name a file")
  }
}

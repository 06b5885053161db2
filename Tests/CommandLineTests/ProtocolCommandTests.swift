import Foundation
import PlainText
import TestSupport
import Testing

/// `call110 protocol show` and `check` as a person runs them.
@Suite struct ProtocolCommandTests {
  private let folder = TemporaryDirectory()

  private func file(_ text: String) throws -> String {
    let path = folder.file("city.protocol")
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func `show prints the protocol, one part of it, or JSON`() throws {
    let all = try ProgramRun(["protocol", "show"])
    #expect(all.status == 0)
    #expect(all.output.contains("你好，常州110") && all.output.contains("投诉是你的权利（你去投诉好了）。"))
    let part = try ProgramRun(["protocol", "show", "等级"])
    #expect(part.status == 0 && !part.output.contains("你好，常州110"))
    let json = try ProgramRun(["protocol", "show", "--json", "phrases"])
    #expect(try JSONReader.parse(Array(json.output.utf8))["phrases"]?.array?.isEmpty == false)
  }

  @Test func `a file that changes the greeting is checked and used`() throws {
    let path = try file("base = shipped\n[phrase greeting]\ntext = 你好，某市110\n")
    #expect(try ProgramRun(["protocol", "check", path]).status == 0)
    let shown = try ProgramRun(["protocol", "show", "--protocol", path, "phrases"])
    #expect(shown.output.contains("你好，某市110") && !shown.output.contains("你好，常州110"))
  }

  @Test func `check reminds of an entry nobody has looked at for a year`() throws {
    let path = try file("base = shipped\n[referral water]\nchecked = 2020-01-02\n")
    let run = try ProgramRun(["protocol", "check", path])
    #expect(run.status == 0)
    #expect(run.output.contains("自来水公司客户服务中心 上次核对 2020-01-02"))
  }

  @Test func `words tells which kinds a text proposes, and counts what is right`() throws {
    let path = folder.file("words.tsv")
    try Data("# 注\n有人偷电瓶车\t100100,201000\n打架\n着火了\t100100\n\u{1B}[31m坏\t1\n".utf8).write(
      to: URL(filePath: path))
    let run = try ProgramRun(["protocol", "words", path])
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 5, "\(run.output)")
    #expect(lines[0].hasPrefix("有人偷电瓶车\t100100 盗窃") && lines[1].hasPrefix("打架\t200100"))
    #expect(lines[2].hasPrefix("! 着火了\t400100") && !run.output.contains("\u{1B}"))
    #expect(lines[4] == "第一个就对 1, 前三个有对的 1, 共 3")
    #expect(try ProgramRun(["protocol", "words", "/dev/null"]).status != 0)
    #expect(try ProgramRun(["protocol", "words", folder.file("none")]).status == 66)
  }

  @Test(arguments: ["zh", "en"])
  func `check counts the entries that are examples until a centre confirms them`(language: String) throws {
    func count(_ text: String) throws -> Int? {
      let run = try ProgramRun(["protocol", "check", "--ui", language, try file(text)])
      #expect(run.status == 0)
      let line = run.output.split(separator: "\n").first { $0.contains(language == "zh" ? "示例" : "example") }
      return line?.firstMatch(of: /[0-9]+/).flatMap { Int($0.output) }
    }
    let shipped = try #require(try count("base = shipped\n"))
    let entries = try ProgramRun(["protocol", "show", "--file"]).output.components(
      separatedBy: "\n[referral ")
    #expect(shipped == entries.count - 1)
    let confirmed =
      "base = shipped\n[referral water]\naddress = 某路1号\ntelephone = 0519-00000009\nchecked = 2026-11-01\n"
    #expect(try count(confirmed) == shipped - 1)
  }

  @Test func `the complete file that show prints has no fault`() throws {
    let path = try file(try ProgramRun(["protocol", "show", "--file"]).output)
    #expect(try ProgramRun(["protocol", "check", path]).status == 0)
  }

  @Test(arguments: ["zh", "en"])
  func `a whole file of an earlier version is used, with a word on what to do`(language: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let path = folder.appending(path: "CallProtocolTests/Fixtures/without-units.protocol").path
    let word = language == "zh" ? "没有 [unit-kind] 段: officers " : "no [unit-kind] section for officers "
    let check = try ProgramRun(["protocol", "check", "--ui", language, path])
    #expect(check.status == 0 && check.output.contains(word) && check.output.contains("protocol show --file"))
    let console = try ProgramRun(
      [
        "console", "--seat", "03", "--operator", "041207", "--logs", self.folder.file("logs"), "--ui",
        language,
        "--protocol", path,
      ], input: Array("/ring 19900000001\n/answer\n/said F4\n/notify 天宁所\n/hangup\n".utf8))
    #expect(console.status == 0 && console.error.contains(word), "\(console.error)")
  }

  @Test func `no placeholder stands on paper: the city is filled in, the number has a line to write on`()
    throws
  {
    let path = try file(
      "base = shipped\n[phrase greeting]\ntext = 你好，{city}110，{operator}号为您服务\nenglish = {city} 110, {operator}\n"
    )
    let commands = [
      ["protocol", "cards"], ["protocol", "cards", "--format", "html"],
      ["report", "day", "--logs", folder.file("logs")],
      ["drill", "new"],
    ]
    for words in commands {
      for language in ["zh", "en"] {
        let run = try ProgramRun(words + ["--protocol", path, "--ui", language])
        for open in ["{operator}", "{city}"] { #expect(!run.output.contains(open), "\(words)") }
        if words[0] == "protocol" {
          #expect(run.status == 0 && run.output.contains("你好，常州110，______号为您服务"), "\(run.output.prefix(600))")
        }
      }
    }
  }

  @Test(arguments: ["zh", "en"])
  func `check lists every fault with its place and ends with 65`(language: String) throws {
    let path = try file("base = shipped\n[level 1]\nsource = x\n[phrase greeting]\nkey = F2\n?\n")
    let run = try ProgramRun(["protocol", "check", "--ui", language, path])
    #expect(run.status == 65)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    for (line, place) in zip(lines, ["3:10", "5:7", "6"]) { #expect(line.hasPrefix("\(path):\(place): ")) }
    #expect(run.output.contains(language == "zh" ? "可用: table, local" : "Use one of: table, local"))
  }

  @Test func `a command refuses a faulty file and says where the rest is listed`() throws {
    let path = try file("base = shipped\n?\n?\n")
    let run = try ProgramRun(["protocol", "show", "--protocol", path])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("\(path):2: ") && run.error.contains("protocol check"))
  }

  @Test func `what is no file to read is refused at once`() throws {
    #expect(try ProgramRun(["protocol", "check", folder.file("none")]).status == 66)
    #expect(try ProgramRun(["protocol", "check", folder.path]).status == 66)
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(try ProgramRun(["protocol", "check", folder.file("pipe")]).status == 66)
    #expect(try ProgramRun(["protocol", "show", "nothing"]).status == 64)
    #expect(try ProgramRun(["protocol", "check"]).status == 64)
  }
}

import Foundation
import PlainText
import TestSupport
import Testing

/// A centre's file of places as the program reads it: `places check`, `places find` and the console.
@Suite(.timeLimit(.minutes(10))) struct PlacesCommandTests {
  private let folder = TemporaryDirectory()

  private static let good = """
    name\tkind\tdistrict\taliases\tformer\tsite
    晋陵中路\troad\t天宁区\t\t北直街
    红梅新村\testate\t天宁区\t红梅大院
    长虹路\troad\t武进区

    """

  private func file(_ bytes: [UInt8], name: String = "places.tsv") throws -> String {
    try FileManager.default.createDirectory(atPath: folder.file("logs"), withIntermediateDirectories: true)
    let path = folder.file("logs/\(name)")
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func console(_ arguments: [String] = [], lines: [String]) throws -> ProgramRun {
    try ProgramRun(
      ["console", "--seat", "03", "--operator", "041207", "--logs", folder.file("logs")] + arguments,
      input: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  @Test func `the console takes the file in the logs folder, and an option names another`() throws {
    let call = ["/ring 19900000001", "/answer", "/where 洪梅新村3幢", "/where 1", "/hangup"]
    _ = try file(Array(Self.good.utf8))
    let run = try console(lines: call)
    #expect(run.status == 0 && run.output.contains("何地: 天宁区红梅新村3幢 (输入: 洪梅新村3幢)"), "\(run.output)")
    let other = try file(Array("name\tkind\n洪梅新村\testate\n".utf8), name: "other.tsv")
    let own = try console(["--places", other], lines: ["/ring 19900000001", "/answer", "/where 洪没新村"])
    #expect(own.output.contains("洪梅新村") && !own.output.contains("天宁区红梅新村 "), "\(own.output)")
  }

  @Test
  func `what was typed for a chosen place is a field of its own, shown, printed, exported and searched`()
    throws
  {
    _ = try file(Array(Self.good.utf8))
    let lines = [
      "/ring 19900000001", "/answer", "/where 洪梅大院", "/where 1", "/hangup", "/ring 19900000002", "/answer",
      "/where 红梅新村", "/hangup",
    ]
    #expect(try console(lines: lines).status == 0)
    func call(_ words: [String]) throws -> String {
      let run = try ProgramRun(words + ["--logs", folder.file("logs")])
      #expect(run.status == 0, "\(words) \(run.error)")
      return run.output
    }
    let ids = try call(["calls", "list", "--json"]).split(separator: "\n").compactMap {
      try JSONReader.parse(Array($0.utf8))["call_record_no"]?.string
    }.sorted()
    let first = try #require(ids.first)
    #expect(try call(["calls", "show", first]).contains("何地: 天宁区红梅新村 (输入: 洪梅大院)"))
    let record = try call(["calls", "show", first, "--json"])
    #expect(record.contains("\"text\":\"天宁区红梅新村\"") && record.contains("\"typed\":\"洪梅大院\""))
    let rows = try call(["export", "--format", "jsonl"]).split(separator: "\n").map {
      try JSONReader.parse(Array($0.utf8))["incident_address_typed"]?.string
    }
    #expect(rows.compactMap { $0 } == ["洪梅大院"] && rows.count == 2)
    let table = try call(["export", "--format", "csv"])
    #expect(table.contains(",incident_address_typed") && table.contains("洪梅大院"))
    for (option, wanted, count) in [
      ("--place", "洪梅大院", 1), ("--place", "红梅新村", 2), ("--text", "洪梅大院", 1), ("--place", "hmdy", 1),
    ] {
      for cache in [[], ["--no-cache"]] {
        let found = try call(["calls", "search", option, wanted, "--json"] + cache)
        #expect(found.split(separator: "\n").count == count, "\(option) \(wanted) \(found)")
      }
    }
    // Typed afresh, the place stands as it is typed now.
    let amended = try call([
      "calls", "amend", first, "where", "红梅公园", "//", "听错", "--operator", "050001",
    ])
    #expect(amended.contains("红梅公园"))
    #expect(try !call(["calls", "show", first, "--json"]).contains("\"typed\":"))
  }

  @Test func `without a file nothing is said and nothing proposed`() throws {
    let run = try console(lines: ["/ring 19900000001", "/answer", "/where 洪梅新村"])
    #expect(run.status == 0 && run.error.isEmpty)
    #expect(!run.output.contains("地名") && !run.output.contains("何地?"))
  }

  /// Bytes of a bad file, and what the console says of it in both languages.
  private static let bad: [(name: String, bytes: [UInt8], chinese: String, english: String)] = [
    ("empty", [], "一个地名也没有", "no places at all"),
    ("heading", Array("晋陵中路\troad\n".utf8), "places.tsv:1: 第一行应写栏名", "places.tsv:1: the first line must"),
    (
      "not UTF-8", Array(good.utf8) + [0xBD, 0xFA, 0x0A], "places.tsv:5: 不是 UTF-8", "places.tsv:5: not UTF-8"
    ),
    (
      "NUL", Array(good.utf8) + [0x41, 0, 0x0A], "places.tsv:5: 含有控制字符",
      "places.tsv:5: contains control characters"
    ),
    (
      "escape", Array("\(good)\u{1B}]0;x\u{07}\troad\n".utf8), "places.tsv:5: 含有控制字符",
      "places.tsv:5: contains control characters"
    ),
    ("column", Array("\(good)关河东路\n".utf8), "places.tsv:5: 缺一栏", "places.tsv:5: a column is missing"),
    ("kind", Array("\(good)关河东路\tstreet\n".utf8), "places.tsv:5: 类型", "places.tsv:5: the kind"),
    (
      "doubled", Array("\(good)长虹路\troad\t武进区\n".utf8), "places.tsv:5: 与第 4 行重复",
      "places.tsv:5: is already in line 4"
    ),
    (
      "long line", Array(good.utf8) + Array(repeating: 0x41, count: 5_000_000), "places.tsv:5: 一行超过",
      "places.tsv:5: the line is longer"
    ),
    (
      "too large", Array(repeating: 0x0A, count: 33_554_433), "places.tsv 超过 33554432",
      "places.tsv is larger than"
    ),
  ]

  @Test(arguments: bad.map(\.name), ["zh", "en"])
  func `a bad file is told with file and line, and the console starts all the same`(
    name: String, language: String
  ) throws {
    let bad = try #require(Self.bad.first { $0.name == name })
    let path = try file(bad.bytes)
    let words = language == "zh" ? bad.chinese : bad.english
    let run = try console(
      ["--ui", language], lines: ["/ring 19900000001", "/answer", "/where 长虹路", "/hangup"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains(words), "\(run.output.prefix(600))")
    #expect(!run.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let check = try ProgramRun(["places", "check", path, "--ui", language])
    #expect(check.status == 65 && (check.output + check.error).contains(words))
  }

  @Test(arguments: ["zh", "en"])
  func `a folder, a file nobody may read and a missing one are told, and the console starts`(
    language: String
  ) throws {
    let directory = folder.file("logs")
    let missing = folder.file("no-such.tsv")
    for path in [directory, missing, "/dev/null", "/dev/zero"] {
      let run = try console(["--places", path, "--ui", language], lines: ["/ring 1", "/answer", "/hangup"])
      #expect(run.output.contains(language == "zh" ? "地名文件不能用" : "no places are proposed"), "\(path)")
      #expect(run.output.contains(path), "\(run.output)")
      #expect(run.status == 0)
      let check = try ProgramRun(["places", "check", path, "--ui", language])
      #expect(check.status != 0 && !(check.output + check.error).isEmpty)
    }
  }

  @Test func `a million lines are read to the most places and the console starts`() throws {
    var text = "name\tkind\n"
    for number in 0..<1_000_000 { text += "巷\(number)\troad\n" }
    _ = try file(Array(text.utf8))
    let run = try console(lines: ["/ring 19900000001", "/answer", "/where 巷77号"])
    #expect(run.status == 0 && run.output.contains("places.tsv:200002: 地名超过 200000 个"))
  }

  @Test func `find prints a row a text, from the words or from standard input`() throws {
    let path = try file(Array(Self.good.utf8))
    let run = try ProgramRun(["places", "find", "--places", path, "jlzl", "红梅大院3幢对面"])
    #expect(run.output == "jlzl\t天宁区晋陵中路\n红梅大院3幢对面\t天宁区红梅新村3幢对面\n")
    let piped = try ProgramRun(
      ["places", "find", "--places", path, "--json", "-"], input: Array("长虹路\n外星\n".utf8))
    let rows = try piped.output.split(separator: "\n").map { try JSONReader.parse(Array($0.utf8)) }
    #expect(rows.map { $0["typed"]?.string } == ["长虹路", "外星"])
    #expect(rows[0]["places"]?.array?.first?.string == "武进区长虹路" && rows[1]["places"]?.array?.isEmpty == true)
  }

  @Test func `check says that all is well, or everything that is not`() throws {
    let path = try file(Array(Self.good.utf8))
    #expect(try ProgramRun(["places", "check", path]).output == "没有错误, 3 个地名\n")
    let bad = try file(Array("\(Self.good)坏\n坏2\tx\n".utf8))
    let run = try ProgramRun(["places", "check", bad, "--ui", "en"])
    #expect(
      run.output.split(separator: "\n").count == 3
        && run.output.hasSuffix("2 faults; the other 3 places can be used\n"))
  }
}

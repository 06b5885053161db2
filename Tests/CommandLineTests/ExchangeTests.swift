import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ExchangeTests {
  private static let reveal = ["--reveal", "--reason", "移交"]

  /// Writes `text` to a file of `place`.
  private static func file(_ text: String, _ name: String, _ place: TemporaryDirectory) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: place.file(name)))
    return place.file(name)
  }

  @Test(arguments: ["jsonl", "csv", "csv-excel"]) func `what is exported and imported has the same figures`(
    format: String
  ) throws {
    let record = try CallsOnRecord()
    let exported = try record.run(["export", "--format", format] + Self.reveal).output
    let other = TemporaryDirectory()
    let path = try Self.file(exported, "x", other)
    let logs = ["--logs", other.path + "/logs"]
    let run = try ProgramRun(["import", path] + logs)
    #expect(run.status == 0, "\(run.output)\(run.error)")
    let again = try ProgramRun(["export", "--imported", "--format", format] + Self.reveal + logs).output
    if format == "jsonl" {
      #expect(again == exported)
    } else {
      #expect(Self.comparable(again) == Self.comparable(exported))
      #expect(Self.comparable(again).count == 3)
    }
  }

  /// The rows without what a flat row cannot bring back: promises.
  private static func comparable(_ text: String) -> [[String: String]] {
    var reader = CSVReader(Array(text.utf8))
    let names = reader.next()?.cells ?? []
    var rows: [[String: String]] = [["names": names.joined(separator: " ")]]
    while let row = reader.next() {
      var cells = Dictionary(uniqueKeysWithValues: zip(names, row.cells))
      cells["promises_open"] = nil
      rows.append(cells)
    }
    return rows
  }

  @Test func `the same file twice adds nothing, a dry run writes nothing at all`() throws {
    let record = try CallsOnRecord()
    let exported = try record.run(["export"] + Self.reveal).output
    let other = TemporaryDirectory()
    let path = try Self.file(exported, "x.jsonl", other)
    let logs = ["--logs", other.path + "/logs", "--ui", "en"]
    #expect(try ProgramRun(["import", path, "--dry-run"] + logs).output.contains("2 can be imported"))
    #expect(!FileManager.default.fileExists(atPath: other.file("logs/import")))
    #expect(try ProgramRun(["import", path] + logs).output.contains("2 imported, 0 already"))
    let second = try ProgramRun(["import", path] + logs)
    #expect(second.status == 0 && second.output.contains("0 imported, 2 already"))
    #expect(try ProgramRun(["export", "--imported"] + logs).output.split(separator: "\n").count == 2)
  }

  @Test func `imported calls are never mixed with those recorded live`() throws {
    let record = try CallsOnRecord()
    let exported = try record.run(["export"] + Self.reveal).output
    let path = try Self.file(exported, "x.jsonl", record.place)
    let run = try record.run(["import", path, "--ui", "en"])
    #expect(run.status == 65 && run.output.contains("line 1 not imported: this call was recorded here live"))
    let foreign = try Self.file(
      "jjdbh,hrsj,bjdh\nA-1,2026-03-01 08:00:00,19900000007\n", "y.csv", record.place)
    #expect(try record.run(["import", foreign, "--source", "旧系统"]).status == 0)
    #expect(try record.run(["calls", "list", "--day", "2026-03-01"]).output.isEmpty)
    #expect(try record.run(["export"]).output.split(separator: "\n").count == 2)
    let shown = try record.run(["calls", "show", "20260301-im-0001"])
    #expect(shown.output.contains("导入, 非本系统实时记录: 旧系统 第 2 行") && shown.output.contains("199****0007"))
  }

  @Test func `the names of other systems' fields are known, other columns need a map`() throws {
    let place = TemporaryDirectory()
    let text = """
      接警单编号,报警时间,接警时间,呼入时长,报警电话,报警人姓名,警情地址,报警内容,警情类别,警情等级,接警席位号,标签,本地列,不要
      320400-1,2026/3/1 8:05,2026-03-01 08:05:09,9,19900000007,赵六,某路1号,"抢包, 跑了",抢夺,二级,03,重点,五人,z

      """
    let path = try Self.file(text, "x.csv", place)
    let map = try Self.file(
      "\u{FEFF}# 旧系统\r\n本地列 = parties\r\n不要 = -\n\r\n@language = mandarin\n", "map", place)
    let logs = ["--logs", place.path + "/logs"]
    let dry = try ProgramRun(["import", path, "--dry-run", "--ui", "en"] + logs)
    #expect(dry.output.contains("column 警情地址 -> incident_address") && dry.output.contains("unknown columns"))
    #expect(try ProgramRun(["import", path, "--map", map] + logs).status == 0)
    let output = try ProgramRun(["export", "--imported"] + Self.reveal + logs).output
    let value = try JSONReader.parse(Array(output.utf8.dropLast()))
    let expected = [
      "call_record_no": "20260301-im-03-0001", "ring_start_at": "2026-03-01T08:05:00.000+08:00",
      "ring_ms": "9000",
      "ring_source": "unknown", "ring_verdict": "within", "incident_address": "某路1号", "narrative": "抢包, 跑了",
      "category": "100300", "level": "2", "contact": "赵六", "parties": "五人", "language": "mandarin",
      "notes": "标签: 重点",
    ]
    for (field, text) in expected { #expect(value[field]?.string == text, "\(field)") }
  }

  @Test func `every row left out is named with its line and reason, the rest is imported`() throws {
    let place = TemporaryDirectory()
    var text = "jjdbh,hrsj,jqdjdm,hrsc,ending\n"
    text +=
      "1,,,,\n2,2026-02-30 08:00,,,\n3,2026-03-01 08:00,9a,,\n4,2026-03-01 08:00,,-1,\n5,2026-03-01 08:00,,,went\n"
    text +=
      "6,2026-03-01 08:00,,,,,\n\"7\"x,2026-03-01 08:00,,,\n8,2026-03-01 08:00,,,\n8,2026-03-02 08:00,,,\n"
    text += "9,2026-03-01 08:00,,,\n\"10,open"
    let path = try Self.file(text, "x.csv", place)
    let run = try ProgramRun(["import", path, "--ui", "en", "--logs", place.path + "/logs"])
    #expect(run.status == 65)
    let rows = run.output.split(separator: "\n").map(String.init)
    let reasons = [
      "no ringing", "hrsj is not a time", "level is not a whole", "ring_seconds is not a whole",
      "ending is not one",
      "more cells",
      "text after", "already imported with different", "a quote is not closed",
    ]
    let lines = [2, 3, 4, 5, 6, 7, 8, 10, 12]
    #expect(rows.count == lines.count + 1)
    for (row, (line, reason)) in zip(rows, zip(lines, reasons)) where reason != "hrsj is not a time" {
      #expect(row.hasPrefix("line \(line) not imported: \(reason)"), "\(row)")
    }
    #expect(rows.last == "2 imported, 0 already there, 9 rejected")
  }

  @Test func `bytes that are not UTF-8 and lines that are no JSON are left out by line`() throws {
    let place = TemporaryDirectory()
    let good = "{\"jjdbh\":\"1\",\"hrsj\":\"2026-03-01 08:00:00\"}\n"
    let path = place.file("x.jsonl")
    try Data(
      Array(good.utf8) + [0x7B, 0x22, 0xFF, 0x22, 0x7D, 0x0A] + Array("nonsense\n[1]\n{\"a\":1}\n".utf8)
    )
    .write(to: URL(filePath: path))
    let run = try ProgramRun(["import", path, "--ui", "en", "--logs", place.path + "/logs"])
    #expect(
      run.output.contains(
        "line 2 not imported: not UTF-8; convert it first: iconv -f GB18030 -t UTF-8\nline 3 not imported: not a JSON object\nline 4"
      ))
    #expect(run.output.contains("line 5 not imported: no ringing") && run.output.contains("1 imported"))
  }

  @Test(arguments: ["x", "x = nothing", "@nothing = 1"]) func `a map with a fault is refused with its line`(
    text: String
  ) throws {
    let place = TemporaryDirectory()
    let path = try Self.file("hrsj\n2026-03-01 08:00\n", "x.csv", place)
    let map = try Self.file("# a\n\(text)\n", "map", place)
    let run = try ProgramRun(["import", path, "--map", map, "--logs", place.path + "/logs"])
    #expect(run.status == 78 && run.error.contains("\(map):2") && run.output.isEmpty)
  }

  @Test(
    arguments: [
      ("gb18030", [0xBD, 0xD3, 0xBE, 0xAF, 0xB5, 0xA5, 0x2C, 0x68, 0x0A], "iconv -f GB18030 -t UTF-8"),
      ("utf-16", [0xFF, 0xFE, 0x68, 0x00, 0x0A, 0x00], "iconv -f UTF-16 -t UTF-8"),
      ("latin", [0x61, 0xE9, 0x0A], "not UTF-8"), ("xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14], "CSV UTF-8"),
      ("empty", [], "empty"), ("bom", [0xEF, 0xBB, 0xBF], "empty"),
      ("semicolons", Array("jjdbh;hrsj\n1;2\n".utf8), "separated by commas"),
      ("strange", Array("a,b\n1,2\n".utf8), "--map"),
    ] as [(String, [UInt8], String)]) func `a file that cannot be read is named as what it is`(
      name: String, bytes: [UInt8], hint: String
    ) throws
  {
    let place = TemporaryDirectory()
    try Data(bytes).write(to: URL(filePath: place.file(name)))
    let run = try ProgramRun(["import", place.file(name), "--ui", "en", "--logs", place.path + "/logs"])
    #expect(run.status == 65 && run.output.isEmpty && run.error.contains(hint), "\(run.output)\(run.error)")
    #expect(run.error.contains(name) && !FileManager.default.fileExists(atPath: place.file("logs")))
  }

  private static func numbers(_ logs: [String]) throws -> [Substring] {
    try ProgramRun(["export", "--imported", "--format", "csv"] + logs).output.split(separator: "\n")
      .dropFirst()
      .compactMap { $0.split(separator: ",").first }
  }

  @Test func `an import that was killed goes on where it ended, and every row is there once`() throws {
    let place = TemporaryDirectory()
    let rows = (1...6_000).map { "N\($0),2026-03-0\($0 % 9 + 1) 08:00:00,0\($0 % 3)\n" }.joined()
    let path = try Self.file("jjdbh,hrsj,jjxwh\n" + rows, "x.csv", place)
    let logs = ["--logs", place.path + "/logs"]
    let process = Process()
    process.executableURL = ProgramRun.program
    process.arguments = ["import", path] + logs
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // Killed when the first rows are on the disk; a machine that is faster than this loop imports all.
    func size() -> Int {
      let found = FileManager.default.enumerator(atPath: place.file("logs"))?.allObjects as? [String] ?? []
      return found.filter { $0.hasSuffix(".jsonl") }.reduce(0) { sum, name in
        let attributes = try? FileManager.default.attributesOfItem(atPath: place.file("logs/" + name))
        return sum + ((attributes?[.size] as? Int) ?? 0)
      }
    }
    while process.isRunning, size() < 100_000 {}
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let again = try ProgramRun(["import", path, "--ui", "en"] + logs)
    let sums = again.output.split(separator: " ").compactMap { Int($0) }
    #expect(
      again.status == 0 && sums.count == 3 && sums[0] + sums[1] == 6_000 && sums[1] > 0, "\(again.output)")
    let numbers = try Self.numbers(logs)
    #expect(numbers.count == 6_000 && Set(numbers).count == 6_000)
  }

  @Test func `two imports at the same time never give one number twice`() async throws {
    let place = TemporaryDirectory()
    let logs = ["--logs", place.path + "/logs"]
    let files = try (0..<2).map { file in
      let rows = (1...1_500).map { "F\(file)-\($0),2026-03-01 08:00:00\n" }.joined()
      return try Self.file("jjdbh,hrsj\n" + rows, "\(file).csv", place)
    }
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for file in files { group.addTask { try ProgramRun(["import", file] + logs).status } }
      return try await group.reduce(into: [Int32]()) { $0.append($1) }
    }
    // Whoever comes second waits for a while and is then told to try again.
    #expect(statuses.allSatisfy { $0 == 0 || $0 == 75 } && statuses.contains(0))
    for file in files { #expect(try ProgramRun(["import", file] + logs).status == 0) }
    let numbers = try Self.numbers(logs)
    #expect(numbers.count == 3_000 && Set(numbers).count == 3_000)
  }

  @Test func `a call with a number of our form never takes that of another imported call`() throws {
    let place = TemporaryDirectory()
    let logs = ["--logs", place.path + "/logs", "--ui", "en"]
    let foreign = try Self.file("jjdbh,hrsj\nA-1,2026-03-01 08:00:00\n", "a.csv", place)
    let own = try Self.file("jjdbh,hrsj\n20260301-im-0001,2026-03-01 09:00:00\n", "b.csv", place)
    #expect(try ProgramRun(["import", foreign] + logs).status == 0)
    let run = try ProgramRun(["import", own] + logs)
    #expect(
      run.status == 65
        && run.output.contains("line 2 not imported: another imported call already has this number"))
    #expect(try Self.numbers(logs).count == 1)
  }

  @Test(arguments: ["csv", "csv-excel"]) func `Python's csv reads the cells of an export as they are`(
    format: String
  ) throws {
    let record = try CallsOnRecord()
    let lines = try record.run(["export"] + Self.reveal).output.split(separator: "\n").map {
      try JSONReader.parse(Array($0.utf8))
    }
    let path = try Self.file(
      try record.run(["export", "--format", format] + Self.reveal).output, "x.csv", record.place)
    let script = """
      import csv,json,sys
      rows=csv.DictReader(open(sys.argv[1],newline='',encoding='utf-8-sig'))
      print(json.dumps([dict(row) for row in rows]))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let rows = try JSONDecoder().decode([[String: String]].self, from: data)
    #expect(rows.count == 2 && lines.count == 2)
    for (row, line) in zip(rows, lines) {
      #expect(row.count > 50)
      for (name, cell) in row {
        // For a spreadsheet digits that are no number are written ="0007".
        let plain = cell.wholeMatch(of: /="(.*)"/).map { String($0.1) } ?? cell
        #expect(plain == line[name]?.string ?? "", "\(name)")
        if format == "csv" { #expect(plain == cell) }
      }
    }
  }

  @Test func `an export on a full disk does not look like a whole one`() throws {
    let record = try CallsOnRecord()
    let process = Process()
    process.executableURL = ProgramRun.program
    process.arguments = ["export", "--logs", record.place.path + "/logs", "--ui", "en"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let error = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74 && error.contains("incomplete"), "\(error)")
  }

  @Test func `imported calls are listed, searched and reported as such, and change no live figure`() throws {
    let record = try CallsOnRecord()
    let live = try record.run(["report", "year", "--format", "json"]).output
    let today = String(try #require(record.calls.first).prefix(8))
    let day = "\(today.prefix(4))-\(today.dropFirst(4).prefix(2))-\(today.suffix(2))"
    let rows = (1...7).map { "N\($0),\(day) 00:0\($0):00,\($0 == 3 ? "瞎子巷" : "某路"),\($0 * 2),100300\n" }
      .joined()
    let path = try Self.file("jjdbh,hrsj,jqdz,hrsc,jqlbdm\n" + rows, "x.csv", record.place)
    #expect(try record.run(["import", path]).status == 0)
    #expect(try record.run(["report", "year", "--format", "json"]).output == live)
    #expect(try record.run(["calls", "list"]).output.split(separator: "\n").count == 2)
    #expect(try record.run(["calls", "search", "--place", "瞎子巷"]).output.isEmpty)
    let list = try record.run(["calls", "list", "--imported", "--day", day, "--ui", "en"])
    #expect(
      list.output.split(separator: "\n").count == 7
        && list.error.contains("7 imported calls, not recorded here"))
    let found = try record.run(["calls", "search", "--imported", "--place", "瞎子巷", "--json"]).output
    #expect(found.split(separator: "\n").count == 1 && found.contains("\(today)-im-0003"))
    let report = try record.run([
      "report", "day", day, "--imported", "--by", "category", "--format", "json", "--ui", "en",
    ])
    let value = try JSONReader.parse(Array(report.output.utf8))
    func figure(_ key: String) -> Int64? {
      value["figures"]?.array?.first { $0["key"]?.string == key }?["value"]?.integer
    }
    #expect(
      figure("calls.all") == 7 && report.error.contains("imported from other systems"), "\(report.output)")
    #expect(report.output.contains("\"imported\":true"))
    #expect(try record.run(["report", "day", day, "--imported"]).output.contains("只含从其他系统导入"))
  }

  @Test func `many rows are numbered apart and all imported`() throws {
    let place = TemporaryDirectory()
    let rows = (1...1_000).map { "N\($0),2026-03-0\($0 % 9 + 1) 08:00:00,0\($0 % 3)\n" }.joined()
    let path = try Self.file("jjdbh,hrsj,jjxwh\n" + rows, "x.csv", place)
    let logs = ["--logs", place.path + "/logs"]
    #expect(try ProgramRun(["import", path, "--ui", "en"] + logs).output.hasPrefix("1000 imported"))
    let output = try ProgramRun(["export", "--imported", "--format", "csv"] + logs).output
    let numbers = output.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first }
    #expect(Set(numbers).count == 1_000)
  }
}

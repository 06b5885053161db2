import PlainText
import TestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReviewCommandTests {
  private static func drawn() throws -> CallsOnRecord {
    let record = try CallsOnRecord()
    let seed = try CallsOnRecordDraw.single(record.calls)
    let run = try record.run([
      "review", "sample", "--percent", "100", "--seed", seed, "--by", "boss", "--ui", "en",
    ])
    #expect(run.status == 0 && run.error.contains("2 of 2 calls drawn"), "\(run.error)")
    return record
  }

  static func marks(_ aspect: String) -> String {
    String(repeating: aspect + "\n", count: 6) + String(repeating: "\n", count: 30)
  }

  @Test func `the same draw twice is recorded once, another draw of the month needs a reason`() throws {
    let record = try Self.drawn()
    let seed = try CallsOnRecordDraw.single(record.calls)
    let again = try record.run(["review", "sample", "--percent", "100", "--seed", seed, "--ui", "en"])
    #expect(again.status == 0 && again.error.contains("not recorded again"))
    let other = try record.run(["review", "sample", "--percent", "50", "--seed", "501"])
    #expect(other.status == 77 && other.output.isEmpty)
    #expect(
      try record.run(["review", "sample", "--percent", "50", "--seed", "501", "--reason", "首次漏抽"]).status
        == 0)
  }

  @Test(arguments: [
    ["--percent", "0"], ["--percent", "101"], ["--percent", "x"], ["--percent", "2", "--seed", "-1"],
  ])
  func `a draw with a bad figure is refused`(words: [String]) throws {
    let run = try CallsOnRecord().run(["review", "sample", "--seed", "1"] + words)
    #expect(run.status == 64 && run.output.isEmpty)
  }

  @Test func `a card goes from the queue to the assessment, by way of feedback, appeal and decision`() throws
  {
    let record = try Self.drawn()
    let walked = try record.run(["review", "next", "--reviewer", "050001"], input: Self.marks("n"))
    #expect(walked.status == 0 && walked.output.contains("已记录"), "\(walked.output)")
    let call = try #require(
      walked.output.split(separator: "\n").last?.split(separator: " ").last.map(String.init))
    #expect(
      try record.run(["review", "feedback", call, "--reviewer", "050001", "--text", "下次问全"]).status == 0)
    #expect(try record.run(["review", "feedback", call, "--reviewer", "050002", "--text", "x"]).status == 77)
    #expect(try record.run(["review", "reply", call, "--operator", "041207", "--text", "收到"]).status == 0)
    #expect(try record.run(["review", "reply", call, "--operator", "041208", "--text", "x"]).status == 77)
    let appeal = ["review", "appeal", call, "--item", "elements", "--reason", "报警人挂断", "--operator"]
    #expect(try record.run(appeal + ["041208"]).status == 77)
    #expect(try record.run(appeal + ["041207"]).status == 0)
    let decide = [
      "review", "decide", call, "--item", "elements", "--outcome", "upheld", "--reason", "属实", "--by",
    ]
    #expect(try record.run(decide + ["041207"]).status == 77)
    #expect(try record.run(decide + ["050001"]).status == 77)
    let before = try Self.failures(record, "elements")
    #expect(try record.run(decide + ["060001"]).status == 0)
    #expect(try record.run(decide + ["060001"]).status == 77)
    #expect(try Self.failures(record, "elements") == before - 1)
  }

  private static func failures(_ record: CallsOnRecord, _ item: String) throws -> Int {
    let run = try record.run(["review", "assess", "month", "--json"])
    let value = try JSONReader.parse(Array(run.output.utf8))
    let month = value["people"]?.array?.first?["months"]?.array?.first
    let deduction = month?["deductions"]?.array?.first { $0["item"]?.string == item }
    return deduction?["failed"]?.array?.count ?? 0
  }

  @Test func `the first review stays hidden until the second one, and then both are compared`() throws {
    // A seed under which both calls go to two reviewers is searched for, because ids hold today's date.
    let record = try CallsOnRecord()
    var seed = 0
    var isDouble = false
    while !isDouble, seed < 500 {
      seed += 1
      let other = try CallsOnRecordDraw.double(record.calls, seed: UInt64(seed))
      isDouble = other
    }
    _ = try record.run(["review", "sample", "--percent", "100", "--seed", "\(seed)"])
    for _ in record.calls {
      _ = try record.run(["review", "next", "--reviewer", "050001"], input: Self.marks("y"))
    }
    for call in record.calls {
      // Neither appeals nor evidence tell what the hidden card says.
      let appeal = ["review", "appeal", call, "--operator", "041207", "--item", "attitude", "--reason", "x"]
      #expect(try record.run(appeal).status == 77)
      let out = record.place.file("e-" + call)
      let evidence = [
        "calls", "evidence", call, "--desks", "--out", out, "--reveal", "--reason", "核查", "--by", "1",
      ]
      #expect(try record.run(evidence).status == 0)
      #expect(try !String(contentsOfFile: out + "/call.jsonl", encoding: .utf8).contains("review-card"))
      let shown = try record.run(["review", "show", call]).output
      #expect(shown.contains("等待第二次评审") && !shown.contains("050001"))
    }
    #expect(try record.run(["review", "next", "--reviewer", "050001"]).output.contains("没有待评审"))
    for _ in record.calls {
      let second = try record.run(["review", "next", "--reviewer", "050002"], input: Self.marks("n"))
      #expect(second.output.contains("第二次评审") && !second.output.contains("050001"))
    }
    #expect(try record.run(["review", "show", try #require(record.calls.first)]).output.contains("050001"))
    let value = try JSONReader.parse(Array(try record.run(["review", "agreement", "--json"]).output.utf8))
    #expect(value["calls"]?.integer == 2 && value["disagreements"]?.array?.count == 12)
    let compared = value["compared"]?.integer ?? 0
    #expect(value["agreed"]?.integer == compared - 12 && compared > 20)
  }

  @Test func `a card left half-way is not recorded`() throws {
    let record = try Self.drawn()
    for input in ["y\ny\n", "y\nq\n", ""] {
      let run = try record.run(["review", "next", "--reviewer", "050001"], input: input)
      #expect(run.status == 1 && run.output.contains("未记录"))
    }
    for call in record.calls { #expect(try record.run(["review", "show", call]).output.contains("尚无评审")) }
  }

  /// The marks of a call's card, with who gave them.
  private static func card(_ record: CallsOnRecord, _ call: String) throws -> [String] {
    try record.run(["review", "show", call, "--csv"]).output.split(separator: "\n").dropFirst().map(
      String.init)
  }

  /// A seed under which nothing goes to two reviewers, so that cards are seen at once.
  private static func single() throws -> CallsOnRecord {
    let record = try CallsOnRecord()
    let seed = try CallsOnRecordDraw.single(record.calls)
    _ = try record.run(["review", "sample", "--percent", "100", "--seed", seed])
    return record
  }

  @Test func `an interrupted card goes on where it ended, and is the one an uninterrupted walk gives`() throws
  {
    let lines = ["y 很好", "n 太慢", "-", "+ 安抚得当", "y", "y"] + Array(repeating: "", count: 30)
    var cards: [[String]] = []
    for cuts in [[], [3], [1, 2, 3, 4, 5, 6, 7]] {
      let record = try Self.single()
      var from = 0
      for cut in cuts {
        let input = lines[from..<cut].map { $0 + "\n" }.joined() + (cut % 2 == 0 ? "q\n" : "")
        let run = try record.run(["review", "next", "--reviewer", "050001", "--ui", "en"], input: input)
        #expect(
          run.status == 1 && run.output.contains("\(cut) answer\(cut == 1 ? " is" : "s are") kept"),
          "\(run.output)")
        from = cut
      }
      let rest = lines[from...].map { $0 + "\n" }.joined()
      let run = try record.run(["review", "next", "--reviewer", "050001", "--ui", "en"], input: rest)
      #expect(run.status == 0 && run.output.contains("\(from) of") == (from > 0), "\(run.output)")
      let call = try #require(run.output.split(separator: "\n").last?.split(separator: " ").last).description
      cards.append(try Self.card(record, call).map { $0.replacing(call, with: "") })
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: record.place.file("logs/state/review")) == [])
    }
    #expect(cards[0].count > 12 && cards[0] == cards[1] && cards[0] == cards[2])
    #expect(cards[0].contains { $0.contains("安抚得当") })
  }

  @Test func `every question shows its journal lines, in words and with nothing of the caller`() throws {
    let record = try Self.single()
    var walked = ""
    for _ in record.calls {
      walked += try record.run(["review", "next", "--reviewer", "050001"], input: Self.marks("y")).output
    }
    let lines = walked.split(separator: "\n").map(String.init)
    let shown = lines.compactMap { $0.wholeMatch(of: #/ {2}依据 (\S+):([0-9]+) {2}(.+)/#) }
    for match in shown {
      let text = try String(contentsOfFile: record.place.file("logs/" + match.1), encoding: .utf8)
      let line = text.split(separator: "\n")[try #require(Int(match.2)) - 1]
      #expect(record.calls.contains { line.contains($0) } && !match.3.isEmpty)
    }
    #expect(shown.contains { $0.3.contains("你好，常州110") } && shown.contains { $0.3.contains("第2声") })
    let questions = lines.indices.filter { lines[$0].wholeMatch(of: #/[0-9]+/[0-9]+ .*> /#) != nil }
    #expect(questions.count > 20)
    for index in questions {
      #expect(lines[index - 1].hasPrefix("  依据 ") || lines[index - 1].hasPrefix("  还有: "), "\(lines[index])")
    }
    for secret in CallsOnRecord.secrets { #expect(!walked.contains(secret), "\(secret)") }
  }

  @Test func `a reviewer's answers outlive a killed program`() throws {
    let record = try Self.single()
    let process = Process()
    process.executableURL = ProgramRun.program
    process.arguments = ["review", "next", "--reviewer", "050001", "--logs", record.place.path + "/logs"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("y\nn 不耐烦\n+\n".utf8))
    var shown = ""
    while !shown.contains("\n4/") {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { break }
      shown += String(decoding: piece, as: UTF8.self)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let rest = "y\ny\ny\n" + String(repeating: "\n", count: 30)
    let run = try record.run(["review", "next", "--reviewer", "050001"], input: rest)
    #expect(run.status == 0 && run.output.contains("已答 3/") && run.output.contains("不耐烦"), "\(run.output)")
  }

  @Test func `two reviewers at the same time get different calls, and the last one is not given twice`()
    throws
  {
    let record = try Self.single()
    func begin(_ reviewer: String) throws -> (process: Process, input: Pipe, output: Pipe, call: String) {
      let process = Process()
      process.executableURL = ProgramRun.program
      process.arguments = ["review", "next", "--reviewer", reviewer, "--logs", record.place.path + "/logs"]
      let (input, output) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
      var shown = ""
      while !shown.contains("\n1/") {
        let piece = output.fileHandleForReading.availableData
        if piece.isEmpty { break }
        shown += String(decoding: piece, as: UTF8.self)
      }
      let call = shown.split(separator: "\n").first?.split(separator: " ").last.map(String.init)
      return (process, input, output, try #require(call))
    }
    let (first, second) = (try begin("050001"), try begin("050002"))
    #expect(Set([first.call, second.call]) == Set(record.calls))
    let third = try record.run(["review", "next", "--reviewer", "050003", "--ui", "en"])
    #expect(third.status == 0 && third.output.contains("2 more are being reviewed"), "\(third.output)")
    for one in [first, second] {
      try one.input.fileHandleForWriting.write(contentsOf: Data(Self.marks("y").utf8))
      try one.input.fileHandleForWriting.close()
      _ = try one.output.fileHandleForReading.readToEnd()
      one.process.waitUntilExit()
      #expect(one.process.terminationStatus == 0)
    }
    #expect(try Self.card(record, first.call).allSatisfy { $0.hasPrefix("050001,") })
    #expect(try Self.card(record, second.call).allSatisfy { $0.hasPrefix("050002,") })
    let verify = try record.run(["verify"])
    #expect(verify.status == 0, "\(verify.output)")
  }

  @Test func `a call left half-way is given to another person only when nothing else is left`() throws {
    let record = try Self.single()
    let left = try record.run(["review", "next", "--reviewer", "050001"], input: "y\n")
    let begun = try #require(left.output.split(separator: "\n").first?.split(separator: " ").last).description
    let other = try #require(record.calls.first { $0 != begun })
    for call in [other, begun] {
      let run = try record.run(["review", "next", "--reviewer", "050002"], input: Self.marks("y"))
      #expect(run.status == 0 && run.output.hasSuffix("\(call)\n"), "\(run.output)")
    }
    #expect(try record.run(["review", "next", "--reviewer", "050001"]).output.contains("没有待评审"))
  }

  @Test func `nobody reviews, commends or decides on the own behalf`() throws {
    let record = try Self.drawn()
    #expect(try record.run(["review", "next", "--reviewer", "041207"]).output.contains("没有待评审"))
    #expect(
      try record.run(["review", "commend", "041207", "--by", "041207", "--points", "5", "--reason", "x"])
        .status == 77)
    #expect(
      try record.run(["review", "commend", "041207", "--by", "boss", "--points", "11", "--reason", "x"])
        .status == 64)
  }

  @Test func `somebody without calls three months ago is new and said to be`() throws {
    let record = try CallsOnRecord()
    // The folder and its calls become those of a day long before: it is only asked who answered there.
    let today = try #require(record.calls.first).prefix(8)
    let logs = record.place.file("logs/live")
    let (year, month, day) = (today.prefix(4), today.dropFirst(4).prefix(2), today.suffix(2))
    try FileManager.default.createDirectory(atPath: "\(logs)/2020/03", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: "\(logs)/\(year)/\(month)/\(day)", toPath: "\(logs)/2020/03/05")
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(logs)/2020/03/05")
    where name.hasSuffix(".jsonl") {
      let file = "\(logs)/2020/03/05/\(name)"
      let old = try String(contentsOfFile: file, encoding: .utf8)
        .replacing("\"\(today)-", with: "\"20200305-")
      try old.write(toFile: file, atomically: false, encoding: .utf8)
    }
    for (seat, person) in [("05", "041207"), ("06", "041999")] {
      _ = try record.run(
        ["console", "--seat", seat, "--operator", person], input: "/ring\n/answer 1\n/hangup\n/hangup\n")
    }
    let run = try record.run(["review", "sample", "--percent", "100", "--seed", "1", "--ui", "en"])
    #expect(
      run.status == 0 && run.error.contains("new staff (three times as likely): 041999\n"), "\(run.error)")
  }

  @Test func `findings name the journal lines, and the lines exist`() throws {
    let record = try CallsOnRecord()
    let rows = try record.run(["review", "check", "--json"]).output.split(separator: "\n")
    #expect(rows.count > 5)
    for row in rows {
      let value = try JSONReader.parse(Array(row.utf8))
      let places = try #require(value["evidence"]?.string).split(separator: " ")
      #expect(!places.isEmpty)
      for place in places {
        let parts = place.split(separator: ":")
        let text = try String(contentsOfFile: record.place.path + "/logs/" + parts[0], encoding: .utf8)
        let line = text.split(separator: "\n")[(Int(parts[1]) ?? 0) - 1]
        #expect(line.contains(try #require(value["call_record_no"]?.string)))
      }
    }
  }
}

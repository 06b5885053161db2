import CallReview
import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct CSVTests {
  /// Cells that have broken CSV somewhere: quotes, separators, line ends, spaces, formulas, full-width forms.
  static let awkward = [
    "", "a", "a,b", "\"", "\"\"", "a\"b", "a\nb", "a\r\nb", "\r", "\n", " a ", "\t", "=1+1", "+1", "-1", "@x",
    "＝1+1", "＋1", "－1", "＠x", "'=1", "'", "00123", "12345678901234567890", "199****0001", "中文，逗号",
    "é\u{0301}",
    "👮‍♀️", ",", ",,", "=HYPERLINK(\"http://x\",\"y\")", "|calc", "%0A",
  ]

  static func random(_ source: inout SplitMix, rows: Int) -> [[String]] {
    (0..<rows).map { _ in
      (0..<5).map { _ in
        Bool.random(using: &source)
          ? awkward.randomElement(using: &source) ?? ""
          : String(
            (0..<Int.random(in: 0...6, using: &source)).compactMap { _ in
              "ab,\"\n\r =1'中\t".randomElement(using: &source)
            })
      }
    }
  }

  static func read(_ text: String) -> (rows: [[String]], faults: [CSVRow.Fault]) {
    var reader = CSVReader(Array(text.utf8))
    var rows: [[String]] = []
    var faults: [CSVRow.Fault] = []
    while let row = reader.next() {
      rows.append(row.cells)
      if let fault = row.fault { faults.append(fault) }
    }
    return (rows, faults)
  }

  @Test func `what is written is read back, by this reader and by Python's`() throws {
    var source = SplitMix(seed: 20_261_122)
    let rows = Self.random(&source, rows: 400)
    var writer = CSVWriter(.plain)
    for row in rows { writer.row(row) }
    let own = Self.read(writer.text)
    #expect(own.rows == rows && own.faults.isEmpty)
    let place = TemporaryDirectory()
    try Data(writer.text.utf8).write(to: URL(filePath: place.file("a.csv")))
    #expect(try Self.python(place.file("a.csv"), encoding: "utf-8") == rows)
  }

  @Test func `for spreadsheets no cell begins a formula, and taking the guard off gives the cell back`()
    throws
  {
    var source = SplitMix(seed: 5)
    let rows = Self.random(&source, rows: 300) + [Self.awkward]
    var writer = CSVWriter(.excel)
    for row in rows { writer.row(row) }
    #expect(writer.text.unicodeScalars.first == "\u{FEFF}")
    let place = TemporaryDirectory()
    try Data(writer.text.utf8).write(to: URL(filePath: place.file("a.csv")))
    let read = try Self.python(place.file("a.csv"), encoding: "utf-8-sig")
    for (row, written) in zip(read, rows) {
      for (cell, original) in zip(row, written) {
        #expect(
          !"=+-@\t\r\n＝＋－＠".unicodeScalars.contains { $0 == cell.unicodeScalars.first },
          "\(cell.debugDescription)")
        #expect(cell == original || cell == "'" + original)
      }
    }
    #expect(read.count == rows.count)
  }

  @Test func `ids and telephone numbers are written as text for a spreadsheet`() {
    var writer = CSVWriter(.excel)
    writer.row([.identifier("041207"), .identifier("199****0001"), .identifier("=1"), .text("041207")])
    #expect(writer.text == "\u{FEFF}\"=\"\"041207\"\"\",199****0001,'=1,041207\r\n")
  }

  @Test func `bad rows carry their fault and their line, and the rest is read`() {
    let text = "a,b\n\"x\"y,1\n\n\"two\nlines\",2\nlast,\"open"
    var reader = CSVReader(Array(text.utf8))
    var rows: [CSVRow] = []
    while let row = reader.next() { rows.append(row) }
    #expect(rows.map(\.line) == [1, 2, 4, 6])
    #expect(rows.map(\.fault) == [nil, .textAfterQuote, nil, .unclosedQuote])
    var broken = CSVReader([0x61, 0x2C, 0xFF, 0x0A, 0x62])
    #expect(broken.next()?.fault == .notUTF8 && broken.next()?.cells == ["b"])
  }

  @Test func `any bytes are read to their end`() {
    var source = SplitMix(seed: 77)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &source)).map { _ in
        [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0xE4].randomElement(using: &source) ?? 0x61
      }
      var reader = CSVReader(bytes.map(UInt8.init))
      var rows = 0
      while reader.next() != nil { rows += 1 }
      #expect(rows <= bytes.count)
    }
  }

  /// What Python's csv module reads.
  private static func python(_ path: String, encoding: String) throws -> [[String]] {
    let script =
      "import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],newline='',encoding=sys.argv[2])))))"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", script, path, encoding]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode([[String]].self, from: data)
  }
}

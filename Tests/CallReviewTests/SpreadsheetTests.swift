import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

/// The CSV files of lists and reports, read by programs that are not of this project.
@Suite(.timeLimit(.minutes(20))) struct SpreadsheetTests {
  private static let office = "/usr/bin/soffice"
  private let year: SmallYear

  init() throws {
    year = try SmallYear(calls: 80, days: 2, seats: 2)
    var numbers = SplitMix(seed: 1)
    _ = try Damage.garbage.strike(try #require(year.files().first), below: year.directory.path, &numbers)
  }

  private var commands: [[String]] {
    let days = ["\(year.plan.from)", "\(year.days.upperBound)"]
    let list = ["calls", "list", "--from", days[0], "--to", days[1]]
    let report = ["report", "range"] + days + ["--by", "operator", "--as-of", days[1], "--format"]
    return [list + ["--csv"], list + ["--csv=excel"], report + ["csv"], report + ["excel"]]
  }

  private func output(_ words: [String]) throws -> String {
    try ProgramRun(words + ["--logs", year.directory.path]).output
  }

  private static func rows(_ text: some Sequence<UInt8>) -> [[String]] {
    var reader = CSVReader(Array(text))
    var rows: [[String]] = []
    while let row = reader.next() { rows.append(row.cells) }
    return rows
  }

  private static func run(_ program: String, _ words: [String]) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  @Test func `Python's csv reads every row as it was written`() throws {
    let script =
      "import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8-sig'),strict=True))))"
    for words in commands {
      let text = try output(words)
      let file = year.directory.file("a.csv")
      try Data(text.utf8).write(to: URL(filePath: file))
      let data = try Self.run("/usr/bin/env", ["python3", "-c", script, file])
      let read = try #require(try JSONSerialization.jsonObject(with: data) as? [[String]])
      #expect(read.count > 50 && read == Self.rows(text.utf8), "\(words)")
      #expect(Set(read.map(\.count)).count == 1, "\(words)")
      #expect(text.hasPrefix("\u{FEFF}") == (words.last?.hasSuffix("excel") == true))
      let ends = text.components(separatedBy: "\r\n").count - 1
      #expect(ends == (text.hasPrefix("\u{FEFF}") ? read.count : 0))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: office), "LibreOffice is not installed"))
  func `LibreOffice shows every cell as it was written`() throws {
    for words in commands where words.last?.hasSuffix("excel") == true {
      let text = try output(words)
      try Data(text.utf8).write(to: URL(filePath: year.directory.file("b.csv")))
      // Comma, quote, UTF-8, dates and numbers recognized; on the way back the cells as they are shown.
      _ = try Self.run(
        Self.office,
        [
          "-env:UserInstallation=file://" + year.directory.file("profile"), "--headless",
          "--infilter=CSV:44,34,76,1,,,,true", "--convert-to",
          "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir",
          year.directory.file("out"), year.directory.file("b.csv"),
        ])
      let shown = Self.rows(try Data(contentsOf: URL(filePath: year.directory.file("out/b.csv"))))
      let written = Self.rows(text.utf8)
      #expect(shown.count == written.count && shown.count > 50)
      for (row, back) in zip(written, shown) {
        #expect(row.count == back.count)
        for (cell, other) in zip(row, back) {
          let digits = cell.wholeMatch(of: /="([0-9-]+)"/).map { String($0.output.1) } ?? cell
          #expect(
            other == digits || Double(other) == Double(digits) && Double(digits) != nil, "\(cell) \(other)")
        }
      }
    }
  }
}

import Foundation
import TestSupport
import Testing

/// Calls typed in from paper get numbers of their day, of which none is given twice.
@Suite struct PaperNumberTests {
  private let place = TemporaryDirectory()

  private func enter(_ what: String) throws -> String {
    let paper = "answered: 2026-01-05 09:00\noperator: 041207\nnumber: 19900000007\nwhat: \(what)\n"
    let run = try ProgramRun(
      ["enter-paper", "--operator", "050001"], input: Array(paper.utf8),
      environment: ["CALL110_LOGS": place.file("logs")])
    #expect(run.status == 0, "\(run.error)")
    return try #require(
      run.output.split { !$0.isNumber && !$0.isLetter && $0 != "-" }.first { $0.contains("-paper-") }
    )
    .description
  }

  /// The file that holds the calls.
  private func journal() throws -> URL {
    let all = FileManager.default.enumerator(atPath: place.file("logs"))?.allObjects as? [String] ?? []
    let name = try #require(
      all.first {
        $0.hasSuffix(".jsonl")
          && (try? String(contentsOfFile: place.file("logs/\($0)"), encoding: .utf8).contains("-paper-"))
            == true
      })
    return URL(filePath: place.file("logs/\(name)"))
  }

  @Test(arguments: [true, false]) func `where a line cannot be read the number is not counted on`(
    isDamaged: Bool
  ) throws {
    #expect(try enter("问路") == "20260105-paper-0001")
    #expect(try enter("抢夺") == "20260105-paper-0002")
    if isDamaged {
      let file = try journal()
      let lines = try Data(contentsOf: file).split(separator: 0x0A).map { line in
        line.range(of: Data("-paper-0002".utf8)) == nil ? line : Data("damaged".utf8)
      }
      try Data(lines.joined(separator: [0x0A]) + [0x0A]).write(to: file)
    }
    let next = try enter("醉酒")
    let number = try #require(next.split(separator: "-").last.flatMap { Int($0) })
    #expect(isDamaged ? number >= 200_000 : number == 3, "\(next)")
  }
}

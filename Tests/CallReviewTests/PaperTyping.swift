import CallModel
import Foundation
import TestSupport

/// Calls on paper, typed in on some later day.
enum PaperTyping {
  /// Takes every third call of a day out of the seat's file and puts it into the paper desk's of a later day.
  static func move(_ year: SmallYear, from day: CivilDate, to typed: CivilDate) throws {
    func folder(_ day: CivilDate) -> String {
      year.directory.file("live/" + day.description.replacing("-", with: "/"))
    }
    let file = folder(day) + "/seat-01.jsonl"
    let lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n").dropLast()
    func isPaper(_ line: String) -> Bool { line.firstMatch(of: /"call":"\d{8}-01-\d*[369]"/) != nil }
    func numbered(_ lines: [String]) -> String {
      lines.enumerated().map {
        $1.replacing(/"n":\d+/, with: "\"n\":\($0 + 1)", maxReplacements: 1) + "\n"
      }.joined()
    }
    let paper = lines.filter(isPaper).map {
      $0.replacing("\"seat\":\"01\"", with: "\"seat\":\"desk-paper\"")
        .replacing(/(\d{8})-01-/) { "\($0.output.1)-paper-" }
        .replacing(/"at":"[^"]*"/, with: "\"at\":\"\(typed)T10:30:00.000+08:00\"", maxReplacements: 1)
    }
    try numbered(lines.filter { !isPaper($0) }).write(toFile: file, atomically: false, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: folder(typed), withIntermediateDirectories: true)
    try numbered(paper).write(
      toFile: folder(typed) + "/desk-paper.jsonl", atomically: false, encoding: .utf8)
  }
}

import CallJournal
import Catalogue
import ConsoleJournal
import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Whatever `verify` finds, it says what to do about it.
@Suite struct VerifyAdviceTests {
  /// One of each kind of finding.
  private static let kinds: [VerifyFinding.Kind] =
    faults.map(VerifyFinding.Kind.fault) + SegmentReason.allCases.map(VerifyFinding.Kind.segment) + [
      .secondWriter, .noSegment, .missingFile("f"), .brokenFileLink("f"), .notFirst, .fork("f"),
      .linesAfterLink("f"), .falseRepeat("f", line: 1, lines: 2), .secondRing("f:1"), .secondEnd("f:1"),
      .cut(witness: "w", lines: 1), .rewritten(witness: "w", lines: 1), .witnessedFileMissing(witness: "w"),
      .timeBack(milliseconds: 5), .recovered(bytes: 5), .replayed(events: 5), .loosePermissions(mode: 0o666),
      .hardLink, .foreignOwner(owner: 1, writer: 2, files: 3), .otherAccount(owner: 1, seat: 2),
      .foreignFolder("x"), .otherContent,
      .versionBack, .unusableLine, .unknownName, .looseFolder(mode: 0o777), .folderOwner(1),
    ]
  private static let faults: [JournalFault.Kind] =
    [
      .unreadable(SystemFault(.open, code: EIO)), .malformed(part: "d"), .unknownVersion(9),
      .tooLong(bytes: 1),
      .wrongNumber(found: 1, expected: 2), .brokenLink, .wrongSeat, .foreignCall, .torn(offset: 1, bytes: 1),
      .shortened(witness: "w", bytes: 1),
    ] + JournalFileFault.Refusal.allCases.map(JournalFault.Kind.refused)

  /// A number for each kind: a new one does not compile without one, and is missed below without a sample.
  private static func number(_ kind: VerifyFinding.Kind) -> Int {
    switch kind {
    case .fault: 0
    case .secondWriter: 1
    case .noSegment: 2
    case .missingFile: 3
    case .brokenFileLink: 4
    case .notFirst: 5
    case .fork: 6
    case .linesAfterLink: 7
    case .falseRepeat: 8
    case .secondRing: 9
    case .secondEnd: 10
    case .cut: 11
    case .rewritten: 12
    case .witnessedFileMissing: 13
    case .timeBack: 14
    case .recovered: 15
    case .segment: 16
    case .replayed: 17
    case .loosePermissions: 18
    case .hardLink: 19
    case .foreignOwner: 20
    case .foreignFolder: 21
    case .otherContent: 22
    case .versionBack: 23
    case .unusableLine: 24
    case .unknownName: 25
    case .looseFolder: 26
    case .folderOwner: 27
    case .otherAccount: 28
    }
  }

  private static func number(_ fault: JournalFault.Kind) -> Int {
    switch fault {
    case .unreadable: 0
    case .refused: 1
    case .malformed: 2
    case .unknownVersion: 3
    case .tooLong: 4
    case .wrongNumber: 5
    case .brokenLink: 6
    case .wrongSeat: 7
    case .foreignCall: 8
    case .shortened: 9
    case .torn: 10
    }
  }

  @Test func `every finding says in both languages what is wrong and what to do`() {
    #expect(Set(Self.kinds.map { Self.number($0) }) == Set(0...28))
    #expect(Set(Self.faults.map { Self.number($0) }) == Set(0...10))
    for kind in Self.kinds {
      let (finding, advice) = (JournalWords.describe(kind), JournalWords.advice(kind))
      for language in UserLanguage.allCases {
        #expect(!finding.text(language).isEmpty && advice.text(language).count > 5, "\(kind)")
        #expect(finding.text(language) != advice.text(language), "\(kind)")
      }
      let isChinese = advice.chinese.unicodeScalars.contains { $0.value > 0x4E00 }
      let isEnglish = !advice.english.unicodeScalars.contains { !$0.isASCII }
      #expect(isChinese && isEnglish, "\(kind)")
    }
  }

  @Test(arguments: [("zh", "; 处置: "), ("en", "; what to do: ")])
  func `the command prints it behind each finding, and damaged ends leave marked`(
    language: String, words: String
  ) throws {
    let record = try CallsOnRecord()
    let names = try #require(FileManager.default.enumerator(atPath: record.place.path + "/logs/live"))
    let name = try #require(names.compactMap { $0 as? String }.first { $0.hasSuffix("seat-03.jsonl") })
    let path = record.place.path + "/logs/live/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let sound = try record.run(["verify", "--heads", "--ui", language])
    #expect(sound.status == 0 && sound.output.contains("call110-checkpoint live/\(name)"))
    #expect(!sound.output.contains("call110-damaged"))
    try text.replacing("抢包", with: "抢走").write(toFile: path, atomically: false, encoding: .utf8)
    let damaged = try record.run(["verify", "--heads", "--ui", language])
    #expect(damaged.status == 2)
    #expect(damaged.output.contains("call110-damaged live/\(name)\n"), "\(damaged.output)")
    #expect(!damaged.output.contains("call110-checkpoint live/\(name)"))
    let lines = damaged.output.split(separator: "\n").filter { $0.hasPrefix("live/") }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.contains(words) }, "\(lines)")
    #expect(try record.run(["verify", "--json"]).output.contains("\"advice\":\""))
    // Marked ends vouch for nothing: nobody can compare with them alone.
    try Data("call110-damaged live/\(name)\n".utf8).write(to: URL(filePath: record.place.file("marks")))
    #expect(try record.run(["verify", "--against", record.place.file("marks")]).status == 65)
  }
}

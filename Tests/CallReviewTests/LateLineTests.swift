import CallJournal
import CallModel
import CallReview
import Foundation
import PlainText
import TestSupport
import Testing

@testable import CallScan

/// Lines written down about closed calls: the fast reader of reports and the decoder of events say the same
/// of every payload, sound or not.
@Suite(.timeLimit(.minutes(20))) struct LateLineTests {
  /// A sound payload of each kind that reports make something of, its members in order.
  private static let payloads: [(kind: String, members: [(key: String, value: String)])] = [
    ("amend", [("field", #""category""#), ("was", #""100300""#), ("text", #""100301""#), ("why", #""听错""#)]),
    ("amend", [("field", #""level""#), ("was", #""2""#), ("text", #""1""#), ("why", #""更正""#)]),
    ("amend", [("field", #""where""#), ("was", #""甲""#), ("text", #""乙""#), ("why", #""更正""#)]),
    ("amend", [("field", #""note""#), ("was", #""甲""#), ("text", #""乙""#), ("why", #""更正""#)]),
    (
      "deed",
      [("matter", #""promise""#), ("promise", "2"), ("unit", #""三所""#), ("text", #""""#)]
    ),
    ("deed", [("matter", #""call-back""#), ("unit", #""三所""#), ("text", #""""#)]),
    ("deed", [("matter", #""follow-up""#), ("unit", #""三所""#), ("text", #""""#)]),
    (
      "rating",
      [
        ("grade", #""fair""#), ("by", #""""#), ("how", #""""#), ("text", #""""#), ("why", #""打错""#),
        ("agreed_by", #""050002""#),
      ]
    ),
    ("rating", [("grade", #""dissatisfied""#), ("by", #""李某""#), ("how", #""短信""#), ("text", #""慢""#)]),
    (
      "complaint-replied",
      [
        ("by", #""王某""#), ("how", #""电话""#), ("text", #""已说明""#),
        ("replied_at", #""2026-11-20T10:00:00.000+08:00""#), ("proof", #""通话单""#),
      ]
    ),
    (
      "complaint-reopened",
      [
        ("why", #""不服""#), ("due", #""2026-11-27""#), ("counted", #"["2026-11-25"]"#),
        ("provisional", "false"),
      ]
    ),
    (
      "deadline-corrected",
      [
        ("was", #""2026-11-25""#), ("due", #""2026-11-27""#), ("counted", "[]"), ("provisional", "true"),
        ("source", #""calendar""#),
      ]
    ),
    ("callback-close", [("entry", #""20261122-03-0001""#), ("as", #""reached""#)]),
    ("callback-close", [("entry", #""20261122-03-0001""#), ("as", #""sent""#), ("unit", #""三所""#)]),
    ("callback-close", [("entry", #""20261122-03-0001""#), ("as", #""called-again""#), ("call", "null")]),
    ("callback-close", [("entry", #""ami/16.4""#), ("as", #""no-number""#)]),
    (
      "callback-undone",
      [("entry", #""20261122-03-0001""#), ("as", #""reached""#), ("call", #""20261122-03-0002""#)]
    ),
    ("callback-undone", [("entry", #""20261122-03-0001""#), ("call", #""20261122-03-0002""#)]),
    ("callback-undone", [("entry", #""20261122-03-0001""#), ("as", #""unreachable""#)]),
  ]

  private static let others = [
    "1", "0", "-5", "2000000", "1.5", #""""#, #""x""#, "null", "true", "[]", "{}", #""2026-13-45""#,
    #""2026-11-27""#,
    #""2026-11-27T10:00:00.000+08:00""#, #""2026-11-27T10:00:00.000+09:00""#, #""2026-11-27T25""#,
    #""20261122-03-0001""#, #""promise""#, #""major""#, #""call-back""#, #""satisfied""#, #""sent""#,
    #""unreachable""#, #""050001""#, #""-""#, #""category""#, #""level""#, #""who\u0065""#, #""f\u0061ir""#,
  ]

  /// Each payload, with every member left out, and with every member's value replaced by every other one.
  private static let lines: [(kind: String, payload: String)] = payloads.flatMap { kind, members in
    let left = members.indices.map { gone in members.indices.filter { $0 != gone }.map { members[$0] } }
    let changed = members.indices.flatMap { index in
      others.map { other in
        var members = members
        members[index].value = other
        return members
      }
    }
    return ([members, members.reversed(), []] + left + changed).map { members in
      (kind, "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}")
    }
  }

  @Test func `reports and the fold take the same from every payload and leave the same out`() throws {
    let place = TemporaryDirectory()
    let logs = place.path + "/logs"
    let call = try CallIdentifier("20261122-03-0001")
    let writer = try JournalWriter(
      logs: logs, room: .live, seat: SeatIdentifier("desk-duty"), operatorOnDuty: OperatorIdentifier("050001")
    )
    let drafts = Self.lines.map { kind, payload in
      JournalDraft(
        call: kind.hasPrefix("callback-") ? nil : call, kind: kind, payload: Array(payload.utf8))
    }
    #expect(try writer.append(drafts).isRecorded)
    writer.close()
    let date = try #require(JournalReader(logs: logs).dayFolders(.live).days.first)
    let contents = JournalReader(logs: logs).day(date, seat: try SeatIdentifier("desk-duty"), room: .live)
    #expect(contents.faults.isEmpty)
    var expected = DayFacts(folder: date)
    for placed in contents.entries {
      if let noted = placed.noted {
        if let late = LateFact(noted, in: &expected) { expected.lates.append(late) }
      } else if let fault = placed.unusable {
        expected.leftOut.append(LeftOut(file: fault.file, line: fault.line ?? 0, reason: "malformed"))
      }
    }
    let scanned = try scan(logs, date)
    #expect(scanned.leftOut == expected.leftOut)
    #expect(scanned.lates.count == expected.lates.count)
    let found = scanned.lates.map { Spelt($0, scanned) }
    let wanted = expected.lates.map { Spelt($0, expected) }
    if let differing = zip(found, wanted).first(where: { $0 != $1 }) {
      Issue.record("\(differing.0) and not \(differing.1)")
    }
    #expect(expected.leftOut.count > 100 && expected.lates.count > 500)
  }

  /// A late fact with its words in place of numbers, which depend on the order they were met in.
  private struct Spelt: Hashable {
    let late: LateFact
    let words: [String]

    init(_ late: LateFact, _ day: DayFacts) {
      var bare = late
      let isAnew = late.kind == LateFact.Kind.ratedAnew.rawValue
      words = [
        day.seats.words[Int(late.seat)],
        late.kind == LateFact.Kind.category.rawValue ? day.categories.words[Int(late.value)] : "",
        isAnew || late.kind == LateFact.Kind.rated.rawValue ? day.operators.words[Int(late.personnel)] : "",
        isAnew ? day.operators.words[Int(late.agreed)] : "",
      ]
      if late.kind == LateFact.Kind.category.rawValue { bare.value = 0 }
      (bare.seat, bare.personnel, bare.agreed) = (0, 0, 0)
      self.late = bare
    }
  }

  private func scan(_ logs: String, _ date: CivilDate) throws -> DayFacts {
    let folder = open(logs, O_RDONLY | O_DIRECTORY)
    try #require(folder >= 0)
    defer { close(folder) }
    var day = DayFacts(folder: date)
    let opened = DayFolder(logs: folder, room: .live, date: date)
    DayScanner(logs: logs, verifying: false).scan(
      opened.paths, folder: opened.descriptor, purpose: .everything, into: &day)
    return day
  }
}

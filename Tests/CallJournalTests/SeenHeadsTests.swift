@testable import CallJournal
import CallModel
import TestSupport
import Testing

/// What another machine holds against what it saw before.
@Suite struct SeenHeadsTests {
  private func path(_ seat: String, day: Int = 22) throws -> JournalPath {
    try #require(JournalPath("live/2026/11/\(day)/seat-\(seat).jsonl"))
  }

  private func head(_ seat: String, day: Int = 22, bytes: Int64, lines: Int64, _ digit: String = "a") throws
    -> Checkpoint
  {
    Checkpoint(
      path: try path(seat, day: day), bytes: bytes, lines: lines, head: String(repeating: digit, count: 64))
  }

  private func text(_ lines: [String]) -> HeadLines {
    HeadLines(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  private func text(_ heads: [Checkpoint]) -> HeadLines { text(heads.map(\.line)) }

  @Test func `what goes on from what was seen is taken, everything else is named and takes nothing`() throws {
    var seen = SeenHeads(
      text([try head("03", bytes: 50, lines: 1, "b"), try head("03", bytes: 100, lines: 2)]))
    #expect(seen.take(text([try head("03", bytes: 100, lines: 2)])).isEmpty)
    #expect(
      seen.take(text([try head("03", bytes: 150, lines: 3, "c"), try head("04", bytes: 10, lines: 1)]))
        .isEmpty)
    let before = seen.lines
    for (bad, why) in [
      ([try head("03", bytes: 100, lines: 2), try head("04", bytes: 10, lines: 1)], "fewer lines"),
      ([try head("03", bytes: 150, lines: 3, "d"), try head("04", bytes: 10, lines: 1)], "another end"),
      ([try head("03", bytes: 140, lines: 4, "d"), try head("04", bytes: 10, lines: 1)], "fewer bytes"),
      (
        [try head("03", bytes: 50, lines: 1, "e"), try head("03", bytes: 150, lines: 3, "c")], "another past"
      ),
      (
        [
          try head("03", bytes: 150, lines: 3, "c"), try head("03", bytes: 100, lines: 2),
          try head("03", bytes: 150, lines: 3, "c"),
        ], "cut and written again"
      ),
    ] {
      #expect(seen.take(text(bad)).count == 1, "\(why)")
      #expect(seen.lines == before, "\(why)")
    }
    // Only what changed is shown; the other files were idle.
    #expect(seen.take(text([try head("05", day: 23, bytes: 10, lines: 1)])).isEmpty)
  }

  @Test func `a file that does not stand among all of them is missing, and only then`() throws {
    let day = try #require(CivilDate("2026-11-23"))
    let files = [
      try head("03", day: 21, bytes: 10, lines: 1), try head("03", bytes: 10, lines: 1),
      try head("04", bytes: 10, lines: 1),
    ]
    func conflicts(_ lines: [String]) -> [SeenHeads.Conflict] {
      var seen = SeenHeads(text(files))
      return seen.take(text(lines))
    }
    // On the 23rd nobody wrote yet; the files of the 21st need not be shown any more.
    let shown = files.dropFirst().map(\.line)
    #expect(conflicts(HeadLines.whole(shown, on: day)).isEmpty)
    #expect(conflicts(HeadLines.whole([shown[1]], on: day)) == [.missing(seen: files[1])])
    #expect(conflicts([shown[1]]).isEmpty)
    let damaged = HeadLines.damaged("live/2026/11/22/seat-03.jsonl")
    #expect(conflicts(HeadLines.whole([damaged, shown[1]], on: day)).isEmpty)
    // Where a folder could not be read nobody knows what is missing.
    #expect(conflicts(HeadLines.whole([HeadLines.damaged("live/2026/11/22")], on: day)).isEmpty)
    // In a file that grows the last time counts, and what others sent meanwhile is no part of it.
    let grown = HeadLines.whole(shown, on: day) + HeadLines.whole([shown[1]], on: day)
    #expect(conflicts(grown) == [.missing(seen: files[1])])
    #expect(conflicts(Array(HeadLines.whole([shown[1]], on: day).dropLast())).isEmpty)
  }

  /// A watch whose site sends what changed, into a file that grows or into one for each time.
  private struct Watch {
    let grows: Bool
    var file: [String] = []
    var seen: [String] = []
    var sent: [Checkpoint] = []

    mutating func send(_ head: Checkpoint) {
      file.append(head.line)
      sent.append(head)
    }

    /// Countersigns, as the command does: what was seen is read again each time.
    mutating func countersign() -> [SeenHeads.Conflict] {
      func text(_ lines: [String]) -> HeadLines {
        HeadLines(Array(lines.map { $0 + "\n" }.joined().utf8))
      }
      var known = SeenHeads(text(seen))
      let conflicts = known.take(text(file))
      if conflicts.isEmpty {
        seen = known.lines
        if !grows { file = [] }
      }
      return conflicts
    }
  }

  @Test(arguments: [true, false])
  func `whatever is written is countersigned time after time, and whatever is taken back is not`(
    grows: Bool
  ) throws {
    for seed in 0..<300 {
      var random = SplitMix(seed: UInt64(seed))
      var watch = Watch(grows: grows)
      var ends: [String: (lines: Int64, bytes: Int64)] = [:]
      for _ in 0..<Int.random(in: 4...40, using: &random) {
        let seat = try #require(["03", "04", "05"].randomElement(using: &random))
        let end = ends[seat] ?? (0, 0)
        let lines = Int64.random(in: 1...3, using: &random)
        ends[seat] = (end.lines + lines, end.bytes + lines * 100)
        watch.send(
          try head(
            seat, bytes: end.bytes + lines * 100, lines: end.lines + lines,
            "\((end.lines + lines) % 10)"))
        if Int.random(in: 0..<3, using: &random) == 0 {
          #expect(watch.countersign().isEmpty, "seed \(seed)")
        }
      }
      #expect(watch.countersign().isEmpty && watch.countersign().isEmpty, "seed \(seed)")
      #expect(Set(watch.seen) == Set(watch.sent.map(\.line)), "seed \(seed)")
      let (last, before) = (try #require(watch.sent.last), watch.seen)
      let earlier = watch.sent.dropLast().last { $0.path == last.path }
      let taken: Checkpoint
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        taken = Checkpoint(
          path: last.path, bytes: last.bytes, lines: last.lines, head: String(repeating: "f", count: 64))
      // Cut to where it ended once.
      case 1 where earlier != nil: taken = try #require(earlier)
      default:
        taken = Checkpoint(
          path: last.path, bytes: last.bytes - 1, lines: last.lines + 1,
          head: String(repeating: "e", count: 64))
      }
      watch.send(taken)
      #expect(watch.countersign().count == 1, "seed \(seed) \(taken.line)")
      #expect(watch.seen == before)
    }
  }

  @Test func `digests of files beside the journals are kept as they changed`() throws {
    let digests = ["a", "b"].map { "call110-digest calendar.tsv 10 \(String(repeating: $0, count: 64))" }
    var seen = SeenHeads()
    for (shown, last) in [([0], 0), ([0], 0), ([0, 1], 1), ([0, 1], 1), ([0, 1, 0], 0)] {
      #expect(seen.take(text(shown.map { digests[$0] })).isEmpty)
      #expect(seen.lines.last == digests[last])
    }
    #expect(seen.digests.count == 3)
  }

  // MARK: Lines

  @Test func `a line that was meant to say something and does not is named`() throws {
    let good = try head("03", bytes: 100, lines: 2).line
    for usable in [
      good, "Nov 22 09:00:00 call110-a call110[7]: \(good)", "\(good)\r", "another line", "call110 verify",
      "call110-a sshd[4]: hello", "live/2026/11/22/seat-03.jsonl:12: a torn end", "",
      "call110-damaged live/2026/11/22/seat-03.jsonl", "call110-all-begin 2026-11-22",
    ] {
      #expect(text([good, usable]).unusable == nil, "\(usable)")
    }
    for bad in [
      String(good.dropLast(60)), good.replacing("live/", with: "life/"), good.replacing(" 2 ", with: " two "),
      good.replacing("call110-checkpoint", with: "call110-chekpoint"), "call110-checkpoint",
      "call110-damaged",
      good.replacing("call110-checkpoint", with: "call110-checkpoint:"), "call110-all-begin yesterday",
      "call110-digest calendar.tsv 10", "call110-digest secrets 10 \(String(repeating: "a", count: 64))",
    ] {
      #expect(text([good, bad]).unusable == 2, "\(bad)")
    }
    #expect(text([good, "another line"]).foreign == 2 && text([good, "", good]).foreign == nil)
  }

  @Test func `a file is damaged as long as nothing else was said of it`() throws {
    let (good, damaged) = (try head("03", bytes: 100, lines: 2).line, "live/2026/11/22/seat-03.jsonl")
    #expect(text([good, HeadLines.damaged(damaged)]).damaged == [damaged])
    #expect(text([HeadLines.damaged(damaged), good]).damaged.isEmpty)
    #expect(HeadLines.damagedPlace(HeadLines.damaged(damaged)) == damaged)
    #expect(HeadLines.damagedPlace(good) == nil)
  }
}

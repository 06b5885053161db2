import CallJournal
import CallModel
import PlainText
import Synchronization

/// Makes journals of a given size: SEATS seats, DAYS days from 2026-01-01 on, LINES lines a seat and day,
/// each with a payload of about BYTES bytes, and checkpoints as a console leaves them.
enum JournalMaker {
  static func run(_ words: [String]) throws {
    guard let seats = Int(words[1]), let days = Int(words[2]), let lines = Int(words[3]),
      let first = CivilDate("2026-01-01")
    else { JournalProbe.usage() }
    let now = Mutex<Int64>(WallInstant(date: first).milliseconds)
    let clock = JournalClock(
      now: { WallInstant(milliseconds: now.withLock { $0 }) }, monotonicMilliseconds: { now.withLock { $0 } })
    var limits = JournalLimits()
    limits.reserveBytes = 0
    let personnel = try OperatorIdentifier("041207")
    let writers = try (1...seats).map { number in
      try JournalWriter(
        logs: words[0], room: .live, seat: try SeatIdentifier(number < 10 ? "0\(number)" : "\(number)"),
        operatorOnDuty: personnel, clock: clock, limits: limits, operations: UnsynchronizedFiles())
    }
    let payload = payload(words.count > 4 ? Int(words[4]) ?? 0 : 760)
    for _ in 0..<days {
      for _ in 0..<lines {
        for writer in writers {
          try writer.append([JournalDraft(call: nil, kind: "closed", payload: payload)])
        }
        now.withLock { $0 += 86_400_000 / Int64(lines) }
        for writer in writers { writer.leaveCheckpointsIfDue() }
      }
    }
  }

  private static func payload(_ bytes: Int) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("what", String(repeating: "两名男子抢夺手提包后向东逃跑", count: max(1, bytes / 42)))
      writer.member("where", "晋陵中路189号门口")
    }
  }
}

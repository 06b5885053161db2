import CallJournal
import CallModel
import PlainText
import Synchronization

/// Makes journals of a given size: SEATS seats, DAYS days from 2026-01-01 on, LINES lines of about 1,060
/// bytes a seat and day, a checkpoint of two neighbours every hour.
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
    limits.checkpointMilliseconds = 3_600_000
    let personnel = try OperatorIdentifier("041207")
    let writers = try (1...seats).map { number in
      try JournalWriter(
        logs: words[0], room: .live, seat: try SeatIdentifier(number < 10 ? "0\(number)" : "\(number)"),
        operatorOnDuty: personnel, clock: clock, limits: limits, operations: UnsynchronizedFiles())
    }
    let payload = payload()
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

  private static func payload() -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("what", String(repeating: "两名男子抢夺手提包后向东逃跑", count: 17))
      writer.member("where", "晋陵中路189号门口")
    }
  }
}

import CallJournal
import CallModel
import Glibc
import Synchronization

/// Appends for ever and prints every number that was acknowledged; somebody kills it.
enum CrashWriter {
  private static let steps = Atomic(0)

  /// How many hours the clock was set while the program runs: 13 on, 26 back from there, 39 on from there.
  private static var stepped: Int64 { [0, 13, -13, 26][steps.load(ordering: .relaxed) % 4] }

  static func run(_ words: [String]) throws {
    guard var number = Int(words[2]) else { JournalProbe.usage() }
    let hours = words.count > 5 ? Int64(words[5]) : nil
    let system = JournalClock.system
    // The clock may be set while the program runs: half a day on, then two days back, and so on.
    signal(SIGUSR1) { _ in CrashWriter.steps.add(1, ordering: .relaxed) }
    let clock = JournalClock(
      now: { system.now().adding(milliseconds: ((hours ?? 0) + stepped) * 3_600_000) },
      monotonicMilliseconds: system.monotonicMilliseconds)
    let writer = try JournalWriter(
      logs: words[0], room: .live, seat: try SeatIdentifier(words[1]),
      operatorOnDuty: try OperatorIdentifier("041207"),
      clock: clock, spool: words[3])
    var numbers = writer.callNumbers()
    let pause = words.count > 4 ? UInt32(words[4]) ?? 0 : 0
    while true {
      // Now and then several lines at once, as the end of a call is.
      let count = number % 7 == 0 ? 5 : 1
      var call: CallIdentifier?
      if hours != nil {
        let now = clock.now()
        call = numbers.next(for: writer.seat, at: now) { writer.keeps($0) }
      }
      if let call { numbers.note(call) }
      let acknowledgement = try writer.append(
        (0..<count).map { JournalProbe.draft(number + $0, ring: $0 == 0 ? call : nil) })
      if let call { JournalProbe.say("call \(call)\n") }
      let isSafe = acknowledgement.isRecorded || acknowledgement.standing == .held(spooled: true)
      for offset in 0..<count { JournalProbe.say("\(isSafe ? "ack" : "held") \(number + offset)\n") }
      number += count
      if pause > 0 { usleep(pause * 1_000) }
    }
  }
}

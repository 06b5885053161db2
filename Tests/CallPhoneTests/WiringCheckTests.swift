import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

/// What one test call shows of the wiring.
@Suite(.timeLimit(.minutes(20))) struct WiringCheckTests {
  private func check(_ events: [PhoneEvent], seats: Set<String> = []) -> WiringCheck {
    var check = WiringCheck(seats: seats)
    for event in events { check.take(event, receivedAt: WallInstant(milliseconds: event.time ?? 0)) }
    return check
  }

  private func event(
    _ kind: PhoneEvent.Kind, call: String = "1", at time: Int64?, from: String? = "19900000001",
    basis: RingTiming.Basis? = .alerting, why: PhoneEvent.EndReason? = .hangup
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: call, seat: "8001", caller: kind == .ring ? from : nil, time: time,
      writtenAt: 1_795_340_000_001, source: "hook",
      basis: basis, reason: why)
  }

  @Test(arguments: ManagerReplayTests.names)
  func `of every recorded stream the first call is judged by what it lacks`(name: String) throws {
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let events = try ManagerReplayTests.timing(name).events(
      of: try ManagerReplayTests.transcript(name), seats: .byExtension, source: "ami", hasCallers: true)
    let found = check(events)
    guard let key = found.key else {
      #expect(expected.isEmpty && found.gaps == [.silence] && !found.isOver)
      return
    }
    let own = expected.filter { $0.call == key.call }
    let rings = own.filter { $0.ev == "ring" }
    #expect(found.gaps.contains(.answer) == !own.contains { $0.ev == "answer" })
    #expect(found.gaps.contains(.upperBound) == (!rings.isEmpty && rings.allSatisfy { $0.basis == "dialed" }))
    #expect(found.gaps.contains(.ring) == rings.isEmpty)
    #expect(found.isOver && !found.gaps.contains(.end) && !found.gaps.contains(.seat))
    for seat in Set(own.map(\.seat)) {
      let rung = own.filter { $0.seat == seat && $0.ev == "answer" }.compactMap(\.ring_ms)
      #expect(found.sights.filter { $0.seat == seat }.compactMap(\.ringMilliseconds) == rung)
    }
    #expect(check(events, seats: ["01"]).gaps.contains(.seat) == !own.isEmpty)
    #expect(own.isEmpty || !check(events, seats: [own[0].seat]).gaps.contains(.seat))
  }

  @Test func `hooks are told what to add, one thing at a time`() throws {
    let start: Int64 = 1_795_340_000_003
    let good = [
      try event(.ring, at: start), try event(.answer, at: start + 6_001), try event(.end, at: start + 9_002),
    ]
    #expect(check(good).gaps == [] && check(good).isOver)
    let cases: [([PhoneEvent], [WiringCheck.Gap])] = [
      ([], [.silence]), (Array(good.dropFirst()), [.ring, .caller]), (Array(good.prefix(2)), [.end]),
      ([good[0], good[2]], [.answer]), ([good[0]], [.answer, .end]),
      ([good[0], good[1], try event(.end, at: start + 9_002, why: nil)], [.reason]),
      ([try event(.ring, at: start, from: "")] + good.dropFirst(), [.caller]),
      ([try event(.ring, at: start, basis: .dialed)] + good.dropFirst(), [.upperBound]),
      ([try event(.ring, at: nil, basis: nil)] + good.dropFirst(), [.time]),
      (
        [
          try event(.ring, at: 1_795_340_000_000), try event(.answer, at: 1_795_340_006_000),
          try event(.end, at: 1_795_340_009_000),
        ], [.wholeSeconds]
      ),
    ]
    for (events, gaps) in cases { #expect(check(events).gaps == gaps, "\(events.map(\.kind))") }
  }

  @Test func `the end of a call that was going on is no test call, nor are lines of another`() throws {
    let found = check([
      try event(.end, call: "0", at: 1_795_340_000_003), try event(.ring, at: 1_795_340_000_007),
      try event(.answer, call: "2", at: 1_795_340_000_009),
    ])
    #expect(found.key?.call == "1" && found.gaps == [.answer, .end] && !found.isOver)
  }

  @Test func `the command waits for a call, says what came of it and ends with 1 when something is missing`()
    async throws
  {
    let folder = TemporaryDirectory()
    func run() throws -> ProgramRun {
      try ProgramRun(
        ["phone-check", "--phone", "8001", "--wait", "20"],
        environment: ["CALL110_LOGS": folder.path, "CALL110_UI": "en"], folder: folder.path)
    }
    let isOver = DispatchSemaphore(value: 0)
    // The same call again and again, until the command has met a whole one.
    Thread.detachNewThread {
      var number = 0
      while isOver.wait(timeout: .now() + .milliseconds(300)) == .timedOut {
        number += 1
        let now = WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        for (kind, later) in [(PhoneEvent.Kind.ring, Int64(0)), (.answer, 2_001), (.end, 5_002)] {
          let line = try? PhoneEvent(
            kind, call: "c\(number)", seat: "8001", caller: "19900000001",
            time: now.milliseconds + later, writtenAt: now.milliseconds + later, source: "hook",
            basis: .alerting, reason: .hangup)
          guard let line else { continue }
          // A line that cannot be written makes the command wait in vain.
          try? PhoneEventFile.append(PhoneEventLine.encode(line), logs: folder.path, day: now.date)
        }
      }
    }
    let good = try run()
    isOver.signal()
    #expect(good.status == 0 && good.error.contains("make one test call"))
    #expect(good.output.contains("seat 8001: ring alerting, rang 2.0 s ±50 ms, answered, end hangup"))
    #expect(good.output.contains("nothing is missing") && !good.output.contains("19900000001"))
    let silent = try ProgramRun(
      ["phone-check", "--wait", "1"],
      environment: ["CALL110_LOGS": folder.path + "/none", "CALL110_UI": "en"],
      folder: folder.path)
    #expect(silent.status == 1 && silent.output.hasPrefix("! no events arrived"))
  }

  @Test func `who listens in is on record before the softphone rings`() throws {
    let folder = TemporaryDirectory()
    func run(_ words: [String]) throws -> ProgramRun {
      try ProgramRun(
        ["calls", "listen", "--live", "03"] + words,
        environment: ["CALL110_LOGS": folder.path, "CALL110_UI": "en", "CALL110_SPY": "*88{}"],
        folder: folder.path)
    }
    let reveal = ["--reveal", "--reason", "quality", "--by", "050001"]
    let phone = ["--softphone", "echo dial"]
    #expect(try run(phone).status == 64)
    #expect(try run(reveal).error.contains("CALL110_SOFTPHONE"))
    #expect(try run(phone + reveal).error.contains("there is no call at seat 03"))
    let now = WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    for kind in [PhoneEvent.Kind.ring, .answer] {
      let event = try PhoneEvent(
        kind, call: "1", seat: "03", caller: "19900000001", time: now.milliseconds,
        writtenAt: now.milliseconds, source: "hook", basis: .alerting)
      try PhoneEventFile.append(PhoneEventLine.encode(event), logs: folder.path, day: now.date)
    }
    for spy in ["88", "-{}", "*88{} x", "$(id){}"] {
      #expect(try run(phone + reveal + ["--spy", spy]).status == 64, "\(spy)")
    }
    let access = try ProgramRun(["access", "report"], environment: ["CALL110_LOGS": folder.path])
    #expect(!access.output.contains("quality"))
    #expect(try run(phone + reveal).output == "dial *8803\n")
    let listed = try ProgramRun(["access", "report"], environment: ["CALL110_LOGS": folder.path])
    #expect(listed.output.contains("quality") && listed.output.contains("live 03"))
  }
}

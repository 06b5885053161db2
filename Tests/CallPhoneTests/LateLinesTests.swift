import CallConsole
import CallJournal
import CallModel
import CallPhone
import CallProtocol
import Foundation
import PhoneJournal
import TestSupport
import Testing

/// A caller's lines in every order, each in the same poll as the one before or in a later one, and a hand
/// that presses Enter before, between, behind or not at all.
@Suite struct LateLinesTests {
  /// What became of the caller.
  private enum Fate: String, CaseIterable {
    case answered, abandoned, noanswer, busy, elsewhere

    /// Why his leg at this seat ended.
    var reason: PhoneEvent.EndReason {
      switch self {
      case .answered: .hangup
      case .abandoned: .abandoned
      case .noanswer: .noanswer
      case .busy: .busy
      case .elsewhere: .elsewhere
      }
    }
  }

  /// When the hand answers.
  private enum Hand: String, CaseIterable { case never, before, between, behind }

  private struct Case {
    let fate: Fate
    let order: [Int]
    let delays: [Int64]
    let hand: Hand

    var name: String { "\(fate) order \(order) delays \(delays) hand \(hand)" }
  }

  private static let seats: Range<UInt64> = {
    let wanted = ProcessInfo.processInfo.environment["CALL110_LATE_SEEDS"] ?? "200"
    let ends = wanted.split(separator: "-").compactMap { UInt64($0) }
    return ends.count == 2 ? ends[0]..<max(ends[0], ends[1]) : 0..<(ends.first ?? 200)
  }()

  private static func draw(_ seed: UInt64) -> Case {
    var random = SplitMix(seed: seed)
    let fate = Bool.random(using: &random) ? Fate.answered : Fate.allCases.randomElement(using: &random)
    let hand = Hand.allCases.randomElement(using: &random)
    let delays: [Int64] = [0, 500, 1_500, 5_000]
    // One line of a call comes late, the others as they do.
    var order = Array(0..<5)
    if Bool.random(using: &random) { order.shuffle(using: &random) } else { order.swapAt(0, 1) }
    let isLate = Int.random(in: 0..<5, using: &random)
    let drawn = (0..<5).map { index in
      (index == isLate ? delays : [0, 0, 500]).randomElement(using: &random) ?? 0
    }
    return Case(fate: fate ?? .answered, order: order, delays: drawn, hand: hand ?? .never)
  }

  @Test func `whatever the order of a caller's lines, he has one record with his number, ring and talk`()
    throws
  {
    var (answered, missed) = (0, 0)
    for seed in Self.seats {
      let drawn = Self.draw(seed)
      let call = LateCall(drawn.fate.reason, hand: drawn.hand.rawValue)
      let faults = try call.play(drawn.order, delays: drawn.delays)
      #expect(faults.isEmpty, "seed \(seed), \(drawn.name): \(faults.joined(separator: "; "))")
      if !faults.isEmpty { return }
      if drawn.fate == .answered { answered += 1 } else { missed += 1 }
    }
    #expect(Self.seats.count < 100 || answered > 20 && missed > 20)
  }

  @Test(arguments: [[0, 2, 4, 3, 1], [0, 2, 1, 4, 3], [0, 1, 2, 3, 4]], ["before", "between"])
  func `an answer told long behind the end, when the record is closed, makes no second one`(
    order: [Int], hand: String
  ) throws {
    for late in 2...4 {
      var delays: [Int64] = [0, 0, 0, 0, 0]
      delays[late] = 5_000
      let faults = try LateCall(.hangup, hand: hand).play(order, delays: delays)
      #expect(faults.isEmpty, "late \(late): \(faults.joined(separator: "; "))")
    }
  }

  @Test(arguments: [PhoneEvent.EndReason.abandoned, .noanswer, .busy, .elsewhere], [false, true])
  func `who gave up a moment behind the key was not answered, and is on the call-back list`(
    reason: PhoneEvent.EndReason, isFirst: Bool
  ) throws {
    let folder = TemporaryDirectory()
    let start = JournalClock.system.now().milliseconds - 3_600_000
    var stage = try PhoneStage(logs: folder.path, source: "t", from: start)
    try stage.open("01", number: 1)
    func line(_ kind: PhoneEvent.Kind, seat: String = "01", _ reason: PhoneEvent.EndReason? = nil) throws {
      let event = try PhoneEvent(
        kind, call: "c1", seat: seat, caller: kind == .ring ? "19900000001" : nil, time: stage.now,
        source: "t", basis: kind == .ring ? .alerting : nil, reason: reason)
      let stamped = event.stamped(writtenAt: stage.now, uptime: stage.clock.monotonicMilliseconds)
      try PhoneEventFile.append(
        [PhoneEventLine.encode(stamped)], logs: folder.path, day: WallInstant(milliseconds: stage.now).date)
    }
    try line(.ring)
    if reason == .elsewhere { try line(.ring, seat: "02") }
    try stage.wait(3)
    stage.consoles[0].type("/answer")
    #expect(stage.consoles[0].desk.callsToday == 1)
    if isFirst { stage.consoles[0].type("/said greeting") }
    try stage.wait(1)
    if reason == .elsewhere { try line(.answer, seat: "02") }
    try line(.end, reason)
    if reason != .elsewhere { try line(.gone, seat: "", .abandoned) }
    try stage.wait(20)
    #expect(stage.consoles[0].desk.callsToday == 0 && !stage.consoles[0].desk.session.isTalking)
    let own = stage.states.compactMap(\.record).filter { $0.id.seat.description == "01" }
    #expect(own.map(\.ending) == [reason == .elsewhere ? .elsewhere : .abandoned])
    // His record is the one at the seat, with his number, and no other of him is made.
    let all = stage.states.compactMap(\.record).filter { $0.ending == .abandoned }
    #expect(all.map(\.number) == (reason == .elsewhere ? [] : ["19900000001"]))
    let list = CallbackListProbe.open(logs: folder.path)
    #expect(list == (reason == .elsewhere ? [] : ["19900000001"]))
  }
}

/// Who is to be rung back, as the journals tell.
private enum CallbackListProbe {
  static func open(logs: String) -> [String] {
    var list = CallbackList()
    let reader = JournalReader(logs: logs)
    for day in reader.dayFolders(.live).days {
      for noted in reader.day(day, room: .live).entries.compactMap(\.noted) {
        for event in noted.callbackEvents { list.apply(event) }
      }
    }
    return list.open.map(\.opened.number)
  }
}

/// One caller at a seat: what really happened, and the lines that tell of it.
private struct LateCall {
  private static let number = "19900000007"
  private static let rang: Int64 = 10_000
  private static let answered: Int64 = 13_000
  private static let ended: Int64 = 21_000

  private let reason: PhoneEvent.EndReason
  private let hand: String

  init(_ reason: PhoneEvent.EndReason, hand: String) {
    (self.reason, self.hand) = (reason, hand)
  }

  private var wasAnswered: Bool { reason == .hangup }

  /// Ring, answer, end, gone, recording.
  private func line(_ index: Int, start: Int64) throws -> PhoneEvent? {
    func event(
      _ kind: PhoneEvent.Kind, _ time: Int64, seat: String = "01", _ reason: PhoneEvent.EndReason? = nil
    ) throws -> PhoneEvent {
      try PhoneEvent(
        kind, call: "c1", seat: seat, caller: kind == .ring ? Self.number : nil, time: start + time,
        source: "t", basis: kind == .ring ? .alerting : nil, reason: reason)
    }
    switch index {
    case 0: return try event(.ring, Self.rang)
    case 1 where wasAnswered: return try event(.answer, Self.answered)
    case 1 where reason == .elsewhere: return try event(.answer, Self.answered, seat: "02")
    case 2: return try event(.end, wasAnswered ? Self.ended : Self.answered, reason)
    case 3 where wasAnswered || reason == .elsewhere:
      return try event(.gone, Self.ended + 10, seat: "", .hangup)
    case 3: return try event(.gone, Self.answered + 10, seat: "", .abandoned)
    case 4 where wasAnswered:
      return try PhoneEvent(
        .end, call: "c1", seat: "01", time: start + Self.ended, source: "recorder", reason: .hangup,
        recording: "r.wav")
    default: return nil
    }
  }

  /// What does not hold behind it.
  func play(_ order: [Int], delays: [Int64]) throws -> [String] {
    let folder = TemporaryDirectory()
    let start = JournalClock.system.now().milliseconds - 3_600_000
    var stage = try PhoneStage(logs: folder.path, source: "t", from: start)
    try stage.open("01", number: 1)
    let lines = try order.compactMap { try line($0, start: start) }
    var answerTold: Int64?
    if hand == "before" {
      try stage.pass(until: start + Self.rang - 100, step: 1_000)
      press(&stage)
    }
    for (index, event) in lines.enumerated() {
      // No line is written before what it tells has happened.
      try stage.pass(until: max(stage.now + delays[index], event.time ?? 0), step: 200)
      if event.kind == .answer { answerTold = stage.now }
      let stamped = event.stamped(writtenAt: stage.now, uptime: stage.clock.monotonicMilliseconds)
      try PhoneEventFile.append(
        [PhoneEventLine.encode(stamped)], logs: folder.path, day: WallInstant(milliseconds: stage.now).date)
      if hand == "between", index == lines.count / 2 {
        try stage.pass(until: stage.now + 200, step: 200)
        press(&stage)
      }
    }
    try stage.pass(until: stage.now + 1_000, step: 200)
    if hand == "behind" { press(&stage) }
    try stage.pass(until: stage.now + 8_000, step: 200)
    for _ in 1...4 { stage.consoles[0].closeAll() }
    try stage.pass(until: stage.now + 60_000, step: 2_000)
    stage.consoles[0].end()
    return faults(stage.states.compactMap(\.record), answerTold: answerTold, logs: folder.path)
      + stage.damaged
  }

  /// Enter, where a telephone rings.
  private func press(_ stage: inout PhoneStage) {
    let isFree = stage.consoles[0].desk.record == nil
    if isFree, stage.consoles[0].desk.ringing != nil || hand == "before" { stage.consoles[0].type("/answer") }
  }

  private func faults(_ records: [CallRecord], answerTold: Int64?, logs: String) -> [String] {
    let own = records.filter { $0.ring?.phoneCall == "c1" && $0.id.seat.description == "01" }
    let heard = own.filter { $0.answer != nil }
    let owed = CallbackListProbe.open(logs: logs)
    guard wasAnswered else {
      let isOwed = reason != .elsewhere
      return (heard.isEmpty ? [] : ["answered \(heard.map { $0.ending?.rawValue ?? "-" })"])
        + (owed == (isOwed ? [Self.number] : []) ? [] : ["on the list: \(owed)"])
    }
    guard own.count == 1, let record = own.first else { return ["\(own.count) records"] }
    var faults: [String] = owed.isEmpty ? [] : ["on the list: \(owed)"]
    if record.number != Self.number { faults.append("number '\(record.number)'") }
    let timing = record.answer?.timing
    if timing?.source != .measured || timing?.ringMilliseconds != Self.answered - Self.rang {
      faults.append("ring \(timing.map { "\($0.source) \($0.ringMilliseconds ?? -1)" } ?? "none")")
    }
    let apart = abs((record.talkMilliseconds ?? -10_000) - (Self.ended - Self.answered))
    // A record that was closed before the telephone told of the answer keeps what the key told.
    let isKeys = record.endedAt.map { $0.milliseconds < answerTold ?? 0 } == true
    if apart > (isKeys ? Self.answered - Self.rang + 1_000 : 1_000) {
      faults.append("talk \(record.talkMilliseconds ?? -1)")
    }
    let recording = record.answer?.recording
    if recording != "r.wav" { faults.append("recording \(recording ?? "none")") }
    return faults
  }
}

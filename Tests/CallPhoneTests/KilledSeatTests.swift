import CallConsole
import CallModel
import CallPhone
import TestSupport
import Testing

/// What the telephone does while a seat's console is not there stands in the record as if it had been.
@Suite struct KilledSeatTests {
  private static let start: Int64 = 1_795_340_968_000

  private func event(
    _ kind: PhoneEvent.Kind, seat: String = "8001", at time: Int64, reason: PhoneEvent.EndReason? = nil,
    recording: String? = nil
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "c1", seat: seat, leg: seat == "8001" ? "l1" : "l2",
      caller: kind == .ring ? "19900000001" : nil, time: time,
      writtenAt: time, source: "hook", basis: kind == .ring ? .alerting : nil, reason: reason,
      recording: recording)
  }

  private func stage(_ folder: TemporaryDirectory) throws -> PhoneStage {
    var stage = try PhoneStage(logs: folder.path, source: "hook", from: Self.start)
    try stage.open("8001", number: 1)
    try stage.tell(event(.ring, at: stage.now))
    try stage.wait(2)
    return stage
  }

  private func type(_ line: String, _ stage: inout PhoneStage) {
    for index in stage.consoles.indices { stage.consoles[index].type(line) }
  }

  @Test(arguments: [3, 150] as [Int64], [true, false])
  func `a call closed before the crash is opened again with its caller as the telephone has him`(
    down: Int64, hasGone: Bool
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try stage(folder)
    try stage.tell(event(.answer, at: stage.now))
    try stage.wait(5)
    for _ in 1...2 { type("/hangup", &stage) }
    stage.close("8001")
    try stage.wait(down)
    if hasGone { try stage.tell(event(.end, at: stage.now, reason: .hangup)) }
    try stage.wait(20)
    try stage.open("8001", number: 1)
    try stage.wait(1)
    let call = try #require(stage.states.first?.record)
    #expect(call.phase == .ended)
    type("/reopen \(call.id) 挂早了", &stage)
    try stage.wait(5)
    for index in stage.consoles.indices { stage.consoles[index].closeAll() }
    let states = stage.states
    let record = try #require(states.first?.record)
    #expect(states.count == 1 && record.phase == .ended)
    #expect(record.reopenings.map(\.reopened.isOnLine) == [!hasGone])
    let talked = (5 + down + (hasGone ? 0 : 26)) * 1_000
    #expect(
      abs((record.talkMilliseconds ?? 0) - talked) <= 1_000, "\(record.talkMilliseconds ?? -1) \(talked)")
  }

  @Test(arguments: [3, 60] as [Int64]) func `a caller answered while no console was there was answered then`(
    down: Int64
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try stage(folder)
    stage.close("8001")
    let answered = stage.now
    try stage.tell(event(.answer, at: answered))
    try stage.wait(down)
    try stage.open("8001", number: 1)
    try stage.wait(1)
    let record = try #require(stage.states.first?.record)
    #expect(stage.states.count == 1 && record.answer?.timing.source == .measured)
    #expect(abs((record.answeredAt?.milliseconds ?? 0) - answered) <= 1_000)
  }

  @Test func `the answer and the recording of a call closed before the crash go to its record`() throws {
    let folder = TemporaryDirectory()
    var stage = try stage(folder)
    type("/answer", &stage)
    for _ in 1...2 { type("/hangup", &stage) }
    stage.close("8001")
    try stage.tell(event(.answer, at: stage.now))
    try stage.wait(10)
    try stage.tell(event(.end, at: stage.now, reason: .hangup, recording: "c1.wav"))
    try stage.wait(5)
    try stage.open("8001", number: 1)
    try stage.wait(1)
    let states = stage.states
    let answer = try #require(states.first?.record?.answer)
    #expect(states.count == 1 && answer.timing.source == .measured && answer.reported != nil)
    #expect(answer.recording == "c1.wav")
  }

  /// What becomes of a caller while no console is there.
  private enum Meanwhile: CaseIterable { case takenElsewhere, gaveUp, wentOn, endedSomehow }

  private func happen(_ meanwhile: Meanwhile, _ stage: inout PhoneStage) throws {
    switch meanwhile {
    case .takenElsewhere:
      for kind in [PhoneEvent.Kind.ring, .answer] {
        try stage.tell(try event(kind, seat: "8002", at: stage.now))
        try stage.wait(1)
      }
      try stage.tell(try event(.end, at: stage.now, reason: .elsewhere))
    case .gaveUp: try stage.tell(try event(.end, at: stage.now, reason: .abandoned))
    case .wentOn: try stage.tell(try event(.end, at: stage.now, reason: .noanswer))
    case .endedSomehow: try stage.tell(try event(.end, at: stage.now, reason: .hangup))
    }
  }

  @Test(arguments: Meanwhile.allCases, [true, false])
  private func `who rang as the console ended, and rings no more, rings no more at the next start`(
    meanwhile: Meanwhile, isOnRecord: Bool
  ) throws {
    for down in [3, 60] as [Int64] { try ring(meanwhile, down: down, isOnRecord: isOnRecord) }
  }

  private func ring(_ meanwhile: Meanwhile, down: Int64, isOnRecord: Bool) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(logs: folder.path, source: "hook", from: Self.start)
    try stage.open("8001", number: 1)
    // The key told of it, and the telephone gave it its number: it rings on record.
    if isOnRecord { type("/ring", &stage) }
    try stage.tell(event(.ring, at: stage.now))
    try stage.wait(2)
    #expect(stage.consoles[0].desk.ringing?.number == "19900000001")
    #expect(stage.states.count == (isOnRecord ? 1 : 0))
    stage.close("8001")
    try stage.wait(1)
    try happen(meanwhile, &stage)
    try stage.wait(down)
    try stage.open("8001", number: 1)
    try stage.wait(2)
    let desk = stage.consoles[0].desk
    #expect(desk.ringing == nil && desk.record == nil && desk.open == .idle)
    let own = stage.states.compactMap(\.record).filter { $0.id.seat.description == "01" }
    let ending = meanwhile == .gaveUp ? CallEnding.abandoned : .elsewhere
    #expect(own.map(\.ending) == (isOnRecord ? [ending] : []))
  }
}

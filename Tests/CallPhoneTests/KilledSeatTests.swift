import CallConsole
import CallModel
import CallPhone
import TestSupport
import Testing

/// What the telephone does while a seat's console is not there stands in the record as if it had been.
@Suite struct KilledSeatTests {
  private static let start: Int64 = 1_795_340_968_000

  private func event(
    _ kind: PhoneEvent.Kind, at time: Int64, reason: PhoneEvent.EndReason? = nil, recording: String? = nil
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "c1", seat: "8001", leg: "l1", caller: kind == .ring ? "19900000001" : nil, time: time,
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
}

import CallJournal
import CallModel
import CallPhone
import TestSupport
import Testing

/// A caller whose line broke is on the call-back list until he is rung back or calls again: the answer before
/// it settles nothing.
@Suite struct CutOffAtPhoneTests {
  private static let start: Int64 = 1_795_340_968_000

  private static func event(
    _ kind: PhoneEvent.Kind, _ call: String, at time: Int64, reason: PhoneEvent.EndReason? = nil
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: call, seat: "8001", leg: "l", caller: kind == .ring ? "19900000001" : nil, time: time,
      writtenAt: time, source: "hook", reason: reason)
  }

  private static func callbacks(_ logs: String) -> [CallbackEvent] {
    let reader = JournalReader(logs: logs)
    return reader.dayFolders(.live).days.flatMap { reader.day($0, room: .live).entries }.compactMap {
      if case .callback(let event)? = $0.noted?.event { event } else { nil }
    }
  }

  @Test(arguments: [Int64(0), 3, 12, 25], [true, false])
  func `he stays on the list however short he was heard, and who calls again is settled`(
    talk: Int64, isBridged: Bool
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(logs: folder.path, source: "hook", from: Self.start)
    if isBridged { stage.startRecorder() }
    try stage.open("8001", number: 1)
    try stage.tell(Self.event(.ring, "c1", at: stage.now))
    try stage.wait(2)
    try stage.tell(Self.event(.answer, "c1", at: stage.now))
    try stage.wait(talk + 1)
    stage.consoles[0].type("/what 有人拿刀砍人")
    stage.consoles[0].type("/cutoff")
    try stage.wait(1)
    try stage.tell(Self.event(.end, "c1", at: stage.now, reason: .hangup))
    try stage.wait(60)
    let told = Self.callbacks(folder.path)
    #expect(told.map(\.name) == [.opened], "\(told)")

    try stage.tell(Self.event(.ring, "c2", at: stage.now))
    try stage.wait(2)
    try stage.tell(Self.event(.answer, "c2", at: stage.now))
    try stage.wait(60)
    #expect(Self.callbacks(folder.path).compactMap(\.resolution).contains { $0.word == "called-again" })
  }
}

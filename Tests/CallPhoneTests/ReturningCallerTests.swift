import CallConsole
import CallModel
import CallPhone
import TestSupport
import Testing

/// A caller who was passed on or parked comes back to a seat that has closed his record.
@Suite struct ReturningCallerTests {
  private static let start: Int64 = 1_795_340_968_000

  private enum Meanwhile: CaseIterable, Sendable {
    case nothing
    case anotherSeat
    case restart
  }

  private static func event(
    _ kind: PhoneEvent.Kind, _ seat: String, _ leg: String, at time: Int64,
    reason: PhoneEvent.EndReason? = nil, isPassedOn: Bool = false
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "c1", seat: seat, leg: leg, caller: kind == .ring ? "19900000001" : nil, time: time,
      writtenAt: time, source: "hook", reason: reason, isPassedOn: isPassedOn)
  }

  /// One leg: two seconds of ringing, five of talk.
  private static func speak(
    _ stage: inout PhoneStage, _ seat: String, _ leg: String, isPassedOn: Bool,
    whileRinging: (PhoneStage) -> Void = { _ in }
  ) throws {
    try stage.tell(event(.ring, seat, leg, at: stage.now))
    try stage.wait(2)
    whileRinging(stage)
    try stage.tell(event(.answer, seat, leg, at: stage.now))
    try stage.wait(1)
    for index in stage.consoles.indices where stage.consoles[index].phone == seat {
      stage.consoles[index].type("words of \(leg)")
    }
    try stage.wait(4)
    try stage.tell(event(.end, seat, leg, at: stage.now, reason: .hangup, isPassedOn: isPassedOn))
    try stage.wait(3)
  }

  @Test(arguments: Meanwhile.allCases)
  private func `he rings there for all to see, and has a record of his own once more`(
    _ meanwhile: Meanwhile
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(logs: folder.path, source: "hook", from: Self.start)
    try stage.open("8001", number: 1)
    try stage.open("8002", number: 2)
    try Self.speak(&stage, "8001", "l1", isPassedOn: true)
    switch meanwhile {
    case .nothing: break
    case .anotherSeat: try Self.speak(&stage, "8002", "l2", isPassedOn: true)
    case .restart:
      stage.close("8001")
      try stage.open("8001", number: 1)
    }
    try Self.speak(&stage, "8001", "l3", isPassedOn: false) { stage in
      let console = stage.consoles.first { $0.phone == "8001" }
      #expect(console?.desk.ringing?.number == "19900000001")
    }
    for index in stage.consoles.indices { stage.consoles[index].closeAll() }
    let records = stage.states.compactMap(\.record).filter { $0.id.seat.description == "01" }
    #expect(records.map { $0.ring?.isPassedOn } == [false, true])
    #expect(records.allSatisfy { $0.ring?.phoneCall == "c1" && $0.number == "19900000001" })
    #expect(records.map { $0.answer?.timing.ringMilliseconds } == [2_000, 2_000])
    let typed = records.map { record in
      ElementIdentifier.allCases.map(record.element).filter { !$0.isFromPhone }.map(\.text).joined()
    }
    #expect(typed == ["words of l1", "words of l3"])
  }
}

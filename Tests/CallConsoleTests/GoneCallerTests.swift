import CallConsole
import CallModel
import CallProtocol
import Testing

/// A caller who is gone is rung back when the line broke or nobody spoke to him, unless a unit was sent and
/// no word of danger was told: desk and matters say so of every call.
@Suite struct GoneCallerTests {
  /// How the call came to its end.
  enum End: String, CaseIterable, CustomTestStringConvertible {
    case hungUpAndClosed, hungUpAndCutOff, cutOff, putDown, gaveUp

    var leavesHim: Bool {
      switch self {
      case .hungUpAndCutOff, .cutOff, .gaveUp: true
      case .hungUpAndClosed, .putDown: false
      }
    }

    var testDescription: String { rawValue }
  }

  private static let kinds = ["", "/branch 骚扰", "/branch 投诉", "/branch 转介", "/silent"]
  private static let elements = [
    "/when 刚才", "/where 桥上", "/who 两人", "/why 不知", "/object 手机", "/result 无", "/contact 何某",
  ]

  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private func enter(_ lines: [String], at desk: inout CallDesk) {
    for line in lines {
      fixture.clock.advance(milliseconds: 500)
      _ = desk.execute(line)
    }
  }

  private func end(_ end: End, at desk: inout CallDesk) {
    switch end {
    case .hungUpAndClosed, .hungUpAndCutOff:
      _ = desk.take(.hungUp(phoneCall: "a"))
      enter(end == .hungUpAndClosed ? ["/hangup", "/hangup"] : ["/cutoff"], at: &desk)
    case .cutOff, .gaveUp: enter(["/cutoff"], at: &desk)
    case .putDown: enter(["/hangup", "/hangup"], at: &desk)
    }
  }

  private func state(_ record: CallRecord) -> CallState {
    let later = fixture.sink.callbacks.filter { $0.entry == record.id.description }
    return CallState(
      record,
      later: later.map {
        Noted(.callback($0), call: record.id, at: fixture.clock.now().wall, personnel: record.personnel)
      })
  }

  @Test(arguments: End.allCases, kinds)
  func `desk and matters say of every call that is gone whether he is to be rung back`(
    end: End, kind: String
  ) throws {
    for (isDangerous, isSent, isComplete) in [
      (false, false, false), (false, false, true), (false, true, false), (false, true, true),
      (true, false, false),
      (true, false, true), (true, true, false), (true, true, true),
    ] {
      var desk = try fixture.desk()
      if end == .gaveUp {
        enter(["/ring 19900000001"], at: &desk)
      } else {
        let ring = RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "a")
        _ = desk.take(.incoming(ring, elapsed: 0))
        let told = [kind, isDangerous ? "/what 他拿着刀" : "/what 吵架"] + (isComplete ? Self.elements : [])
        enter([""] + told.filter { !$0.isEmpty } + (isSent ? ["/notify 天宁所"] : []), at: &desk)
      }
      let call = try #require(desk.record?.id)
      self.end(end, at: &desk)
      let record = try #require(fixture.sink.records.last { $0.id == call })
      #expect(record.phase == .ended)
      let isServed = end != .gaveUp && isSent && !isDangerous
      let isOwed = end.leavesHim && !isServed
      let what = Comment("danger \(isDangerous), sent \(isSent), complete \(isComplete)")
      #expect(desk.callbacks.open.contains { $0.entry == call.description } == isOwed, what)
      #expect((state(record).callBackSince != nil) == isOwed, what)
      fixture.clock.advance(milliseconds: 86_400_000)
    }
  }

  @Test(arguments: [true, false])
  func `opened again and cut off once more, he waits again, however he was served before`(isSent: Bool) throws
  {
    var desk = try fixture.answeredDesk()
    let call = try #require(desk.record?.id)
    enter((isSent ? ["/notify 天宁所"] : []) + ["/cutoff"], at: &desk)
    if !isSent { enter(["/callback", "/answer", "/hangup", "/hangup"], at: &desk) }
    #expect(desk.callbacks.open.isEmpty)
    enter(["/reopen \(call) 挂早了", "/what 他拿着刀", "/cutoff"], at: &desk)
    #expect(desk.callbacks.open.map(\.entry) == [call.description])
    enter(["/callback", "/answer"], at: &desk)
    #expect(desk.callbacks.open.isEmpty)
  }
}

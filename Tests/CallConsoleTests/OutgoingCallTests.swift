import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A call that goes out: told as one, and named in the record it rings back as that names it.
@Suite struct OutgoingCallTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private func cutOff() throws -> CallDesk {
    var desk = try fixture.answeredDesk()
    for line in ["/said greeting", "/what 有人拿刀", "/where 桥上", "/cutoff"] { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 5_000)
    return desk
  }

  @Test(arguments: ["busy", "no-answer", "unreachable", ""])
  func `every attempt names the call it is for, and is named there`(outcome: String) throws {
    var desk = try cutOff()
    let call = try #require(fixture.sink.calls.last?.id)
    let dialled = desk.execute("/callback").map(\.message.chinese).joined()
    #expect(dialled.contains("去电") && !dialled.contains("来电"), "\(dialled)")
    let outgoing = try #require(desk.record?.id)
    #expect(desk.dialled?.number == "19900000001")
    fixture.clock.advance(milliseconds: 20_000)
    let said = desk.execute(outcome.isEmpty ? "/answer" : "/callback \(outcome)").map(\.message.chinese)
    let tried = fixture.sink.callbacks.compactMap { event -> CallIdentifier? in
      if case .tried(_, _, let call) = event { call } else { nil }
    }
    #expect(tried == [outgoing])
    let record = desk.record ?? fixture.sink.calls.last
    #expect(record?.id == outgoing && record?.links.map(\.call) == [call], "\(outcome)")
    #expect(record?.links.map(\.relation) == [.related])
    // What he said before stands before whoever has him on the line.
    if outcome.isEmpty { #expect(said.contains { $0.contains("有人拿刀") }, "\(said)") }
  }

  @Test func `nobody is told to greet, and no greeting is missed`() throws {
    var desk = try cutOff()
    for line in ["/callback", "/answer"] { _ = desk.execute(line) }
    #expect(desk.record.map { RequirementCheck.asksGreeting(of: $0) } == false)
    for _ in 1...2 {
      _ = desk.execute("/hangup")
      fixture.clock.advance(milliseconds: 1_000)
    }
    #expect(fixture.sink.calls.last?.ring?.isOutgoing == true)
    #expect(fixture.sink.calls.last?.breaches.map(\.rule) == [])
  }
}

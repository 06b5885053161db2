import CallConsole
import CallModel
import CallProtocol
import Testing

/// Callers nobody spoke to, or not to the end.
@Suite struct CallbackTests {
  private let fixture: DeskFixture

  init() throws {
    fixture = try DeskFixture()
  }

  @Test func `a cut-off call goes on the list with its number and place`() throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/where 桥上")
    _ = desk.execute("/cutoff")
    let entry = try #require(desk.callbacks.open.first)
    #expect(entry.opened.number == "19900000001")
    #expect(entry.opened.place == "桥上")
    #expect(fixture.sink.callbacks.count == 1)
  }

  @Test func `who was sent help already needs no call-back`() throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/where 桥上")
    _ = desk.execute("/notify 天宁所")
    _ = desk.execute("/cutoff")
    #expect(desk.callbacks.open.isEmpty)
    #expect(desk.callbacks.entries.values.first?.resolution == .sent(unit: "天宁所"))
  }

  @Test func `a caller who rings again settles his own entry, linked, and nobody else's`() throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/cutoff")
    _ = desk.execute("/ring 19900000002")
    _ = desk.execute("/answer")
    #expect(desk.callbacks.open.count == 1)
    _ = desk.execute("/hangup")
    _ = desk.execute("/ring 19900000001")
    _ = desk.execute("/answer")
    #expect(desk.callbacks.open.isEmpty)
    let call = try #require(desk.record?.id)
    #expect(fixture.sink.callbacks.last == .closed(entry: "20261122-03-0001", .calledAgain(call)))
  }

  @Test(arguments: ["", "0001", "20261122-03-0001"])
  func `a caller rung back is an outgoing call, and settles his entry as reached`(entry: String) throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/cutoff")
    _ = desk.execute("/callback \(entry)")
    #expect(desk.record?.ring == RingSeen(number: "19900000001", isOutgoing: true))
    #expect(desk.callbacks.open.count == 1)
    _ = desk.execute("/answer")
    #expect(desk.callbacks.open.isEmpty)
    #expect(fixture.sink.callbacks.last == .closed(entry: "20261122-03-0001", .reached))
    // Nobody is judged by how long the caller's telephone rang.
    #expect(desk.record?.answer?.timing.verdict != .late && desk.record?.answer?.timing.verdict != .within)
  }

  @Test func `who does not answer the call back stays on the list, with the attempt, and abandoned nothing`()
    throws
  {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/cutoff")
    _ = desk.execute("/callback")
    _ = desk.execute("/cutoff")
    #expect(desk.callbacks.open.count == 1)
    #expect(
      fixture.sink.callbacks.last
        == .tried(entry: "20261122-03-0001", .noAnswer, call: try CallIdentifier("20261122-03-0002")))
  }

  @Test func `nobody is rung back in a call, or when nobody is on the list`() throws {
    var desk = try fixture.desk()
    #expect(desk.execute("/callback").contains { $0.kind == .error })
    desk = try fixture.answeredDesk()
    let call = desk.record?.id
    _ = desk.execute("/callback")
    #expect(desk.record?.id == call)
  }

  @Test func `a caller who gave up is put on the list by whoever puts callers on record, not by each desk`()
    throws
  {
    var desk = try fixture.desk()
    _ = desk.take(.incoming(RingSeen(number: "19900000005", isFromPhone: true, phoneCall: "1"), elapsed: 0))
    _ = desk.take(.stopped(.abandoned, phoneCall: "1"))
    #expect(desk.ringing == nil && desk.open == .idle)
    #expect(fixture.sink.callbacks.isEmpty && fixture.sink.events.isEmpty)
  }

  @Test func `a call answered elsewhere disappears without a record`() throws {
    var desk = try fixture.desk()
    _ = desk.take(.incoming(RingSeen(number: "1", isFromPhone: true, phoneCall: "1"), elapsed: 3_000))
    #expect(desk.ringing?.elapsed == 3_000)
    #expect(desk.open == .ringing)
    _ = desk.take(.stopped(.elsewhere, phoneCall: "1"))
    #expect(desk.ringing == nil)
    #expect(desk.open == .idle)
    #expect(fixture.sink.events.isEmpty)
  }

  @Test func `a ring nobody can confirm any more goes with a word, the operator's own ring stays`() throws {
    var desk = try fixture.desk()
    _ = desk.take(.incoming(RingSeen(number: "1", isFromPhone: true, phoneCall: "1"), elapsed: 3_000))
    #expect(desk.take(.unconfirmed(phoneCall: "1")).map(\.kind) == [.warning])
    #expect(desk.ringing == nil && fixture.sink.events.isEmpty)
    _ = desk.execute("/ring 19900000001")
    #expect(desk.take(.unconfirmed(phoneCall: "1")).isEmpty)
    #expect(desk.ringing != nil && fixture.sink.kinds == [.ring])
  }

  @Test func `Enter answers a call the phone told of, and the measured timing follows`() throws {
    var desk = try fixture.desk()
    _ = desk.take(.incoming(RingSeen(number: "7", isFromPhone: true, phoneCall: "7"), elapsed: 2_000))
    fixture.clock.advance(milliseconds: 1_000)
    _ = desk.execute("")
    #expect(desk.record?.answer?.timing.ringMilliseconds == 3_000)
    #expect(desk.record?.number == "7")
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 2_950, errorMilliseconds: 50, limit: RingLimit())
    _ = desk.take(.answered(CallAnswered(timing: timing, recording: "r.wav"), phoneCall: "7"))
    #expect(desk.record?.answer?.timing.source == .measured)
    #expect(desk.record?.answer?.reported?.ringMilliseconds == 3_000)
    #expect(desk.record?.answer?.recording == "r.wav")
    #expect(desk.callsToday == 1)
  }

  /// A desk with a call of the phone's that was answered there and measured, without a recording yet.
  private func measuredDesk() throws -> CallDesk {
    var desk = try fixture.desk()
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 2_950, errorMilliseconds: 50, limit: RingLimit())
    _ = desk.take(.incoming(RingSeen(number: "7", isFromPhone: true, phoneCall: "7"), elapsed: 2_000))
    _ = desk.take(.answered(CallAnswered(timing: timing), phoneCall: "7"))
    return desk
  }

  @Test func `a recording that is told with the end of the call is stored, once`() throws {
    var desk = try measuredDesk()
    let count = fixture.sink.events.count
    for _ in 1...2 { _ = desk.take(.recorded("r.wav", phoneCall: "7")) }
    #expect(desk.record?.answer?.recording == "r.wav")
    #expect(desk.record?.answer?.timing.ringMilliseconds == 2_950 && desk.callsToday == 1)
    _ = desk.take(.recorded("other.wav", phoneCall: "8"))
    #expect(desk.record?.answer?.recording == "r.wav" && fixture.sink.events.count == count + 1)
  }

  @Test func `a recording that comes after the record was closed is added as an amendment`() throws {
    var desk = try measuredDesk()
    _ = desk.execute("/hangup")
    _ = desk.execute("/hangup")
    #expect(desk.record == nil)
    for _ in 1...2 { _ = desk.take(.recorded("r.wav", phoneCall: "7")) }
    #expect(desk.session.lastClosed?.answer?.recording == "r.wav")
    #expect(fixture.sink.kinds.filter { $0 == .amend }.count == 1)
  }

  @Test func `a measured answer that comes after the record was closed is added to it and opens no other`()
    throws
  {
    var desk = try fixture.desk()
    _ = desk.take(.incoming(RingSeen(number: "7", isFromPhone: true, phoneCall: "7"), elapsed: 2_000))
    _ = desk.execute("")
    _ = desk.execute("/hangup")
    let closed = try #require(desk.session.lastClosed)
    #expect(desk.record == nil && closed.answer?.timing.source == .reported)
    _ = desk.take(.incoming(RingSeen(number: "8", isFromPhone: true, phoneCall: "8"), elapsed: 0))
    let late = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 16_000, errorMilliseconds: 50, limit: RingLimit()
    )
    let ring = RingSeen(number: "7", isFromPhone: true, phoneCall: "7")
    for _ in 1...2 {
      _ = desk.take(.incoming(ring, elapsed: 9_000))
      _ = desk.take(.answered(CallAnswered(timing: late, recording: "r.wav"), phoneCall: "7"))
    }
    let amended = try #require(desk.session.lastClosed)
    #expect(amended.id == closed.id && desk.record == nil && desk.callsToday == 1)
    #expect(amended.answer?.timing == late && amended.answer?.reported == closed.answer?.timing)
    #expect(amended.answer?.recording == "r.wav")
    #expect(desk.ringing?.number == "8")
    #expect(fixture.sink.kinds.filter { $0 == .answer }.count == 2)
  }

  @Test func `the phone's file read again after an interruption makes no second call of the one going on`()
    throws
  {
    var desk = try measuredDesk()
    let events = fixture.sink.events.count
    _ = desk.take(.incoming(RingSeen(number: "7", isFromPhone: true, phoneCall: "7"), elapsed: 9_000))
    #expect(desk.callersBeside.isEmpty && fixture.sink.events.count == events)
    _ = desk.take(.incoming(RingSeen(number: "8", isFromPhone: true, phoneCall: "8"), elapsed: 9_000))
    #expect(desk.callersBeside.map(\.number) == ["8"])
  }
}

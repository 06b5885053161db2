import CallConsole
import CallModel
import Testing

/// What the telephone tells late of a call that a key told of first.
@Suite struct LateWordOfTelephoneTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  @Test(
    arguments: [
      ("19900000001", "19900000001"), ("19900000001", "19900000009"), ("19900000001", ""),
      ("", "19900000009"), ("", ""),
    ], [0, 500, 1_000, 5_000])
  func `a ring with another number than the one typed is another caller`(
    numbers: (typed: String, rings: String), after: Int
  ) throws {
    let (typed, rings) = numbers
    seat.enter("/ring \(typed)")
    seat.enter("/answer")
    seat.wait(Int64(after))
    seat.rings("z", number: rings)
    seat.wait(2_000)
    seat.answered("z")
    let isOther = !typed.isEmpty && !rings.isEmpty && typed != rings
    let isLate = after > 1_500
    #expect(fixture.sink.calls.count == (isOther || isLate ? 2 : 1))
    #expect(fixture.sink.call("z")?.number == (rings.isEmpty && !isLate ? typed : rings))
    if isOther {
      let first = try #require(fixture.sink.calls.first)
      #expect(first.number == typed && first.ring?.phoneCall == nil)
      #expect(first.answer?.timing.source == .reported)
    }
  }

  @Test func `an answer whose ring comes later, with another number than the one typed, is given back`() {
    seat.enter("/ring 19900000001")
    seat.enter("/answer")
    let unknown = CallAnswered(timing: .unknown(limit: RingLimit()))
    seat.phone(.answered(unknown, phoneCall: "z"))
    #expect(fixture.sink.calls.count == 1)
    seat.rings("z", number: "19900000009", elapsed: 3_000)
    seat.answered("z")
    #expect(fixture.sink.calls.map(\.number) == ["19900000001", "19900000009"])
    #expect(fixture.sink.calls.map { $0.ring?.phoneCall } == [nil, "z"])
    #expect(fixture.sink.calls.map { $0.answer?.timing.source } == [.reported, .measured])
  }

  @Test(arguments: [false, true], [0, 1_000, 3_000])
  func `who rings again behind a record closed by key talks from the answer of that ring on`(
    isAnsweredBeforeReopening: Bool, wait: Int
  ) throws {
    seat.rings("a", number: "19900000001")
    seat.wait(800)
    seat.enter()
    seat.phone(.unheard(phoneCall: "a"))
    for line in ["/where 甲地", "/hangup"] { seat.enter(line) }
    #expect(fixture.sink.call("a")?.phase == .ended)
    seat.wait(Int64(wait))
    seat.rings("a", number: "19900000001")
    seat.wait(1_600)
    if isAnsweredBeforeReopening { seat.answered("a", ringing: 1_600) }
    seat.enter("/reopen 挂早了")
    if !isAnsweredBeforeReopening { seat.answered("a", ringing: 2_000) }
    seat.wait(9_400)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.enter("/hangup")
    let talked = try #require(fixture.sink.call("a")?.talkMilliseconds)
    #expect(abs(talked - (isAnsweredBeforeReopening ? 9_800 : 9_400)) <= 400, "\(talked)")
  }

  @Test(arguments: [false, true], [false, true])
  func `whom the telephone says this seat was not put through to, his blank record closes itself`(
    hasGivenUp: Bool, isTyping: Bool
  ) {
    seat.rings("a", number: "19900000001")
    seat.enter()
    if isTyping { seat.type("晋陵") }
    seat.phone(.stopped(hasGivenUp ? .abandoned : .elsewhere, phoneCall: "a"), .missed(phoneCall: "a"))
    #expect(seat.takeSaid().contains("没有接通此来电"))
    #expect(fixture.sink.call("a")?.phase == .answered)
    seat.phone(.left(phoneCall: "a", hasGivenUp: hasGivenUp))
    let ending = hasGivenUp ? CallEnding.abandoned : .elsewhere
    #expect(fixture.sink.call("a")?.ending == (isTyping ? nil : ending))
    #expect(seat.text == (isTyping ? "晋陵" : ""))
    seat.clear()
    seat.enter("/hangup")
    #expect(fixture.sink.call("a")?.ending == ending)
  }
}

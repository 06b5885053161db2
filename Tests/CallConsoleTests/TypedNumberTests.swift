import CallConsole
import CallModel
import Catalogue
import Testing

/// A number typed where a telephone rings is of that caller: it is no answer to the first question of his
/// call, and is not lost.
@Suite struct TypedNumberTests {
  private static let numbers = ["19900000007", "110", "１９９００００００７", "+86 199-0000-0007"]
  private static let endings: [LineNews] = [
    .stopped(.abandoned, phoneCall: "b"), .stopped(.elsewhere, phoneCall: "b"), .unconfirmed(phoneCall: "b"),
  ]

  /// How the caller is answered.
  private enum Answer: CaseIterable {
    case key, lifted, liftedBehindKey, keyBehindLifted
  }

  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private func answer(_ answer: Answer) {
    switch answer {
    case .key: seat.enter()
    case .lifted: seat.answered("a")
    case .liftedBehindKey:
      seat.enter()
      seat.answered("a")
    case .keyBehindLifted:
      seat.answered("a")
      seat.enter()
    }
  }

  private func texts(of record: CallRecord) -> [String] {
    ElementIdentifier.allCases.filter { !record.element($0).isFromPhone }.map { record.element($0).text }
  }

  @Test(arguments: numbers + ["3"], [false, true])
  func `it stands on the line while other telephones ring and stop`(number: String, isBefore: Bool) {
    if isBefore { seat.type(number) }
    seat.rings("a", number: "19900000001")
    if !isBefore { seat.type(number) }
    for ending in Self.endings {
      seat.rings("b", number: "19900000002")
      seat.wait(400)
      #expect(seat.text == number && seat.prompt == "接听> ")
      seat.phone(ending)
      seat.wait(400)
      #expect(seat.text == number && seat.prompt == "接听> ", "\(ending)")
    }
    #expect(fixture.sink.events.isEmpty)
  }

  @Test(arguments: numbers, Answer.allCases)
  private func `behind the answer it is in no field that Enter answers, and is in the record`(
    number: String, answer: Answer
  ) throws {
    for isBefore in [false, true] {
      for isBeside in [false, true] {
        let test = try TypedNumberTests()
        try test.take(number, answer, isBefore: isBefore, isBeside: isBeside)
      }
    }
  }

  private func take(_ number: String, _ answer: Answer, isBefore: Bool, isBeside: Bool) throws {
    let about: Comment = "\(number) \(answer) \(isBefore) \(isBeside)"
    if isBefore { seat.type(number) }
    seat.rings("a", number: "19900000001")
    if !isBefore { seat.type(number) }
    seat.wait(400)
    if isBeside { seat.rings("b", number: "19900000002") }
    self.answer(answer)
    #expect(seat.prompt == "何时> " && seat.text.isEmpty, about)
    #expect(seat.takeSaid().contains(number), about)
    for _ in 1...3 { seat.enter("", after: 2_000) }
    for line in ["/when 刚才", "/where 甲地"] { seat.enter(line) }
    let open = try #require(fixture.sink.call("a"))
    #expect(open.phase == .answered && !texts(of: open).contains { $0.contains(number) }, about)
    // Where the caller can be reached it stands, to be entered or not.
    seat.enter("/contact")
    #expect(seat.text == number, about)
    seat.press(.up)
    seat.enter("/hangup")
    let closed = try #require(fixture.sink.call("a"))
    #expect(closed.ending == .finished && closed.unentered.map(\.text) == [number], about)
    if isBeside {
      seat.enter()
      #expect(fixture.sink.call("b")?.phase == .answered && seat.text.isEmpty, about)
      #expect(fixture.sink.call("b")?.unentered == [], about)
    }
  }

  @Test(arguments: [Answer.lifted, .keyBehindLifted])
  private func `a count of rings that came too late to answer by is no answer`(answer: Answer) throws {
    seat.rings("a", number: "19900000001")
    seat.type("3")
    seat.wait(400)
    self.answer(answer)
    #expect(seat.text.isEmpty && seat.prompt == "何时> ")
    seat.enter("", after: 2_000)
    let record = try #require(fixture.sink.call("a"))
    #expect(record.element(.when).state == .notAsked && record.answer?.timing.source == .measured)
    seat.press(.pageUp)
    #expect(seat.text == "3")
  }

  @Test func `typed in time the count answers`() throws {
    seat.rings("a", number: "19900000001")
    seat.enter("3")
    let record = try #require(fixture.sink.call("a"))
    #expect(record.answer?.timing.basis == .count && seat.text.isEmpty)
  }
}

import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// What a centre writes into its own protocol file, at the desk: sentences with the city and the operator's
/// number in them (`{city}`, `{operator}`), and departments it has confirmed.
@Suite struct CentreDataTests {
  private static func document() throws -> ProtocolDocument {
    let shipped = try #require(ProtocolReader.readShipped().document)
    let phrases = shipped.phrases.map { phrase in
      "[phrase \(phrase.identifier)]\ntext = {city}{operator}号\(phrase.text)\n"
        + "english = {city} {operator}: \(phrase.english)\n"
    }
    return try #require(
      ProtocolReader.read(Array(("base = shipped\n" + phrases.joined()).utf8), file: "own").document)
  }

  private static func desk(_ fixture: DeskFixture, language: UserLanguage) throws -> CallDesk {
    let session = CallSession(
      document: try document(), seat: try SeatIdentifier("03"), personnel: try OperatorIdentifier("041207"),
      numbers: CallNumbers(knownFrom: CivilDate(dayNumber: 0)), deadline: DeskFixture.deadline)
    return CallDesk(session: session, language: language, sink: fixture.sink, clock: fixture.clock)
  }

  @Test(arguments: UserLanguage.allCases)
  func `no brace reaches the screen or the record, whatever is asked, said or missing`(language: UserLanguage)
    throws
  {
    let fixture = try DeskFixture()
    let console = try TypedConsole(
      fixture, desk: try Self.desk(fixture, language: language), isLinked: false)
    var shown: [String] = []
    func look() { shown += [console.panel, console.prompt, console.takeSaid()] }
    look()
    console.enter("19900000001")
    console.enter()
    look()
    #expect(console.panel.contains("常州041207号你好，常州110"))
    if language == .english { #expect(console.panel.contains("Changzhou 041207: Hello")) }
    for key in 1...12 where key != 9 {
      for _ in 1...2 {
        console.press(key)
        look()
      }
    }
    for element in ElementIdentifier.allCases {
      console.enter("/\(element.rawValue)")
      look()
      console.press(.tab)
      look()
    }
    for line in ["/help", "/status", "/hangup", "/silent", "/category 抢夺", "/level 3"] {
      console.enter(line)
      look()
    }
    console.press(9)
    look()
    for _ in 1...2 {
      console.press(12)
      look()
    }
    console.enter()
    look()
    for text in shown { #expect(!text.contains("{") && !text.contains("}"), "\(text)") }
    let said = fixture.sink.calls[0].phrases
    #expect(said.count > 10 && said.allSatisfy { $0.text.hasPrefix("常州041207号") || $0.phrase == nil })
  }

  @Test func `the sentence as it is said, typed whole, is the sentence`() throws {
    let fixture = try DeskFixture()
    var desk = try Self.desk(fixture, language: .chinese)
    for line in ["/ring 19900000001", "/answer", "/said 常州041207号你好，常州110"] { _ = desk.execute(line) }
    #expect(desk.record?.phrases.last?.phrase == "greeting")
    // Another person's number is not this one's sentence.
    _ = desk.execute("/said 常州041299号你好，常州110")
    #expect(desk.record?.phrases.last?.phrase == nil)
  }

  @Test func `article 5 is met by a department the centre has confirmed, and by no example`() throws {
    for isConfirmed in [false, true] {
      let fixture = try DeskFixture()
      let own = isConfirmed ? "[referral water]\naddress = 某路1号\nchecked = 2026-11-01\n" : ""
      let document = try #require(
        ProtocolReader.read(Array(("base = shipped\n" + own).utf8), file: "own").document)
      let session = CallSession(
        document: document, seat: try SeatIdentifier("03"), personnel: try OperatorIdentifier("041207"),
        numbers: CallNumbers(knownFrom: CivilDate(dayNumber: 0)), deadline: DeskFixture.deadline)
      var desk = CallDesk(session: session, language: .chinese, sink: fixture.sink, clock: fixture.clock)
      for line in ["/ring 19900000001", "/answer", "/branch referral"] { _ = desk.execute(line) }
      let name = try #require(document.referrals.entry(named: "water")?.department)
      let effects = desk.execute("/refer \(name)")
      #expect(desk.record?.referrals.last?.isComplete == isConfirmed)
      #expect(effects.contains { $0.kind == .warning } == !isConfirmed)
      #expect(desk.missing?.chinese.contains("地址") == !isConfirmed, "\(desk.missing?.chinese ?? "-")")
    }
  }
}

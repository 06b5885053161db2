import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Places
import Testing

/// A number alone is no answer by mistake: it chooses of the list on the screen, or is asked about once where
/// the element takes no such number.
@Suite struct NumberAloneTests {
  private static let gazetteer = Gazetteer([
    Place(name: "晋陵中路", kind: .road, district: "天宁区"), Place(name: "晋宁中路", kind: .road),
  ])

  private func seat(_ language: UserLanguage, _ fixture: DeskFixture) throws -> TypedConsole {
    var desk = try fixture.desk(language: language)
    desk.gazetteer = Self.gazetteer
    let seat = try TypedConsole(fixture, desk: desk)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/said F1")
    return seat
  }

  private func record(_ fixture: DeskFixture) throws -> CallRecord {
    try #require(fixture.sink.call("a"))
  }

  /// What each element takes of numbers alone: a time, a house number, a telephone.
  private static let taken: [ElementIdentifier: [String]] = [
    .when: ["10", "１０", "1530", "930"], .where: ["189", "12", "3"],
    .contact: ["13800000000", "85550000", "110000"],
  ]
  /// What an element takes as well, and what has more in it than a number.
  private static let worded: [ElementIdentifier: [String]] = [
    .when: ["10分钟前", "10点"], .where: ["189号", "3幢201"], .who: ["35岁", "2个人"], .what: ["2人打架"],
    .object: ["3部手机"], .result: ["2人受伤"], .contact: ["本机"], .why: ["欠100元"],
  ]
  private static let refused: [ElementIdentifier: [String]] = [
    .when: ["13800000000"], .where: ["13800000000"], .what: ["1", "10", "110", "１"], .who: ["1", "35", "２"],
    .why: ["1", "50"], .object: ["1", "300"], .result: ["2", "15"], .contact: ["1", "25"],
  ]

  @Test(arguments: ElementIdentifier.allCases, UserLanguage.allCases)
  func `without a list a number is taken where the element has such, else asked about once`(
    element: ElementIdentifier, language: UserLanguage
  ) throws {
    for isAtPrompt in [true, false] {
      for text in (Self.taken[element] ?? []) + (Self.worded[element] ?? []) {
        let fixture = try DeskFixture()
        let seat = try seat(language, fixture)
        seat.enter("/\(element.rawValue)")
        seat.enter(isAtPrompt ? text : "/\(element.rawValue) \(text)")
        #expect(try record(fixture).element(element).text == text, "\(element) \(text)")
      }
      for text in Self.refused[element] ?? [] {
        let fixture = try DeskFixture()
        let seat = try seat(language, fixture)
        seat.enter("/\(element.rawValue)")
        let prompt = seat.prompt
        _ = seat.takeSaid()
        seat.enter(isAtPrompt ? text : "/\(element.rawValue) \(text)")
        #expect(try record(fixture).element(element).state == .notAsked, "\(element) \(text)")
        #expect(seat.text == text && seat.prompt == prompt && seat.takeSaid().contains(text), "\(text)")
        // Pressed too soon it is the bounce of the first press; pressed again it is meant so.
        seat.enter("", after: 50)
        #expect(try record(fixture).element(element).state == .notAsked && seat.text == text)
        seat.enter()
        #expect(try record(fixture).element(element).text == text, "\(element) \(text)")
      }
    }
  }

  @Test(arguments: ElementIdentifier.allCases, UserLanguage.allCases)
  func `with the kinds on the screen a number takes the one it stands beside`(
    element: ElementIdentifier, language: UserLanguage
  ) throws {
    for number in 1...3 {
      let fixture = try DeskFixture()
      let seat = try seat(language, fixture)
      seat.enter("/what 有人抢我的包")
      let kinds = fixture.document.categoryMatcher.proposals(for: "有人抢我的包")
      try #require(
        kinds.count == 3 && seat.panel.contains("\(number) \(kinds[number - 1].name.text(language))"))
      seat.enter("/\(element.rawValue)")
      let before = try record(fixture).element(element)
      let prompt = seat.prompt
      seat.enter("\(number)")
      #expect(try record(fixture).category?.code == kinds[number - 1].code, "\(element) \(number)")
      #expect(try record(fixture).element(element) == before && seat.prompt == prompt && seat.text.isEmpty)
      // The list is gone with it.
      seat.enter("/undo")
      #expect(try record(fixture).category == nil)
    }
  }

  @Test(arguments: ElementIdentifier.allCases.filter { ![.when, .where].contains($0) })
  func `a number that the list does not have says how far it goes`(element: ElementIdentifier) throws {
    for number in ["0", "4", "99"] {
      let fixture = try DeskFixture()
      let seat = try seat(.chinese, fixture)
      seat.enter("/what 有人抢我的包")
      seat.enter("/\(element.rawValue)")
      let before = try record(fixture)
      _ = seat.takeSaid()
      seat.enter(number)
      #expect(try record(fixture) == before && seat.text == number, "\(element) \(number)")
      #expect(seat.takeSaid().contains("列表只有 1 到 3"))
    }
  }

  @Test(arguments: ElementIdentifier.allCases)
  func `with places on the screen a number takes the place`(element: ElementIdentifier) throws {
    for number in 1...2 {
      let fixture = try DeskFixture()
      let seat = try seat(.chinese, fixture)
      seat.enter("/where 进陵中路")
      let offered = Self.gazetteer.proposals(for: "进陵中路").map(\.answer)
      try #require(offered.count == 2 && seat.panel.contains("何地? 1 "))
      seat.enter("/\(element.rawValue)")
      seat.enter("\(number)")
      #expect(try record(fixture).element(.where).text == offered[number - 1], "\(element) \(number)")
      #expect(try element == .where || record(fixture).element(element).state == .notAsked)
    }
  }

  @Test
  func `with two lists on the screen nothing is guessed, and at the place's own prompt it is the place`()
    throws
  {
    let fixture = try DeskFixture()
    let seat = try seat(.chinese, fixture)
    for line in ["/where 进陵中路", "/what 有人抢我的包", "/who"] { seat.enter(line) }
    let before = try record(fixture)
    _ = seat.takeSaid()
    seat.enter("1")
    let said = seat.takeSaid()
    #expect(try record(fixture) == before && said.contains("/类别 1") && said.contains("/何地 1"), "\(said)")
    seat.clear()
    seat.enter("/category 2")
    let kinds = fixture.document.categoryMatcher.proposals(for: "有人抢我的包")
    #expect(try record(fixture).category?.code == kinds[1].code)
    seat.enter("/where")
    seat.enter("2")
    #expect(try record(fixture).element(.where).text == Self.gazetteer.proposals(for: "进陵中路")[1].answer)
  }

  @Test func `where nobody can be asked the number is taken at its word, and said`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.answeredDesk()
    let effects = desk.execute("/what 1")
    #expect(desk.record?.element(.what).text == "1" && effects.contains { $0.kind == .warning })
  }
}

import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A sentence to be said to somebody who speaks English has its English in the row below, wherever it stands.
@Suite struct SentenceInEnglishTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  /// English shown because the whole console is, or because of the call alone.
  private static let ways: [(language: UserLanguage, command: String)] = [
    (.english, "/show"), (.chinese, "/language 英语"), (.chinese, "/language english"),
  ]

  private func answered(_ way: (language: UserLanguage, command: String)) throws -> TypedConsole {
    let console = try TypedConsole(
      fixture, desk: try fixture.desk(language: way.language), columns: 200, rows: 60)
    console.rings("1", number: "19900000001")
    console.answered("1")
    console.enter(way.command)
    return console
  }

  /// Every row of the panel that has a sentence has its English in the next one; how many there were.
  @discardableResult
  private func expectEnglish(_ console: TypedConsole, _ step: Comment) throws -> Int {
    let personnel = try OperatorIdentifier("041207")
    let sentences: [(text: String, english: String)] =
      fixture.document.phrases.map {
        let text = fixture.document.wording(of: $0, by: personnel)
        return (text, fixture.document.wording(of: $0, by: personnel, language: .english))
      } + fixture.document.safeChecks.map { ($0.text.chinese, $0.text.english) }
    var count = 0
    for (index, row) in console.panelRows.enumerated() {
      guard
        let found = sentences.first(where: { row.contains("「\($0.text)」") || row.contains("“\($0.text)”") })
      else { continue }
      count += 1
      let below = console.panelRows.dropFirst(index + 1).first ?? ""
      #expect(below.contains(found.english), step)
    }
    return count
  }

  @Test(arguments: ways.indices)
  func `over a whole call each sentence on the screen has its English below`(way: Int) throws {
    let console = try answered(Self.ways[way])
    #expect(try expectEnglish(console, "greeting") == 1)
    for key in (1...12).filter({ ![8, 9].contains($0) }) {
      for press in 1...2 {
        console.press(.function(key))
        try expectEnglish(console, "F\(key), press \(press)")
      }
      console.press(.escape)
      try expectEnglish(console, "behind F\(key)")
    }
  }

  @Test(arguments: ways.indices)
  func `promise, consent and farewell that stand by themselves have theirs too`(way: Int) throws {
    let console = try answered(Self.ways[way])
    for line in ["/said F1", "/where 晋陵中路189号", "/what 抢夺手机"] { console.enter(line) }
    #expect(console.panel.contains("我们马上派民警来"))
    #expect(try expectEnglish(console, "the promise beside the question") == 2)
    for line in ["/said F4", "/notify 天宁所", "/category 100300", "/level 2"] { console.enter(line) }
    for element in ["when", "who", "why", "object", "result", "contact"] { console.enter("/\(element) ?") }
    console.press(.escape)
    var isSaid: Bool { fixture.sink.call("1")?.phrases.last?.text.contains("再见") == true }
    for press in 1...4 where !isSaid {
      console.press(12)
      #expect(try expectEnglish(console, "closing \(press)") >= 1 || isSaid)
    }
    #expect(isSaid)
  }

  @Test func `a call in Chinese on a Chinese console has no English row`() throws {
    let console = try answered((.chinese, "/language 普通话"))
    #expect(console.panel.contains("你好，常州110"))
    #expect(!console.panel.contains("Changzhou"))
  }
}

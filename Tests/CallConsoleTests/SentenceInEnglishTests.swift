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
    console.press(1)
    for words in ["十分钟前", "天宁区晋陵中路189号", "有人抢夺我的手机", "两名男子", "不认识", "黑色手机", "手臂擦伤", "就这个号码"] {
      console.enter(words)
    }
    #expect(console.panel.contains("我们马上派民警来"))
    #expect(try expectEnglish(console, "the promise by itself") >= 1)
    console.press(4)
    console.enter()
    for sentence in ["我先挂机，可以吗", "谢谢您的来电，再见"] {
      #expect(console.panel.contains(sentence))
      #expect(try expectEnglish(console, "\(sentence) by itself") >= 1)
      console.press(12)
    }
    #expect(fixture.sink.call("1")?.phrases.last?.text.contains("再见") == true)
  }

  @Test func `a call in Chinese on a Chinese console has no English row`() throws {
    let console = try answered((.chinese, "/language 普通话"))
    #expect(console.panel.contains("你好，常州110"))
    #expect(!console.panel.contains("Changzhou"))
  }
}

import CallConsole
import CallModel
import CallProtocol
import Catalogue
import TestSupport
import Testing

/// The row that proposes a kind of call: with its level and what that means, and one Enter for both.
@Suite struct KindRowTests {
  private let document: ProtocolDocument

  init() throws {
    document = try DeskFixture().document
  }

  /// Every category that can be proposed: no class, and not what is taken where nothing is known.
  private var proposable: [CategoryDefinition] {
    let classes = Set(document.categories.compactMap(\.parent))
    return document.categories.filter { !classes.contains($0.code) && $0.kind != .other }
  }

  /// A word of the category's own that proposes it first and speaks of no danger to life beyond its level.
  private func ownWord(of category: CategoryDefinition) -> String? {
    let words = [category.name.chinese] + document.everydayWords(of: category.code)
    return words.lazy.map { $0.replacing("*", with: "") }.first { word in
      document.categoryMatcher.proposals(for: word).first?.code == category.code
        && document.dangerWords.doubt(about: category.defaultLevel ?? 1, in: [word]) == nil
    }
  }

  @Test(arguments: UserLanguage.allCases)
  func `behind what happened the row of every kind has its level and what that means, and Enter books both`(
    language: UserLanguage
  ) throws {
    #expect(proposable.count > 100)
    for category in proposable {
      let word = try #require(ownWord(of: category), "\(category.code) \(category.name.chinese)")
      let fixture = try DeskFixture()
      let seat = try TypedConsole(fixture, desk: try fixture.desk(language: language))
      seat.rings("a", number: "19900000001")
      seat.answered("a")
      for line in ["/said F1", "/what \(word)"] { seat.enter(line) }
      let level = try #require(category.defaultLevel.flatMap(document.level))
      let (name, meaning) = (category.name.text(language), level.meaning.text(language))
      let mark = language == .chinese ? " \(level.number)级" : " (\(level.number))"
      let about: Comment = "\(category.code) \(word): \(seat.panel)"
      // A long row goes on in the one below it.
      let shown = seat.panelRows.map { $0.filter { $0 != " " } }.joined()
      #expect(shown.contains("1\(name)\(mark)".filter { $0 != " " }), about)
      #expect(shown.contains(meaning.filter { $0 != " " }), about)
      #expect(fixture.sink.call("a")?.category == nil && fixture.sink.call("a")?.level == nil)
      seat.press(9)
      let hint = seat.panelRows.map { $0.filter { $0 != " " } }.joined()
      #expect(hint.contains(meaning.filter { $0 != " " }), about)
      seat.enter()
      let record = try #require(fixture.sink.call("a"))
      #expect(record.category?.code == category.code && record.level == level.number, about)
    }
  }
}

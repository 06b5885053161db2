import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// The row with a sentence to be said names just the keys that book it.
@Suite struct ShownByKeyTests {
  /// How far the call is when the key is pressed.
  enum Stage: String, CaseIterable {
    case answered, greeted, told, graded, closing
    var lines: [String] {
      let told = ["/said F1", "/where 甲路1号", "/what 打架"]
      return switch self {
      case .answered: []
      case .greeted: ["/said F1"]
      case .told: told
      case .graded, .closing: told + ["/category 200100", "/level 2"]
      }
    }
  }

  private func seat(_ stage: Stage, key: Int?, _ fixture: DeskFixture, _ language: UserLanguage) throws
    -> TypedConsole
  {
    let seat = try TypedConsole(fixture, desk: try fixture.desk(language: language))
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    for line in stage.lines { seat.enter(line) }
    if stage == .closing { seat.press(9) }
    if let key { seat.press(key, after: 2_000) }
    return seat
  }

  /// What the rows name: each sentence's key, and whether an empty line books it, too.
  private func rows(_ panel: String) -> [(key: Int, byEnter: Bool)] {
    // A long row goes on in the one below it.
    panel.filter { !$0.isWhitespace }
      .matches(of: /(?:请说:「[^」]*」|say:“[^”]*”)F([0-9]+)(或空行回车|orEnteronanemptyline)?/)
      .compactMap { match in Int(match.output.1).map { ($0, match.output.2 != nil) } }
  }

  @Test(arguments: Stage.allCases, UserLanguage.allCases)
  func `every key and Enter book a sentence just where its row names them`(
    stage: Stage, language: UserLanguage
  ) throws {
    var named = 0
    for pressed in [nil] + (1...12).map(Optional.some) {
      let shown = rows(try seat(stage, key: pressed, try DeskFixture(), language).panel)
      named += shown.count
      for row in shown {
        for byEnter in [true, false] {
          let fixture = try DeskFixture()
          let seat = try seat(stage, key: pressed, fixture, language)
          let before = fixture.sink.call("a")?.phrases.count ?? 0
          if byEnter { seat.enter("", after: 2_000) } else { seat.press(.function(row.key), after: 2_000) }
          let books = fixture.sink.call("a")?.phrases.count == before + 1
          #expect(
            books == (byEnter ? row.byEnter : true) || byEnter && shown.contains { $0.byEnter },
            "\(stage) \(pressed ?? 0): F\(row.key) Enter \(byEnter)")
        }
      }
    }
    #expect(named > 3)
  }
}

extension TypedConsole {
  fileprivate func press(_ function: Int, after milliseconds: Int64) {
    press(.function(function), after: milliseconds)
  }
}

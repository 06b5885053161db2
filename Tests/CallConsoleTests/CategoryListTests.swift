import CallConsole
import CallModel
import Testing

/// The list of kinds on the screen is one list: its first is what Enter takes, its numbers are the panel's.
@Suite struct CategoryListTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/said F1")
  }

  private var kind: String? { fixture.sink.call("a")?.category?.name }

  /// The names in the list said, by their numbers.
  private func listed() -> [String] {
    seat.said.filter { $0.contains(" ") }.compactMap { row in
      row.firstMatch(of: /^ *[0-9]+ [0-9]+ *(\S+)/).map { String($0.output.1) }
    }
  }

  @Test(arguments: ["盗", "打", "抢"], ["", "有人抢夺我的手机", "邻居吵架"])
  func `Enter and 1 take the same of a list that was searched for`(search: String, matter: String) throws {
    if !matter.isEmpty { seat.enter("/what \(matter)") }
    seat.press(9)
    _ = seat.takeSaid()
    seat.enter(search)
    let first = try #require(listed().first)
    #expect(seat.panel.contains("1 \(first)"))
    seat.enter()
    #expect(kind == first)
    seat.enter("/undo")
    _ = seat.takeSaid()
    seat.enter("/category \(search)")
    seat.enter("1")
    #expect(kind == first)
  }

  @Test(arguments: [("投诉", "投诉"), ("骚扰", "骚扰"), ("转介", "咨询")])
  func `inside a branch its kinds are proposed`(branch: String, word: String) {
    seat.enter("/branch \(branch)")
    seat.press(9)
    #expect(seat.panel.contains("1 ") && seat.panel.contains(word))
    seat.enter()
    #expect(kind != nil)
  }

  @Test func `where nothing speaks for a kind Enter takes none`() {
    seat.press(9)
    seat.enter()
    #expect(kind == nil)
  }
}

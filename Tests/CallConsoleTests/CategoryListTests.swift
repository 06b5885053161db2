import CallConsole
import CallModel
import CallProtocol
import Catalogue
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

  // MARK: Numbers

  /// What stands in the lists said, by number: one or several in a row.
  private func numbered() -> [Int: String] {
    let items = seat.takeSaid().matches(of: /(?:^|\s)([0-9]{1,2}) ([0-9]{6}) (\S+)/)
    return Dictionary(items.map { (Int($0.output.1) ?? -1, String($0.output.2)) }) { first, _ in first }
  }

  /// The number the list has for a class, and the kinds in it.
  private static let classes: [String] = {
    let all = ProtocolReader.readShipped().document?.categories ?? []
    let parents = Set(all.compactMap(\.parent))
    return all.filter { parents.contains($0.code) }.map(\.code)
  }()

  @Test(arguments: classes, [true, false])
  func `a class's number lists its kinds, and theirs takes one`(code: String, isAtPrompt: Bool) throws {
    let name = try #require(fixture.document.category(code: code)?.name.chinese)
    let children = fixture.document.categories.filter { $0.parent == code }.map(\.code)
    _ = seat.takeSaid()
    // A list that has the class in it with others.
    seat.enter("/category \(code.prefix(3))")
    let offered = numbered()
    let number = try #require(offered.first { $0.value == code }?.key, "\(name) \(offered)")
    seat.enter(isAtPrompt ? "\(number)" : "/category \(number)")
    #expect(kind == nil && seat.prompt == "类别> ")
    let listed = numbered()
    #expect(Set(listed.values) == Set(children), "\(name)")
    let last = try #require(listed.keys.max())
    seat.enter(isAtPrompt ? "\(last)" : "/category \(last)")
    #expect(fixture.sink.call("a")?.category?.code == listed[last])
  }

  @Test(arguments: [true, false], ["0", "00", "N", "99", "０"])
  func `a number the list does not have says how far it goes, and takes and lists nothing`(
    isAtPrompt: Bool, typed: String
  ) {
    _ = seat.takeSaid()
    seat.enter("/category")
    let count = numbered().count
    let number = typed == "N" ? "\(count + 1)" : typed
    seat.enter(isAtPrompt ? number : "/category \(number)")
    let said = seat.takeSaid()
    #expect(kind == nil && said.contains("列表只有 1 到 \(count)"), "\(said)")
    seat.enter(isAtPrompt ? "1" : "/category 1")
    #expect(kind != nil || !numbered().isEmpty)
  }

  @Test func `without a list a number says so`() {
    seat.enter("/category 1")
    #expect(kind == nil && seat.takeSaid().contains("屏幕上没有可选的列表"))
  }

  @Test func `a long list of kinds has room on the screen`() throws {
    let most = try #require(
      Self.classes.max { first, second in
        let count = { (code: String) in fixture.document.categories.count { $0.parent == code } }
        return count(first) < count(second)
      })
    _ = seat.takeSaid()
    seat.enter("/category \(most.prefix(3))")
    let number = try #require(numbered().first { $0.value == most }?.key)
    seat.enter("\(number)")
    #expect(seat.said.count + seat.panelRows.count <= 24, "\(seat.said.count)")
    #expect(numbered().count > 9)
  }
}

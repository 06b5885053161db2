import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Places
import PlainText
import Testing

/// The centre's places at the desk.
@Suite struct PlaceTests {
  private static let gazetteer = Gazetteer(
    GazetteerReader.read(
      Array(
        """
        name\tkind\tdistrict\taliases\tformer\tsite
        晋陵中路\troad\t天宁区
        晋陵北路\troad\t新北区
        关河东路\troad\t天宁区
        红梅新村\testate\t天宁区\t红梅大院
        长虹路\troad\t武进区
        A1203\tpole\t钟楼区\t\t\t关河西路
        """.utf8)
    ).places)

  private func answered(language: UserLanguage = .chinese) throws -> CallDesk {
    var desk = try DeskFixture().desk(language: language)
    desk.gazetteer = Self.gazetteer
    for line in ["/ring 19900000001", "/answer", "/said greeting"] { _ = desk.execute(line) }
    return desk
  }

  private func place(_ desk: CallDesk) -> String? { desk.record?.element(.where).text }
  private func typed(_ desk: CallDesk) -> String? { desk.record?.element(.where).typed }

  @Test func `what was typed is recorded as it is, and a digit at the place's prompt or command chooses`()
    throws
  {
    for choice in ["/where 1", "/何地 １", "1"] {
      var desk = try answered()
      _ = desk.execute("/where 进陵中路189号对面")
      #expect(place(desk) == "进陵中路189号对面")
      #expect(desk.enteredPlaces.first?.text == "晋陵中路189号对面")
      if !choice.hasPrefix("/") { _ = desk.execute("/where") }
      _ = desk.execute(choice)
      #expect(place(desk) == "天宁区晋陵中路189号对面" && typed(desk) == "进陵中路189号对面", "\(choice)")
      #expect(desk.record?.element(.where).previous == ["进陵中路189号对面"])
      #expect(desk.enteredPlaces.isEmpty)
      _ = desk.press(.undo)
      #expect(place(desk) == "进陵中路189号对面" && typed(desk) == nil)
    }
  }

  @Test func `a digit without a list, out of the list, or behind more words is what was typed`() throws {
    for (lines, expected) in [
      (["/where 1"], "1"), (["/where 进陵中路", "/where 9"], "9"), (["/where 进陵中路", "/where 1号楼"], "1号楼"),
      (["/where 长虹路", "/where 1"], "1"), (["/where 外星基地", "/where 1"], "1"),
    ] {
      var desk = try answered()
      for line in lines { _ = desk.execute(line) }
      #expect(place(desk) == expected, "\(lines)")
    }
  }

  @Test func `nothing is proposed for a place that is written right, chosen, taken back or replaced`() throws
  {
    for lines in [
      ["/where 晋陵中路"], ["/where 天宁区晋陵中路"], ["/where 进陵中路", "/where 1"], ["/where 进陵中路", "/undo"],
      ["/where 进陵中路", "/where 不知名的地方"], ["/where ?"], ["/where 进陵中路", "/where !"],
    ] {
      var desk = try answered()
      for line in lines { _ = desk.execute(line) }
      #expect(desk.enteredPlaces.isEmpty, "\(lines)")
    }
  }

  @Test func `one caller's places are never another's`() throws {
    var desk = try answered()
    _ = desk.execute("/where 进陵中路")
    #expect(!desk.enteredPlaces.isEmpty)
    _ = desk.execute("/hangup")
    _ = desk.execute("/hangup")
    for line in ["/ring 19900000002", "/answer"] { _ = desk.execute(line) }
    #expect(desk.enteredPlaces.isEmpty)
    _ = desk.execute("/where 1")
    #expect(place(desk) == "1")
  }

  @Test(arguments: [
    ("晋陵中路189号", "天宁所"), ("红梅大院3幢", "天宁所"), ("长虹路", "武进所"), ("晋陵北路", "新北所"), ("A1203号灯杆", "钟楼所"),
  ])
  func `the district that the places tell proposes its unit`(typed: String, unit: String) throws {
    var desk = try answered()
    _ = desk.execute("/where \(typed)")
    _ = desk.execute("/what 打架")
    _ = desk.press(.function(8))
    let first = try #require(desk.proposedUnits.first)
    let districts = desk.document.units.first { $0.name.chinese == unit }?.districts ?? []
    #expect(first.name.chinese == unit || first.districts == districts, "\(first.name.chinese)")
  }

  @Test func `places stand under the line while they are typed, and Tab goes through them`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    desk.gazetteer = Self.gazetteer
    let console = try TypedConsole(fixture, desk: desk, isLinked: false)
    console.enter("19900000001")
    console.enter()
    console.enter("/where")
    console.type("jlzl")
    console.wait(200)
    #expect(console.panel.contains("地点: 1 晋陵中路"))
    console.press(.tab)
    #expect(console.text == "天宁区晋陵中路")
    console.enter("对面")
    let place = try #require(fixture.sink.calls.first?.element(.where))
    #expect(place.text == "天宁区晋陵中路对面" && place.typed == "jlzl")
    // What was chosen once says nothing of what is typed later.
    console.enter("/where 天宁区晋陵中路5号")
    #expect(fixture.sink.calls.first?.element(.where).typed == nil)
    console.type("/where hmxc")
    console.press(.tab)
    console.enter()
    let other = try #require(fixture.sink.calls.first?.element(.where))
    #expect(other.text == "天宁区红梅新村" && other.typed == "hmxc")
    console.enter("/where 进陵中")
    #expect(console.panel.contains("何地? 1 晋陵中路"))
    #expect(console.panel.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
  }

  /// A file that is read while the console is at work.
  private final class Feed: PlaceFeed {
    var read: PlacesRead?

    func poll() -> PlacesRead? {
      defer { read = nil }
      return read
    }
  }

  @Test func `the file comes while the console works, its faults are said once, and half of it is used`()
    throws
  {
    let fixture = try DeskFixture()
    let feed = Feed()
    let console = LiveConsole(
      desk: try fixture.desk(), setting: ConsoleSetting(version: "test"), places: feed)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    func said() -> [String] {
      console.handle(.tick).flatMap { change -> [String] in
        if case .say(let lines) = change { lines.map(\.description) } else { [] }
      }
    }
    #expect(said().isEmpty)
    let faults = (1...9).map { Message("坏行 \($0)", "bad line \($0)") }
    feed.read = PlacesRead(gazetteer: Self.gazetteer, faults: faults)
    let told = said()
    #expect(told.count == 4 && told[0].contains("坏行 1") && told[3].contains("6"), "\(told)")
    #expect(said().isEmpty)
  }

  @Test(arguments: UserLanguage.allCases)
  func `without a panel the places and an alike call are told in a line, once`(language: UserLanguage) throws
  {
    let fixture = try DeskFixture()
    var desk = try fixture.desk(language: language)
    desk.gazetteer = Self.gazetteer
    var console = PipeConsole(desk: desk, usesJSON: false)
    var number = 0
    func take(_ line: String) -> [String] {
      number += 1
      return console.take(line, line: number, wasCut: false)
    }
    for line in ["/ring 19900000002", "/answer", "/where 红梅新村3幢", "/what 着火了", "/hangup", "/hangup"] {
      _ = take(line)
    }
    fixture.clock.advance(milliseconds: 300_000)
    for line in ["/ring 19900000001", "/answer"] { _ = take(line) }
    let alike = language == .chinese ? "可能同一件事" : "likely the same"
    let where_ = language == .chinese ? "何地?" : "where?"
    let first = take("/where 洪梅新村")
    #expect(first.contains { $0.hasPrefix(where_) && $0.contains("1 红梅新村") }, "\(first)")
    let second = take("/what 冒烟")
    #expect(second.contains { $0.hasPrefix(alike) && $0.contains("20261122-03-0001") }, "\(second)")
    let third = take("/note 再说")
    #expect(!third.contains { $0.hasPrefix(alike) || $0.hasPrefix(where_) })
    // Choosing the place is nothing new about the earlier call.
    #expect(!take("/where 1").contains { $0.hasPrefix(where_) })
    let chosen = try #require(fixture.sink.calls.last?.element(.where))
    #expect(chosen.text == "天宁区红梅新村" && chosen.typed == "洪梅新村")
  }

  @Test func `a chosen place and the same one typed are one spot`() {
    #expect(PlaceLikeness("天宁区晋陵中路189号 (进陵中路189号)", "晋陵中路189号").permille >= PlaceLikeness.samePlace)
    #expect(PlaceLikeness("天宁区红梅新村 (hmxc)", "天宁区红梅新村 (洪梅新村)").permille == 1_000)
    #expect(PlaceLikeness("天宁区红梅新村 (hmxc)", "武进区长虹路 (hmxc)").permille < PlaceLikeness.maybeSame)
  }
}

import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Places
import Testing

/// What is proposed is always of the words as they stand now, however they came there.
@Suite struct ProposedOnScreenTests {
  private static let gazetteer = Gazetteer([
    Place(name: "晋陵中路", kind: .road, district: "天宁区"), Place(name: "长虹路", kind: .road, district: "武进区"),
  ])

  private func answered(_ fixture: DeskFixture) throws -> CallDesk {
    var desk = try fixture.desk()
    desk.gazetteer = Self.gazetteer
    for line in ["/ring 19900000001", "/answer", "/said F1"] { _ = desk.execute(line) }
    return desk
  }

  /// The words that stand, worked out by themselves.
  private func expectProposals(_ desk: CallDesk, _ about: Comment) throws {
    let record = try #require(desk.record)
    let matter = record.element(.what).text + record.element(.object).text
    let kinds = desk.document.categoryMatcher.proposals(for: matter).map(\.code)
    #expect(desk.proposedCategories.map(\.code) == (record.category == nil ? kinds : []), about)
    let place = record.element(.where)
    let places = Self.gazetteer.proposals(for: place.text)
    let isChosen = place.typed != nil || places.contains(where: \.isExact)
    #expect(desk.enteredPlaces.map(\.answer) == (isChosen ? [] : places.map(\.answer)), about)
  }

  /// Lines behind each other, each looked at.
  private static let courses: [[String]] = [
    ["/what 着火了", "/what 有人偷电瓶车"], ["/who 着火了", "/move what"], ["/what 着火了", "/move who"],
    ["/what 着火了", "/undo"], ["/what 着火了", "/what 打架", "/undo"], ["/what 着火了", "/what ?"],
    ["/what 着火了", "/amend what 打架 // 听错"], ["/what 着火了", "/amend what 打架"],
    ["/what 着火了", "/amend what 打架 // 听错", "/undo"], ["/object 手机被偷", "/what 打架"],
    ["/what 着火了", "/object 煤气罐"], ["/what 着火了", "/category 盗窃", "/undo"],
    ["/what 着火了", "/category 盗", "/who 两人"], ["/what 着火了", "/category 盗", "/back"],
    ["/where 进陵中路", "/where 长虹"], ["/where 进陵中路", "/move who"], ["/who 进陵中路", "/move where"],
    ["/where 进陵中路", "/undo"], ["/where 进陵中路", "/where 1", "/undo"], ["/where 进陵中路", "/where 1"],
    ["/where 进陵中路", "/amend where 长虹 // 听错"], ["/where 进陵中路", "/amend where 长虹 // 听错", "/undo"],
    ["/where 长虹路", "/where 进陵中路"], ["/where 进陵中路", "/where !"],
  ]

  @Test(arguments: courses)
  func `behind every line the list is that of the words that stand`(course: [String]) throws {
    let fixture = try DeskFixture()
    var desk = try answered(fixture)
    for line in course {
      _ = desk.execute(line)
      guard desk.open != .category else { continue }
      try expectProposals(desk, "\(course) at \(line)")
    }
  }

  /// The same answers in every order come to the same proposals.
  @Test func `the order of the answers changes nothing`() throws {
    let lines = ["/where 长虹", "/what 着火了", "/object 电动车", "/who 两人"]
    var results: Set<[String]> = []
    for order in permutations(lines) {
      var desk = try answered(try DeskFixture())
      for line in order { _ = desk.execute(line) }
      try expectProposals(desk, "\(order)")
      _ = desk.press(.function(8))
      results.insert(
        desk.proposedCategories.map(\.code) + desk.enteredPlaces.map(\.answer)
          + desk.proposedUnits.map(\.name.chinese))
    }
    #expect(results.count == 1)
  }

  private func permutations(_ lines: [String]) -> [[String]] {
    guard lines.count > 1 else { return [lines] }
    return lines.indices.flatMap { index in
      var rest = lines
      let line = rest.remove(at: index)
      return permutations(rest).map { [line] + $0 }
    }
  }

  @Test(arguments: [["/who 进陵中路189号", "/move where"], ["/where 甲", "/amend where 晋陵中路189号 // 听错"]])
  func `an earlier call is offered when its place comes by another way`(lines: [String]) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    let before = ["/ring 19900000002", "/answer", "/where 晋陵中路189号", "/what 着火了", "/hangup", "/hangup"]
    for line in before { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 300_000)
    for line in ["/ring 19900000001", "/answer", "/what 冒烟"] + lines { _ = desk.execute(line) }
    #expect(desk.alike.map(\.call.number) == ["19900000002"])
    _ = desk.execute("/undo")
    #expect(desk.alike.isEmpty)
  }

  @Test func `a search at the kind's prompt is gone with it, and tells nothing of the units`() throws {
    var desk = try answered(try DeskFixture())
    for line in ["/what 着火了", "/category 盗"] { _ = desk.execute(line) }
    #expect(desk.proposedCategories.first?.name.chinese.contains("盗") == true)
    _ = desk.press(.escape)
    try expectProposals(desk, "escape")
    _ = desk.press(.function(8))
    #expect(desk.proposedUnits.first?.kind == .fire)
  }

  @Test func `a call that comes back behind a crash has its proposals`() throws {
    let fixture = try DeskFixture()
    var first = try answered(fixture)
    for line in ["/where 进陵中路", "/what 着火了"] { _ = first.execute(line) }
    let record = try #require(first.record)
    var second = try fixture.desk()
    second.gazetteer = Self.gazetteer
    _ = second.resume(record)
    try expectProposals(second, "resumed")
  }

  @Test func `a place entered before the places were read is looked up once they are there`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    for line in ["/ring 19900000001", "/answer", "/where 进陵中路189号", "/what 打架"] { _ = desk.execute(line) }
    #expect(desk.enteredPlaces.isEmpty)
    _ = desk.take(PlacesRead(gazetteer: Self.gazetteer, faults: []))
    #expect(desk.enteredPlaces.first?.text == "晋陵中路189号")
    _ = desk.press(.function(8))
    #expect(desk.proposedUnits.first?.name.chinese == "天宁所")
  }

  @Test func `that holds for a caller beside, too`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    for line in ["/ring 19900000001", "/answer", "/where 进陵中路189号"] { _ = desk.execute(line) }
    _ = desk.take(.incoming(RingSeen(number: "19900000002", isFromPhone: true, phoneCall: "b"), elapsed: 0))
    _ = desk.swapCalls()
    _ = desk.execute("/answer")
    _ = desk.take(PlacesRead(gazetteer: Self.gazetteer, faults: []))
    #expect(desk.record?.number == "19900000002" && desk.enteredPlaces.isEmpty)
    _ = desk.swapCalls()
    #expect(desk.record?.number == "19900000001")
    #expect(desk.enteredPlaces.first?.text == "晋陵中路189号")
  }

  // MARK: Moving

  @Test(arguments: UserLanguage.allCases)
  func `what is moved says from where to where, and what stood there`(language: UserLanguage) throws {
    for (lines, previous) in [
      (["/when 晋陵中路189号"], nil), (["/where 乙地", "/when 晋陵中路189号"], "乙地"),
    ] as [([String], String?)] {
      let fixture = try DeskFixture()
      var desk = try fixture.desk(language: language)
      for line in ["/ring 19900000001", "/answer"] + lines { _ = desk.execute(line) }
      let said = desk.execute("/移 何地").map { $0.message.text(language) }
      let names = [ElementIdentifier.when, .where].map { desk.document.element($0).name.text(language) }
      let told = said.first { row in row.contains("晋陵中路189号") && names.allSatisfy(row.contains) }
      #expect(told != nil && previous.map { told?.contains($0) == true } ?? true, "\(said)")
      let place = try #require(desk.record?.element(.where))
      #expect(place.text == "晋陵中路189号" && place.previous == (previous.map { [$0] } ?? []))
      #expect(desk.record?.element(.when).state == .notAsked)
    }
  }

  @Test(arguments: ["甲", "乙", "丙", "丁", "某", "哈", "嗯", "啊", "呃", "喂", "的", "了", "我", "x", "？", "1"])
  func `a single odd character proposes nothing`(text: String) throws {
    var desk = try answered(try DeskFixture())
    _ = desk.execute("/what \(text)")
    #expect(desk.proposedCategories.map(\.name.chinese) == [])
  }

  @Test(arguments: ["偷", "抢", "火", "赌"])
  func `a character that is a word proposes its kind`(text: String) throws {
    var desk = try answered(try DeskFixture())
    _ = desk.execute("/what \(text)")
    #expect(!desk.proposedCategories.isEmpty)
  }
}

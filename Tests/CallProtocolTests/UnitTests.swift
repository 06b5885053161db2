import CallModel
import CallProtocol
import Catalogue
import Testing

/// Units as data: how a typed name finds one, which promise it keeps, whom a call is proposed.
@Suite struct UnitTests {
  let document: ProtocolDocument

  init() throws {
    document = try shippedDocument()
  }

  @Test(arguments: [
    ("天宁所", "tianning"), ("天宁派出所", "tianning"), ("天宁派出所巡逻三组", "tianning"), ("tianning", "tianning"),
    ("TNS", "tianning"), ("１２０", "ambulance"), ("急救120", "ambulance"), ("救护车", "ambulance"), ("119", "fire"),
    ("消防119", "fire"), ("消防", "fire"), ("燃气抢修", "gas"), ("派出所", "local-station"), ("督察", "inspectors"),
    ("交警二大队", "traffic-police"), ("ambulance 120", "ambulance"),
  ])
  func `a typed name finds its unit`(typed: String, code: String) {
    #expect(document.unit(typed: typed)?.code == code)
  }

  @Test(arguments: ["甲所", "食堂", "", " ", "园林处", "我的天宁所"])
  func `a name that is not in the list finds none`(typed: String) {
    #expect(document.unit(typed: typed) == nil)
  }

  /// Every unit of the list against both promises of article 4, by every key that tells a unit.
  @Test(arguments: [NotificationPurpose.dispatch, .department, nil])
  func `officers alone keep the promise to send police, all others the one to tell a department`(
    purpose: NotificationPurpose?
  ) throws {
    for unit in document.units {
      var session = try talking()
      _ = session.say(phrase: "urgent-police", at: moment(2))
      _ = session.say(phrase: "urgent-department", at: moment(3))
      let outcome = session.notify(unit: unit.name.chinese, text: "", purpose: purpose, at: moment(4))
      let record = try #require(outcome.record)
      let open = record.openPromises.map(\.promise.kind)
      #expect(open == (unit.kind == .officers ? [.notifyDepartment] : [.dispatch]), "\(unit.code) \(open)")
      #expect(record.notifications.last?.notification.kind == unit.kind)
      #expect(record.notifications.last?.notification.isUnlisted == false)
      let isWarned = outcome.notices.contains(.notKept(.dispatch, unit: unit.name.chinese))
      #expect(isWarned == (unit.kind.purpose == .department), "\(unit.code)")
    }
  }

  @Test func `a name that is not in the list is kept and marked`() throws {
    var session = try talking()
    let outcome = session.notify(unit: "甲所", text: "两组", purpose: nil, at: moment(2))
    let told = try #require(outcome.record?.notifications.last?.notification)
    #expect(told.unit == "甲所" && told.text == "两组" && told.isUnlisted && told.kind == nil)
    #expect(outcome.notices.contains(.unlistedUnit("甲所")))
  }

  @Test func `without a list nothing is marked`() throws {
    let removed = document.units.map { "[unit \($0.code)]\nremove = yes\n" }.joined()
    let bare = try #require(read("base = shipped\n" + removed).document)
    var session = try talking(bare)
    let outcome = session.notify(unit: "甲所", text: "", purpose: nil, at: moment(2))
    #expect(outcome.record?.notifications.last?.notification.isUnlisted == false)
    #expect(!outcome.notices.contains(.unlistedUnit("甲所")))
  }

  @Test func `a chase of any unit stays a chase`() throws {
    for unit in document.units {
      var session = try talking()
      let outcome = session.notify(unit: unit.name.chinese, text: "", purpose: .chase, at: moment(2))
      #expect(outcome.record?.notifications.last?.notification.purpose == .chase, "\(unit.code)")
    }
  }

  // MARK: Level 1

  @Test func `level 1 with nobody sent is owed until somebody is, whoever it is`() throws {
    for unit in document.units where unit.kind != .inspectors {
      var session = try talking()
      let graded = session.grade(level: 1, at: moment(2))
      #expect(graded.record?.openDeeds.map(\.promise.kind) == [.help])
      let sent = session.notify(unit: unit.name.chinese, text: "", purpose: nil, at: moment(3))
      #expect(sent.record?.openDeeds.map(\.promise.kind) == [], "\(unit.code)")
    }
  }

  @Test func `it is owed after the end, among what is left to be done`() throws {
    var session = try talking()
    _ = session.grade(level: 1, at: moment(2))
    let ended = session.hangUp(at: moment(3))
    let record = try #require(ended.record)
    #expect(record.phase == .ended)
    #expect(CallState(record, later: []).openPromises.map(\.promise.kind) == [.help])
    #expect(CallState(record, later: []).isOpen)
  }

  @Test
  func `it is not owed when somebody was sent before, the call repeats another, or the level is lowered`()
    throws
  {
    var sent = try talking()
    _ = sent.notify(unit: "天宁所", text: "", purpose: nil, at: moment(2))
    #expect(sent.grade(level: 1, at: moment(3)).record?.openDeeds == [])
    let earlier = try CallIdentifier("20261122-03-0001")
    let link = CallLink(call: earlier, relation: .same, reason: "number")
    var before = try talking()
    _ = before.link(link, at: moment(2))
    #expect(before.grade(level: 1, at: moment(3)).record?.openDeeds == [])
    var after = try talking()
    _ = after.grade(level: 1, at: moment(2))
    #expect(after.link(link, at: moment(3)).record?.openDeeds == [])
    var lowered = try talking()
    _ = lowered.grade(level: 1, at: moment(2))
    #expect(lowered.grade(level: 3, at: moment(3)).record?.openDeeds == [])
    #expect(lowered.grade(level: 1, at: moment(4)).record?.openDeeds.map(\.promise.kind) == [.help])
  }

  // MARK: Sentences with something to fill in

  @Test func `the national greeting can be written as data`() throws {
    let text = "base = shipped\n[phrase greeting]\ntext = 您好，{city}110，{operator}号接警员为您服务\n"
    let own = try #require(read(text).document)
    var session = try talking(own)
    let said = session.say(phrase: "greeting", at: moment(2)).record?.phrases.last
    #expect(said?.text == "您好，常州110，041207号接警员为您服务")
    #expect(own.greeting.text.contains("{operator}"))
  }

  // MARK: Proposals

  @Test func `units are proposed by what the category sends and by the district in the place`() {
    func codes(_ category: String, _ place: String) -> [String] {
      document.units(for: document.category(code: category), place: place).prefix(3).map(\.code)
    }
    #expect(codes("100200", "天宁区晋陵中路189号").first == "tianning")
    #expect(codes("100200", "钟楼区南大街").first == "zhonglou")
    #expect(!codes("100200", "钟楼区南大街").contains("tianning"))
    #expect(codes("400100", "天宁区红梅新村").prefix(2) == ["fire", "tianning"])
    #expect(codes("500600", "某处").first == "ambulance")
    #expect(codes("601300", "某处").prefix(2) == ["water", "gas"])
    #expect(codes("980100", "某处").isEmpty)
    #expect(document.units(for: nil, place: "新北区").first?.code == "xinbei")
  }

  @Test func `what is typed completes to units by the beginning of a name, then by any part of it`() {
    #expect(document.units(matching: "天").first?.code == "tianning")
    #expect(document.units(matching: "12").map(\.code).prefix(2) == ["traffic-police", "ambulance"])
    #expect(document.units(matching: "反诈").map(\.code) == ["anti-fraud"])
    #expect(document.units(matching: "") == [])
  }

  private func moment(_ second: Int64) -> Moment {
    Moment(wall: WallInstant(milliseconds: 1_795_000_000_000 + second * 1_000), monotonic: second * 1_000)
  }

  private func talking(_ own: ProtocolDocument? = nil) throws -> CallSession {
    let seat = try SeatIdentifier("03")
    let personnel = try OperatorIdentifier("041207")
    var session = CallSession(
      document: own ?? document, seat: seat, personnel: personnel,
      numbers: CallNumbers(knownFrom: CivilDate(dayNumber: 0)),
      deadline: { day in ComplaintOpened(due: day, counted: [], isProvisional: false) })
    _ = session.ring(RingSeen(number: "19900000001"), at: moment(0))
    _ = session.answer(at: moment(1))
    return session
  }
}

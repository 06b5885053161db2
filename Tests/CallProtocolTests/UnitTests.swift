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
      #expect(isWarned == (document.toldAs(unit.kind) == .department), "\(unit.code)")
    }
  }

  /// Every kind against every promise, as the file says it and as another file says it.
  @Test func `which kind of unit keeps which promise is data`() throws {
    for kind in UnitKind.allCases {
      let told = UnitNotified(unit: "x", purpose: document.toldAs(kind), kind: kind)
      let expected: Set<PromiseKind> =
        switch kind {
        case .officers: [.dispatch, .help]
        case .inspectors: [.notifyDepartment]
        case .fire, .ambulance, .gas, .water, .power, .department: [.notifyDepartment, .help]
        }
      #expect(Set(PromiseKind.allCases.filter { document.keeps($0, by: told) }) == expected, "\(kind)")
    }
    let text = "base = shipped\n[unit-kind fire]\ntold-as = dispatch\nkeeps = dispatch、notify-department\n"
    let own = try #require(read(text).document)
    var session = try talking(own)
    _ = session.say(phrase: "urgent-police", at: moment(2))
    let outcome = session.notify(unit: "119", text: "", purpose: nil, at: moment(3))
    #expect(outcome.record?.openPromises == [])
    #expect(outcome.record?.notifications.last?.notification.purpose == .dispatch)
  }

  @Test(arguments: [
    ("[unit-kind officers]\nkeeps = everything\n", "keeps"),
    ("[unit-kind officers]\ntold-as = sent\n", "told-as"),
  ])
  func `a kind of unit with a word nobody knows is a fault`(text: String, key: String) {
    let faults = read("base = shipped\n" + text).faults
    #expect(faults.count == 1)
    if case .badWord(let found, _)? = faults.first?.problem {
      #expect(found == key)
    } else {
      Issue.record("\(faults)")
    }
  }

  @Test func `a unit that is not listed keeps what its purpose says`() {
    let sent = UnitNotified(unit: "甲所", purpose: .dispatch)
    #expect(document.keeps(.dispatch, by: sent) && document.keeps(.help, by: sent))
    #expect(!document.keeps(.notifyDepartment, by: sent))
    let department = UnitNotified(unit: "园林处", purpose: .department)
    #expect(document.keeps(.notifyDepartment, by: department) && !document.keeps(.dispatch, by: department))
    let chased = UnitNotified(unit: "甲所", purpose: .chase, kind: .officers)
    #expect(PromiseKind.allCases.filter { document.keeps($0, by: chased) } == [.chase])
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

  @Test func `a level corrected to 1 after the end is owed like one that was given, and back again`() throws {
    for lines in [["3"], []] {
      var session = try talking()
      for level in lines { _ = session.grade(level: Int(level) ?? 3, at: moment(2)) }
      let call = try #require(session.hangUp(at: moment(3)).record?.id)
      let raised = session.amend(field: "level", text: "1", reason: "听录音", at: moment(4))
      #expect(raised.events.map(\.event.kind) == [.amend, .promise] && raised.call == call)
      #expect(raised.notices.contains(.promised(.help)))
      let record = try #require(raised.record)
      #expect(CallState(record, later: []).openPromises.map(\.promise.kind) == [.help])
      // What the matters are told of by these very lines.
      let book = CallBook(raised.events.map { $0.recorded(of: call) })
      #expect(book.openMatters.map(\.id) == [call] && book[call]?.openPromises.map(\.promise.kind) == [.help])
      #expect(session.amend(field: "level", text: "2", reason: "误改", at: moment(5)).record?.openDeeds == [])
      #expect(
        session.amend(field: "level", text: "1", reason: "又改", at: moment(6)).record?.openDeeds.count == 1)
    }
    var sent = try talking()
    _ = sent.notify(unit: "120", text: "", purpose: nil, at: moment(2))
    _ = sent.hangUp(at: moment(3))
    #expect(sent.amend(field: "level", text: "1", reason: "x", at: moment(4)).record?.openDeeds == [])
    var talking = try talking()
    _ = talking.grade(level: 3, at: moment(2))
    let corrected = talking.correct(field: "level", text: "1", reason: "听错", at: moment(3))
    #expect(corrected.record?.openDeeds.map(\.promise.kind) == [.help])
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

import CallModel
import CallProtocol
import Testing

@Suite struct ReferralDirectoryTests {
  let directory: ReferralDirectory

  init() throws {
    directory = try shippedDocument().referrals
  }

  @Test(arguments: [
    ("身份证", "id-card"), ("补办身份证", "id-card"), ("工地噪音", "citizens-hotline"), ("夜间施工", "citizens-hotline"),
    ("工地晚上施工太吵了", "citizens-hotline"), ("欠薪", "wages"), ("老板拖欠工资三个月", "wages"), ("停水", "water"),
    ("煤气味", "gas"), ("停电", "electricity"), ("１２３４５", "citizens-hotline"), ("挪车", "car-in-the-way"),
    ("城市管理局指挥中心", "urban-management"), ("legal aid", "legal-aid"), ("护照 丢失", "exit-entry"),
    ("快递丢失", "citizens-hotline"), ("退货 商家", "market"), ("流浪狗", "dogs"),
  ])
  func `a matter finds its department first`(query: String, identifier: String) {
    #expect(directory.search(query).first?.entry.identifier == identifier)
  }

  @Test func `a match says what matched`() throws {
    let match = try #require(directory.search("工地晚上施工太吵了").first)
    #expect(match.matters == ["工地", "施工"])
    #expect(!match.matchesDepartment)
    let named = try #require(directory.search("法律援助中心").first)
    #expect(named.matchesDepartment)
  }

  @Test func `meeting more words comes before meeting one well`() {
    let found = directory.search("噪音 物业")
    #expect(found.first?.entry.identifier == "citizens-hotline")
    #expect(found.first?.wordsMet == 2)
    #expect(found.dropFirst().allSatisfy { $0.wordsMet <= 2 })
  }

  @Test(arguments: ["", "   ", "，。", "外星人绑架"])
  func `what is not there finds nothing`(query: String) {
    #expect(directory.search(query) == [])
  }

  @Test func `the number of matches is limited and their order repeats`() {
    #expect(directory.search("电", limit: 3).count <= 3)
    #expect(directory.search("投诉") == directory.search("投诉"))
    #expect(directory.search("身份证", limit: 0) == [])
  }

  @Test func `a department is found by its id, its name or a part that is unique`() {
    #expect(directory.entry(named: "wages")?.department == "劳动保障监察支队")
    #expect(directory.entry(named: "劳动保障监察支队")?.identifier == "wages")
    #expect(directory.entry(named: "监察支队")?.identifier == "wages")
    #expect(directory.entry(named: "生态环境局") == nil)
    #expect(directory.entry(named: "") == nil)
  }

  @Test(
    arguments: [
      ("样板路1号", "12345", true), ("样板路1号", nil, false), (nil, "12345", false), ("", "12345", false),
      ("　 ", "12345", false), ("样板路1号", " ", false), (nil, nil, false),
    ] as [(String?, String?, Bool)])
  func `a referral is complete with address and telephone`(
    address: String?, telephone: String?, complete: Bool
  ) {
    #expect(ReferralGiven(department: "甲", address: address, telephone: telephone).isComplete == complete)
  }

  /// The shipped directory with two entries that a centre has confirmed.
  private func confirmed() throws -> ReferralDirectory {
    let text = """
      base = shipped
      [referral water]
      checked = 2026-07-20
      [referral gas]
      example = no
      checked = 2026-06-01
      """
    return try #require(read(text).document).referrals
  }

  @Test(arguments: [
    ("2026-07-20", 0, false), ("2027-07-20", 365, false), ("2027-07-21", 366, true), ("2026-07-19", -1, true),
  ])
  func `an entry wants checking when over a year old`(day: String, age: Int, old: Bool) throws {
    let entry = try #require(confirmed().entry(named: "water"))
    let date = try #require(CivilDate(day))
    #expect(entry.age(on: date) == age)
    #expect(entry.needsChecking(on: date) == old)
  }

  @Test func `the entries wanting a check come oldest first`() throws {
    let date = try #require(CivilDate("2027-08-20"))
    #expect(try confirmed().needingCheck(on: date).map(\.identifier) == ["gas", "water"])
  }

  @Test func `what ships is an example and meets article 5 nowhere, until a centre confirms it`() throws {
    #expect(directory.examples.count == directory.entries.count)
    for entry in directory.entries {
      #expect(entry.lastChecked == nil && !entry.given.isComplete, "\(entry.identifier)")
      #expect(entry.given.confirmed.isComplete, "\(entry.identifier)")
    }
    let own = try confirmed()
    #expect(own.examples.count == directory.entries.count - 2)
    #expect(own.entry(named: "water")?.given.isComplete == true)
  }

  @Test func `a number that was withdrawn is told nowhere`() {
    for number in ["12369", "12305"] {
      #expect(!shippedText.contains("telephone = \(number)"))
      #expect(directory.entries.allSatisfy { !$0.answer.contains(number) })
    }
    for matter in ["污水", "工地噪音", "快递丢失", "臭味"] {
      #expect(directory.search(matter).first?.entry.telephone == "12345", "\(matter)")
    }
  }
}

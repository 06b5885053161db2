import CallModel
import CallReview
import Catalogue
import TestSupport
import Testing

/// Generated calls with invented personal data strewn over all their texts, in all the ways people write it.
@Suite struct MaskerTests {
  @Test(arguments: 0..<200) func `what one field tells of people is hidden in every text of the call`(
    seed: Int
  )
    throws
  {
    var call = StrewnCall(seed: UInt64(seed))
    let record = try call.record()
    let steps = call.steps()
    let holders: [any TextHolding] = [record] + steps
    for extent in [MaskingExtent.record, .list] {
      let masker = Masker(extent, knowing: holders)
      let shown = holders.flatMap { Self.texts(of: $0.masked(by: masker)) }
      for secret in call.secrets(extent) {
        let leak = shown.first { StrewnCall.plain($0).contains(secret) }
        #expect(leak == nil, "\(seed) \(extent) \(secret): \(leak ?? "")")
      }
      // Hiding twice is hiding once.
      for holder in holders {
        let once = Self.texts(of: holder.masked(by: masker))
        let again = Masker(extent, knowing: [record.masked(by: masker)])
        #expect(
          once.map { again.hide($0, kind: .remark) } == once.map { Masker(extent).hide($0, kind: .remark) },
          "\(seed)")
      }
    }
    let whole = holders.flatMap { Self.texts(of: $0.masked(by: Masker(.none, knowing: holders))) }
    #expect(whole == holders.flatMap { Self.texts(of: $0) })
    for secret in call.secrets(.list) {
      #expect(whole.contains { StrewnCall.plain($0).contains(secret) }, "\(seed) \(secret)")
    }
  }

  /// Every event of the call by itself, and all that a JSON record shows.
  @Test(arguments: 200..<240) func `events and the exported record hide the same`(seed: Int) throws {
    var call = StrewnCall(seed: UInt64(seed))
    let events = call.events
    let record = try call.record()
    let masker = Masker(.list, knowing: events)
    let shown =
      events.map { String(decoding: $0.masked(by: masker).payload(offsetMilliseconds: nil), as: UTF8.self) }
      + [String(decoding: RecordFields(record.masked(.list)).json, as: UTF8.self)]
      + RecordFields(record.masked(.list)).values
    for secret in call.secrets(.list) {
      let leak = shown.first { StrewnCall.plain($0).contains(secret) }
      #expect(leak == nil, "\(seed) \(secret): \(leak ?? "")")
    }
  }

  @Test(arguments: [
    ("巷57号", "", "到57号找人", "到**号找人"), ("桃花坞巷57号", "", "桃花坞巷57", "桃花坞巷**"),
    ("桃花坞巷57号", "", "损失57元", "损失57元"), ("桃花坞巷57号", "", "157号", "157号"),
    ("桃花坞巷57号3单元502室", "", "我在 ５０２ 室", "我在 *** 室"), ("桃花坞巷十二号", "", "住12号", "住**号"),
    ("", "第九棉纺织厂三车间", "九棉纺织厂的人", "****的人"), ("", "第九棉纺织厂三车间", "棉纺厂", "棉纺厂"),
    ("", "第九棉纺织厂三车间", "第 九棉纺织厂三车间", "第 ****"),
  ]) func `of an address and a work unit parts are hidden, too`(
    address: String, unit: String, note: String, hidden: String
  ) {
    let masker = Masker(
      .record,
      knowing: [
        CallEvent.complaintField(ComplaintAnswer(field: .address, state: .given, text: address)),
        CallEvent.complaintField(ComplaintAnswer(field: .workUnit, state: .given, text: unit)),
      ])
    #expect(masker.hide(note, kind: .remark) == hidden)
  }

  @Test(arguments: [
    ("一九九零零零零零零零一", "一九九****零零零一"), ("1 99 0000 - 0001", "1 99 **** - 0001"), ("尾号90000", "尾号****0"),
    ("损失9000元", "损失9000元"),
  ]) func `a known number is hidden however it is written, and a part of it`(note: String, hidden: String) {
    let masker = Masker(.record, knowing: [CallEvent.ring(RingSeen(number: "19900000001"))])
    #expect(masker.hide(note, kind: .remark) == hidden)
  }

  @Test func `every field of the record is got, hidden and corrected by one list`() throws {
    var call = StrewnCall(seed: 7)
    var record = try call.record()
    for field in RecordField.allCases {
      if let name = field.amended { #expect(RecordField(amended: name) == field) }
      guard let name = field.amended, field != .recordingID else { continue }
      let old = try #require(record.value(ofField: name), "\(name)")
      let new = field == .level ? "3" : "改\(name)"
      let amendment = Amendment(field: name, previous: old, text: new, reason: "")
      record.apply(
        Noted<CallEvent>(
          .amend(amendment), at: record.beganAt, offsetMilliseconds: nil, personnel: record.personnel))
      #expect(record.value(ofField: name) == new && field.value(in: record).contains(new), "\(name)")
    }
    #expect(record.value(ofField: "weather") == nil)
  }

  @Test func `what reviewers wrote hides what the call's record tells of people`() throws {
    var call = StrewnCall(seed: 11)
    let record = try call.record()
    let person = record.personnel
    let texts = call.remarks(6)
    let events: [ReviewEvent] = [
      .card(
        ScoreCardFilled(
          person: person, isSecond: false, items: [MarkedItem(item: .attitude, mark: .yes, remark: texts[0])],
          remark: texts[1])), .feedback(texts[2]), .reply(texts[3]),
      .appeal(AppealMade(item: .attitude, reason: texts[4])),
      .decision(AppealDecided(item: .attitude, isUpheld: true, reason: texts[5])),
    ]
    let book = ReviewBook(
      events.map { Noted<ReviewEvent>($0, call: record.id, at: record.beganAt, personnel: person) })
    let shown = try #require(book.calls[record.id]).masked(.record, with: record)
    let table = StrewnCall.plain(ReviewTable.table(shown, language: .chinese).text)
    for secret in call.secrets(.record) { #expect(!table.contains(secret), "\(secret)") }
  }

  private static func texts(of holder: some TextHolding) -> [String] {
    var texts: [String] = []
    _ = holder.replacingTexts { _, text in
      texts.append(text)
      return text
    }
    return texts
  }
}

/// A call with invented people in it.
struct StrewnCall {
  private static let families = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
  private static let given = ["文山", "武水", "才木", "德火", "勇金", "珍土", "翠羽", "冬雪"]
  private static let streets = ["桃花坞巷", "兰园路", "清潭新村", "怀德桥弄"]
  private static let units = ["第九棉纺织厂三车间", "红星电机厂质检科", "江南航运社调度室"]
  private var random: SplitMix
  private let number: String
  private let phone: String
  private let contactNumber: String
  private let subscriber: String
  private let contact: String
  private let complainant: String
  private let caller: String
  private let house: String
  private let home: String
  private let plate: String
  private let unit: String
  /// The events; made once.
  private(set) lazy var events: [CallEvent] = makeEvents()

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    func pick<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
    func digits(_ count: Int) -> String { (0..<count).map { _ in String(random.next() % 10) }.joined() }
    var names: Set<String> = []
    while names.count < 4 { names.insert(String(pick(Self.families)) + pick(Self.given)) }
    let people = names.sorted()
    (subscriber, contact, complainant, caller) = (people[0], people[1], people[2], people[3])
    number = "199" + digits(8)
    phone = "0519" + digits(8)
    contactNumber = "198" + digits(8)
    // Its end is the number of no other house.
    house = "\(1 + random.next() % 8)0\(random.next() % 10)"
    home =
      "\(pick(Self.streets))\(20 + random.next() % 70)号\(2 + random.next() % 8)单元\(1001 + random.next() % 900)室"
    plate = "苏D" + digits(5)
    unit = pick(Self.units)
    self.random = random
  }

  /// What must not be seen, in the form of `plain`.
  func secrets(_ extent: MaskingExtent) -> [String] {
    let numbers = home.split { !$0.isASCII }
    let marks = ["号", "单元", "室"]
    let rooms = zip(numbers, marks).map { "\($0)\($1)" }.filter { $0.first != nil }
    let always = [number, phone, contactNumber, subscriber, contact, complainant, caller, plate, unit]
    return (always + rooms + (extent == .list ? ["\(house)号"] : [])).map(Self.plain)
  }

  /// A text as it is compared: half-width, Chinese digits plain, nothing between.
  static func plain(_ text: String) -> String {
    let digits: [Character: Character] = [
      "〇": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8",
      "九": "9",
    ]
    return String(
      text.unicodeScalars.map {
        (0xFF01...0xFF5E).contains($0.value) ? UnicodeScalar($0.value - 0xFEE0) ?? $0 : $0
      }
      .map { digits[Character($0)] ?? Character($0) }.filter { !" \u{3000}-－_.".contains($0) }
    ).lowercased()
  }

  /// A secret as somebody writes it.
  private mutating func written(_ secret: String) -> String {
    switch random.next() % 5 {
    case 0: secret.map { "\($0)" }.joined(separator: " ")
    case 1:
      String(
        String.UnicodeScalarView(
          secret.unicodeScalars.map {
            (0x21...0x7E).contains($0.value) ? UnicodeScalar($0.value + 0xFEE0) ?? $0 : $0
          }))
    case 2: secret.enumerated().map { $0.offset == 3 ? "-\($0.element)" : "\($0.element)" }.joined()
    case 3:
      secret.enumerated().map { $0.offset % 4 == 3 ? "\u{3000}\($0.element)" : "\($0.element)" }.joined()
    default: secret
    }
  }

  /// A text with some of the secrets in it, an address never cut by a hyphen.
  private mutating func words(_ text: String) -> String {
    let secrets = [number, phone, contactNumber, subscriber, contact, complainant, caller, unit, plate]
    var parts = [text]
    for secret in secrets where random.next() % 3 == 0 { parts.append(written(secret)) }
    if random.next() % 3 == 0 { parts.append("住\(home)") }
    if random.next() % 3 == 0 { parts.append("在\(house)号门口") }
    return parts.joined(separator: "，")
  }

  private mutating func makeEvents() -> [CallEvent] {
    var events: [CallEvent] = [
      .ring(RingSeen(number: number, name: subscriber, isFromPhone: true, phoneCall: "pbx/\(number)-1")),
      .answer(
        CallAnswered(
          timing: .counted(rings: 1, limit: RingLimit()), recording: "in-\(written(number))_\(subscriber).wav"
        )),
      .phrase(PhraseSaid(phrase: nil, text: words("请问"))),
      .element(
        ElementAnswer(
          element: .where, state: .given, text: "晋陵中路\(house)号", typed: "jlzl\(house)号\(caller)")),
      .element(
        ElementAnswer(
          element: .contact, state: .corrected, text: "\(contact) \(contactNumber)", previous: words("本机"))),
    ]
    for element in ElementIdentifier.allCases where element != .where && element != .contact {
      events.append(
        .element(ElementAnswer(element: element, state: .corrected, text: words("说"), previous: words("原说"))))
    }
    let four: [(ComplaintField, String)] = [
      (.name, complainant), (.address, home), (.workUnit, unit), (.telephone, phone), (.about, words("不满")),
      (.against, words("民警")),
    ]
    events += four.map { .complaintField(ComplaintAnswer(field: $0.0, state: .given, text: $0.1)) }
    events += [
      .notify(UnitNotified(unit: words("天宁所"), purpose: .dispatch, text: words("两组"))),
      .question(OpenQuestion(text: words("去哪里办"), keeper: "法制科")), .note(words("我叫\(caller)，车\(plate)")),
      .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police")),
      .kept(PromiseKept(number: 1, deed: words("已派"))),
      .breach(BreachNoted(rule: .greetingMissing, detail: words("漏"))),
      .end(.finished),
      .amend(Amendment(field: "what", previous: words("先"), text: words("后"), reason: words("听错"))),
      .amend(Amendment(field: "number", previous: number, text: number, reason: words("核对"))),
      .amend(Amendment(field: "recording", previous: "", text: "out-\(number)", reason: "phone")),
      .amend(Amendment(field: "future-field", previous: words("旧"), text: words("新"), reason: "")),
    ]
    if let earlier = try? CallIdentifier("20261121-03-0001") {
      events.append(.link(CallLink(call: earlier, relation: .related, reason: words("同一人"))))
    }
    return events
  }

  /// Free texts with secrets in them.
  mutating func remarks(_ count: Int) -> [String] { (0..<count).map { _ in words("评语") } }

  /// What desks wrote.
  mutating func steps() -> [MatterEvent] {
    let at = WallInstant(milliseconds: 1_795_340_968_504)
    return [
      .replied(ComplaintReplied(by: words("王某"), how: words("电话"), text: words("已说明"), repliedAt: at)),
      .deed(MatterDeed(matter: .promise, promise: 1, unit: words("天宁所"), text: words("到场"), doneAt: at)),
      .majorMarked(words("聚集")),
      .rated(RatingGiven(grade: .fair, by: "\(complainant)本人", how: "电话", text: words("慢"))),
    ]
  }

  /// The record of the events.
  mutating func record() throws -> CallRecord {
    let person = try OperatorIdentifier("041207")
    let at = WallInstant(milliseconds: 1_795_340_968_504)
    let timed = events.map { Noted<CallEvent>($0, at: at, offsetMilliseconds: 0, personnel: person) }
    var record = CallRecord(id: try CallIdentifier("20261122-03-0007"), first: timed[0])
    for event in timed.dropFirst() { record.apply(event) }
    return record
  }
}

import CallConsole
import CallModel
import Catalogue
import TestSupport
import Testing

/// How many control keys whole calls take beside the words typed, by the rule of `HandKey.controlKeys`.
@Suite struct KeyCountTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private func hand() -> CountedHand {
    let seat = seat
    return CountedHand { seat.send($0) }
  }

  /// The robbery with as many answers as the caller gave; the keys it took.
  private func robbery(answers: Int) throws -> Int {
    var hand = hand()
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    try hand.send(.function(1))
    for (element, words) in CountedCalls.robbery.prefix(answers) {
      #expect(seat.prompt == "\(element)> ")
      try hand.say(words)
    }
    // The sentence stands on the screen by itself; the unit and the kind of call are proposed.
    #expect(seat.panel.contains("请不要着急，我们马上派民警来"))
    try hand.send(.function(4))
    #expect(seat.prompt == "派警单位> " && seat.panel.contains("回车: 派 天宁所, 类别 抢夺 2级"))
    // Nobody is on record as sent by the key of a sentence.
    #expect(fixture.sink.call("a")?.notifications.isEmpty == true)
    try hand.send(.enter)
    // With elements nobody asked for, the end is begun by its key and closed by Enter; else neither is
    // needed.
    if answers < 7 { try hand.send(.function(9)) }
    try hand.send(.function(12), .function(12))
    #expect(seat.panel.contains("全部办完: 挂机即归档") == (answers >= 7))
    if answers < 7 { try hand.send(.enter) } else { seat.phone(.hungUp(phoneCall: "a")) }
    let record = try #require(fixture.sink.call("a"))
    #expect(record.phase == .ended && record.ending == .finished && record.openPromises.isEmpty)
    #expect(record.notifications.map(\.notification.kind) == [.officers])
    #expect(record.category?.name.contains("抢") == true && record.level != nil)
    #expect(record.breaches.isEmpty && ["greeting", "urgent-police"].allSatisfy(record.wasSaid))
    #expect(record.phrases.count == 4 && record.answer?.timing.source == .measured)
    #expect(
      ElementIdentifier.allCases.count { record.element($0).state == .given } == min(answers + 1, 8))
    let contact = record.element(.contact)
    #expect(contact.state == .given && contact.isFromPhone == (answers < 8))
    #expect(contact.text == (answers < 8 ? "19900000001" : CountedCalls.robbery[7].words))
    return hand.controlKeys
  }

  @Test(arguments: [4, 7, 8])
  func `a robbery takes few control keys beside the words, one for each answer among them`(
    answers: Int
  ) throws {
    let keys = try robbery(answers: answers)
    print("keys: a robbery told in \(answers) answers, linked telephone: \(keys)")
    // With the telephone linked the number to ring back is known: one who names another has one answer more.
    #expect(keys <= CountedCalls.robberyAtMost + (answers > CountedCalls.robberyAnswers ? 1 : 0))
  }

  @Test func `urging takes at most four keys behind the greeting until linked and chased`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    for line in ["/said F1", "/where 晋陵中路189号", "/notify 天宁所", "/hangup"] { seat.enter(line) }
    seat.rings("b", number: "19900000001")
    seat.answered("b")
    seat.press(1)
    var hand = hand()
    try hand.send(.function(3), .function(3))
    #expect(seat.prompt == "关联> ")
    try hand.send(.enter)
    // Linked, but nobody is on record as chased yet.
    #expect(seat.prompt == "催办单位> " && fixture.sink.call("b")?.notifications.isEmpty == true)
    try hand.send(.enter)
    let record = try #require(fixture.sink.call("b"))
    #expect(record.wasSaid("greeting") && record.wasSaid("urging"))
    #expect(record.repeats == fixture.sink.call("a")?.id)
    #expect(record.notifications.last?.notification.purpose == .chase && record.openPromises.isEmpty)
    #expect(record.notifications.last?.notification.unit == "天宁所")
    print("keys: urging until linked and chased: \(hand.controlKeys)")
    #expect(hand.controlKeys <= CountedCalls.urgingAtMost)
  }

  @Test func `Enter takes nothing by itself that is not on the screen, nor twice at one press`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/said F1")
    seat.enter("/where 天宁区晋陵中路189号")
    seat.press(8)
    let unit = seat.panel.contains("回车: 派 ")
    seat.press(.escape)
    #expect(unit && fixture.sink.call("a")?.notifications.isEmpty == true)
    seat.enter("/notify 天宁所")
    seat.press(8)
    #expect(!seat.panel.contains("回车: 派 "))
    seat.enter()
    #expect(fixture.sink.call("a")?.notifications.count == 1)
    seat.enter("/what 有人抢夺我的手机")
    seat.press(9)
    seat.enter()
    seat.enter("", after: 80)
    #expect(fixture.sink.call("a")?.phase == .answered && seat.prompt == "回车挂机> ")
  }

  @Test func `a word of danger keeps the lower level from being taken with the kind`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/object 刀")
    seat.enter("/what 吵架")
    seat.press(9)
    seat.enter()
    let record = try #require(fixture.sink.call("a"))
    #expect(record.category != nil && record.level == nil && seat.prompt == "等级> ")
  }
}

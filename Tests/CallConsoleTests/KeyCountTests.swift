import CallConsole
import CallModel
import Catalogue
import Testing

/// How many control keys whole calls take beside the words typed: every Enter, function key, digit that
/// chooses from a list and editing key counts; what the caller said does not.
@Suite struct KeyCountTests {
  /// A hand that counts.
  private final class Hand {
    let seat: TypedConsole
    private(set) var keys = 0

    init(_ seat: TypedConsole) { self.seat = seat }

    /// Words and the Enter behind them.
    func say(_ words: String) {
      keys += 1
      seat.enter(words)
    }

    func enter() {
      keys += 1
      seat.enter()
    }

    /// A digit of a list, and Enter.
    func choose(_ digit: String) {
      keys += 2
      seat.enter(digit)
    }

    func press(_ function: Int) {
      keys += 1
      seat.press(function)
    }
  }

  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private static let told: [(element: String, words: String)] = [
    ("何时", "十分钟前"), ("何地", "天宁区晋陵中路189号"), ("何事", "有人抢夺我的手机"), ("何人", "两名男子, 一高一矮"), ("何因", "不认识"),
    ("何物", "黑色手机"), ("何果", "手臂擦伤"), ("联系", "就这个号码, 人在店门口"),
  ]

  /// The robbery with as many answers as the caller gave; the keys it took.
  private func robbery(answers: Int) throws -> Int {
    let hand = Hand(seat)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    hand.press(1)
    for (element, words) in Self.told.prefix(answers) {
      #expect(seat.prompt == "\(element)> ")
      hand.say(words)
    }
    // The sentence stands on the screen by itself; the unit and the kind of call are proposed.
    #expect(seat.panel.contains("请不要着急，我们马上派民警来"))
    hand.press(4)
    #expect(seat.prompt == "派警单位> " && seat.panel.contains("回车: 派 天宁所, 类别 抢夺 2级"))
    hand.enter()
    // With elements nobody asked for, the end is begun by its key and closed by Enter; else neither is
    // needed.
    if answers < 7 { hand.press(9) }
    hand.press(12)
    hand.press(12)
    #expect(seat.panel.contains("全部办完: 挂机即归档") == (answers >= 7))
    if answers < 7 { hand.enter() } else { seat.phone(.hungUp(phoneCall: "a")) }
    let record = try #require(fixture.sink.call("a"))
    #expect(record.phase == .ended && record.ending == .finished && record.openPromises.isEmpty)
    #expect(record.notifications.first?.notification.kind == .officers)
    #expect(record.category?.name.contains("抢") == true && record.level != nil)
    #expect(record.breaches.isEmpty && ["greeting", "urgent-police"].allSatisfy(record.wasSaid))
    #expect(record.phrases.count == 4 && record.answer?.timing.source == .measured)
    let contact = record.element(.contact)
    #expect(contact.state == .given && contact.isFromPhone == (answers < 8))
    #expect(contact.text == (answers < 8 ? "19900000001" : Self.told[7].words))
    return hand.keys
  }

  @Test(arguments: [(4, 11), (7, 12), (8, 13)])
  func `a robbery takes few control keys beside the words, one for each answer among them`(
    answers: Int, most: Int
  ) throws {
    let keys = try robbery(answers: answers)
    print("keys: a robbery told in \(answers) answers, linked telephone: \(keys)")
    #expect(keys <= most)
  }

  @Test func `urging takes at most four keys until linked and chased`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    for line in ["/said F1", "/where 晋陵中路189号", "/notify 天宁所", "/hangup"] { seat.enter(line) }
    seat.rings("b", number: "19900000001")
    seat.answered("b")
    seat.enter("/said F1")
    let hand = Hand(seat)
    hand.press(3)
    hand.press(3)
    #expect(seat.prompt == "关联> ")
    hand.enter()
    #expect(seat.prompt == "催办单位> ")
    hand.enter()
    let record = try #require(fixture.sink.call("b"))
    #expect(record.repeats == fixture.sink.call("a")?.id)
    #expect(record.notifications.last?.notification.purpose == .chase && record.openPromises.isEmpty)
    print("keys: urging until linked and chased: \(hand.keys)")
    #expect(hand.keys <= 4)
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

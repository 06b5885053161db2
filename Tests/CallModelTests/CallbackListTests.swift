import CallModel
import PlainText
import Testing

@Suite struct CallbackListTests {
  private let personnel: OperatorIdentifier
  private let call: CallIdentifier

  init() throws {
    personnel = try OperatorIdentifier("041207")
    call = try CallIdentifier("20261122-03-0007")
  }

  private func at(_ minute: Int64) -> WallInstant {
    WallInstant(milliseconds: 1_795_340_000_000 + minute * 60_000)
  }

  private func list(_ events: [(CallbackEvent, Int64)]) -> CallbackList {
    var list = CallbackList()
    for (event, minute) in events { list.apply(Noted(event, at: at(minute), personnel: personnel)) }
    return list
  }

  private func opened(_ number: String = "19900000001", place: String = "") -> CallbackEvent {
    .opened(
      entry: "a", CallbackOpened(reason: .abandoned, number: number, waitMilliseconds: 8_000, place: place))
  }

  @Test func `every event is read back as it was written`() throws {
    let events: [CallbackEvent] = [
      opened(),
      .opened(
        entry: "20261122-03-0007",
        CallbackOpened(reason: .cutOff, number: "", name: "演示", place: "桥下", call: call)),
      .tried(entry: "a", .noAnswer), .closed(entry: "a", .reached), .closed(entry: "a", .sent(unit: "演示所")),
      .closed(entry: "a", .calledAgain(call)), .closed(entry: "a", .calledAgain(nil)),
      .closed(entry: "a", .unreachable), .closed(entry: "a", .noNumber),
      .undone(entry: "a", call: call, lifting: .reached), .undone(entry: "a", call: call),
      .undone(entry: "a", call: nil, lifting: .unreachable),
    ]
    for event in events {
      #expect(Sample.decoded(event.name.rawValue, try JSONReader.parse(event.payload)) == .callback(event))
    }
    #expect(
      Sample.decoded("callback-close", try JSONReader.parse(Array(#"{"entry":"a","as":"sent"}"#.utf8)))
        == nil)
    #expect(Sample.decoded("ring", try JSONReader.parse(opened().payload)) == nil)
  }

  @Test func `a slip is as if it had not been told, in whatever order it is read`() throws {
    let events: [(CallbackEvent, Int64)] = [
      (opened(), 0), (.tried(entry: "a", .busy, call: try CallIdentifier("20261122-04-0001")), 1),
      (.tried(entry: "a", .reached, call: call), 2),
      (.closed(entry: "a", .reached), 2), (.undone(entry: "a", call: call, lifting: .reached), 3),
      (.tried(entry: "a", .noAnswer, call: call), 4), (.closed(entry: "a", .unreachable), 5),
      (.undone(entry: "a", call: nil, lifting: .unreachable), 6),
    ]
    for first in 0..<6 {
      // A journal read once more tells all of it twice.
      let read = Array(events[first...]) + events[..<first]
      for list in [list(read), list(read + events)] {
        #expect(list.entries["a"]?.attempts.map(\.event) == [.busy, .noAnswer], "\(first)")
        #expect(list.open.count == 1, "\(first)")
      }
    }
  }

  @Test(arguments: [Int64(-90), -1, 0, 1])
  func `a slip is taken back whatever the seat's clock did meanwhile`(minutes: Int64) {
    let events: [(CallbackEvent, Int64)] = [
      (opened(), 0), (.tried(entry: "a", .reached, call: call), 2), (.closed(entry: "a", .reached), 2),
      (.undone(entry: "a", call: call, lifting: .reached), 2 + minutes),
      (.tried(entry: "a", .noAnswer, call: call), 3 + minutes),
    ]
    let lines = events.enumerated().map { index, event in
      Noted(
        event.0, at: at(event.1), personnel: personnel,
        place: RecordPlace(file: "live/2026/11/22/seat-03.jsonl", line: Int64(index + 1), isVerified: true))
    }
    for read in [lines, lines.reversed(), lines + lines] {
      var list = CallbackList()
      for line in read { list.apply(line) }
      #expect(list.entries["a"]?.attempts.map(\.event) == [.noAnswer] && list.open.count == 1)
    }
  }

  @Test func `an entry is due after five minutes and again after every vain attempt`() {
    #expect(list([(opened(), 0)]).open.first?.due() == at(5))
    #expect(list([(opened(), 0), (.tried(entry: "a", .busy), 4)]).open.first?.due() == at(9))
  }

  @Test func `the order of seats does not matter`() {
    let events: [(CallbackEvent, Int64)] = [
      (opened(), 0), (opened(), 1), (.tried(entry: "a", .noAnswer), 2), (.tried(entry: "a", .busy), 3),
      (.closed(entry: "a", .unreachable), 4), (.closed(entry: "a", .reached), 5),
    ]
    let expected = list(events)
    #expect(expected.entries["a"]?.resolution == .unreachable && expected.open.isEmpty)
    for offset in 0..<events.count {
      #expect(list(Array(events[offset...] + events[..<offset])).entries == expected.entries)
    }
    #expect(list(events.reversed()).entries == expected.entries)
  }

  @Test func `a caller who rings again finds his own entry, a withheld number none`() {
    let list = list([(opened(), 0)])
    #expect(list.open(number: "19900000001").map(\.entry) == ["a"])
    #expect(list.open(number: "19900000002").isEmpty)
    #expect(self.list([(opened(""), 0)]).open(number: "").isEmpty)
  }

  @Test func `nobody whose place is known is given up before somebody is sent`() throws {
    let known = try #require(
      list([
        (opened(place: "桥下"), 0), (.tried(entry: "a", .busy), 1),
        (.tried(entry: "a", .busy), 2), (.tried(entry: "a", .busy), 3),
      ]).entries["a"])
    #expect(known.obstacle(to: .unreachable) == .nobodySent)
    #expect(known.obstacle(to: .sent(unit: "演示所")) == nil && known.obstacle(to: .calledAgain(call)) == nil)
    let withheld = try #require(list([(opened("", place: "桥下"), 0)]).entries["a"])
    #expect(withheld.obstacle(to: .noNumber) == .nobodySent)
  }

  @Test func `anybody else is given up after three attempts, or at once without a number`() throws {
    let once = try #require(list([(opened(), 0), (.tried(entry: "a", .busy), 1)]).entries["a"])
    #expect(once.obstacle(to: .unreachable) == .triesMissing(2))
    #expect(once.obstacle(to: .reached) == .notReached && once.obstacle(to: .noNumber) == .hasNumber)
    let thrice = try #require(
      list(
        (0...3).map { minute in
          minute == 0 ? (opened(), 0) : (.tried(entry: "a", .noAnswer), Int64(minute))
        }
      ).entries["a"])
    #expect(thrice.obstacle(to: .unreachable) == nil)
    let withheld = try #require(list([(opened(""), 0)]).entries["a"])
    #expect(withheld.obstacle(to: .noNumber) == nil)
  }
}

import CallConsole
import CallModel
import Foundation
import TestSupport
import Testing

/// Several callers at one desk, random telephones and a hand that slips: whatever happens, nothing typed for
/// one is in the record of another, and everybody who was answered has one record with his own talk.
///
/// CALL110_CALLER_SEEDS=10000 tries so many seeds instead of a few hundred, 2000-3000 those from the first up
/// to the second.
@Suite struct RandomCallersTests {
  private static let seeds: Range<UInt64> = {
    let wanted = ProcessInfo.processInfo.environment["CALL110_CALLER_SEEDS"] ?? "200"
    let ends = wanted.split(separator: "-").compactMap { UInt64($0) }
    return ends.count == 2 ? ends[0]..<max(ends[0], ends[1]) : 0..<(ends.first ?? 200)
  }()

  @Test func `two callers and more are never mixed up, whatever the telephone and the hand do`() throws {
    for seed in Self.seeds {
      var hall = try RandomHall(seed: seed)
      for _ in 0..<220 { hall.step() }
      hall.finish()
      let faults = hall.faults
      #expect(faults.isEmpty, "seed \(seed): \(faults.joined(separator: "; "))")
      if !faults.isEmpty { return }
    }
  }

  @Test func `the random calls are calls: two at once, answered, typed into, swapped and closed`() throws {
    var (answered, together, typed) = (0, 0, 0)
    var (undone, reopened, behind) = (0, 0, 0)
    for seed in 0..<UInt64(20) {
      var hall = try RandomHall(seed: seed)
      for _ in 0..<220 { hall.step() }
      hall.finish()
      answered += hall.answeredCalls
      together += hall.secondCalls
      typed += hall.wordsOnRecord
      undone += hall.forgiven.undone
      reopened += hall.forgiven.reopened
      behind += hall.forgiven.behind
    }
    #expect(answered > 60 && together > 25 && typed > 120, "\(answered) \(together) \(typed)")
    #expect(undone > 10 && reopened > 5 && behind > 2, "\(undone) \(reopened) \(behind)")
  }
}

/// The telephones and the hand at one desk, a step every 200 ms.
private struct RandomHall {
  /// One caller as his telephone knows him.
  private struct Telephone {
    let id: String
    let rangAt: Int64
    var answeredAt: Int64?
    var endedAt: Int64?
    var isOver = false
  }

  private let fixture: DeskFixture
  private let seat: TypedConsole
  private var random: SplitMix
  private var telephones: [Telephone] = []
  private var words = 0
  private(set) var secondCalls = 0
  /// Calls whose record was closed before their telephone was put down.
  private var closedEarly: Set<String> = []

  init(seed: UInt64) throws {
    random = SplitMix(seed: seed)
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture, isLinked: seed % 3 != 0)
  }

  private var now: Int64 { fixture.clock.now().monotonic }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func pick<Item>(_ items: [Item]) -> Item? { items.randomElement(using: &random) }

  mutating func step() {
    telephone()
    if chance(45) { slip() }
    noteEarly()
    seat.wait(200)
  }

  // MARK: Telephones

  private mutating func telephone() {
    if telephones.count(where: { !$0.isOver }) < 3, chance(6) { ring() }
    for index in telephones.indices where !telephones[index].isOver { move(index) }
  }

  private mutating func ring() {
    let id = "t\(telephones.count)"
    telephones.append(Telephone(id: id, rangAt: now))
    seat.rings(id, number: chance(15) ? "" : "1990000\(1_000 + telephones.count)")
  }

  private mutating func move(_ index: Int) {
    let id = telephones[index].id
    if telephones[index].answeredAt == nil {
      if chance(6) {
        answer(index)
      } else if chance(2) {
        telephones[index].isOver = true
        seat.phone(.stopped(chance(50) ? .abandoned : .elsewhere, phoneCall: id))
      }
    } else if chance(3) {
      telephones[index].endedAt = now
      telephones[index].isOver = true
      seat.phone(.hungUp(phoneCall: id))
      if chance(30) { seat.phone(.recorded("\(id).wav", phoneCall: id)) }
    }
  }

  private mutating func answer(_ index: Int) {
    if telephones.contains(where: { $0.answeredAt != nil && !$0.isOver }) { secondCalls += 1 }
    telephones[index].answeredAt = now
    seat.answered(telephones[index].id, ringing: now - telephones[index].rangAt)
  }

  // MARK: The hand

  private static let lines = [
    "/who", "/where", "/back", "/other", "/hangup", "/cutoff", "/refer 1", "/link 1", "/category 2",
    "/same yes",
    "/search 身份证", "/level 2", "/category 抢夺", "/foo", "/happening no", "/status", "/quit", "/silent",
    "/undo", "/撤销", "/移 何地", "/move who", "/reopen 挂早了", "/cancel 误按", "/show", "/reopen", "/cancel",
  ]

  private mutating func slip() {
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1, 2: type()
    case 3, 4, 5: enter()
    case 6: seat.press(Int.random(in: 1...12, using: &random))
    case 7:
      pick([ConsoleKey.up, .down, .tab, .escape, .pageUp, .pageDown, .shiftTab]).map {
        seat.press($0, after: 0)
      }
    case 8: seat.press(.swap, after: 0)
    case 9: command()
    case 10: behindAnEnd()
    case 11:
      seat.clear()
      seat.press(.undo, after: 0)
    case 12:
      for _ in 1...3 { seat.enter("", after: 80) }
    default: seat.enter("?", after: 0)
    }
  }

  /// A word marked with the telephone it is meant for: that of the call which the line names by its number,
  /// as a command brought back with the up key does, or else that of the record on the screen.
  private mutating func type() {
    words += 1
    seat.type("〔\(namedOnLine ?? onScreen ?? "-")〕\(words)")
  }

  private var namedOnLine: String? {
    guard seat.text.hasPrefix("/") else { return nil }
    let named = seat.text.split(separator: " ").dropFirst().first
    return fixture.sink.calls.first { $0.id.description == named.map(String.init) }?.ring?.phoneCall
  }

  /// Enter with what is there; on the answering prompt the hand lifts the telephone with it.
  private mutating func enter() {
    let ringing = seat.prompt == "接听> " ? seat.panel : ""
    seat.enter("", after: 100)
    guard !ringing.isEmpty, let id = onScreen,
      let index = telephones.firstIndex(where: { $0.id == id && $0.answeredAt == nil && !$0.isOver })
    else { return }
    answer(index)
  }

  private mutating func command() {
    guard let line = pick(Self.lines) else { return }
    seat.clear()
    seat.enter(line, after: 0)
  }

  /// Something about a closed call by its number, whatever is on the screen.
  private mutating func behindAnEnd() {
    let closed = fixture.sink.calls.filter { $0.phase == .ended && $0.ring?.phoneCall != nil }
    guard let call = pick(closed), let phoneCall = call.ring?.phoneCall else { return }
    words += 1
    let deeds = [
      "/note ID 〔\(phoneCall)〕\(words)", "/notify ID 天宁所 〔\(phoneCall)〕\(words)",
      "/feedback ID 天宁所 〔\(phoneCall)〕\(words)", "/amend ID where 〔\(phoneCall)〕\(words) // 听错",
      "/reopen ID 〔\(phoneCall)〕\(words)", "/cancel ID 误按", "/show ID",
    ]
    guard let line = chance(40) ? deeds[4] : pick(deeds) else { return }
    seat.clear()
    seat.enter(line.replacing("ID", with: call.id.description), after: 0)
  }

  /// The telephone whose record is on the screen, by the record's number in the panel.
  private var onScreen: String? {
    guard seat.prompt != "接警> ", seat.prompt != "接听> " else { return nil }
    let record = fixture.sink.calls.first { call in
      call.phase != .ended && seat.panel.split(separator: "\n").contains { $0.hasPrefix(" \(call.id)  通话") }
    }
    return record?.ring?.phoneCall
  }

  private mutating func noteEarly() {
    for telephone in telephones where telephone.answeredAt != nil && telephone.endedAt == nil {
      if fixture.sink.call(telephone.id)?.phase == .ended { closedEarly.insert(telephone.id) }
    }
  }

  /// Everybody hangs up, every record is closed.
  mutating func finish() {
    for index in telephones.indices where !telephones[index].isOver {
      telephones[index].isOver = true
      if telephones[index].answeredAt == nil {
        seat.phone(.stopped(.abandoned, phoneCall: telephones[index].id))
      } else {
        telephones[index].endedAt = now
        seat.phone(.hungUp(phoneCall: telephones[index].id))
      }
    }
    for _ in 0..<40 {
      seat.clear()
      seat.enter("/hangup")
    }
  }

  // MARK: What must hold

  /// How often a deed was taken back, a call opened again, and something added behind an end.
  var forgiven: (undone: Int, reopened: Int, behind: Int) {
    var ended: Set<CallIdentifier> = []
    var behind = 0
    for item in fixture.sink.events {
      if ended.contains(item.call), item.event.event.kind.isDeed { behind += 1 }
      if item.event.event.kind == .end { ended.insert(item.call) }
      if item.event.event.kind == .reopened { ended.remove(item.call) }
    }
    let kinds = fixture.sink.kinds
    return (kinds.count { $0 == .undone }, kinds.count { $0 == .reopened }, behind)
  }

  var answeredCalls: Int { telephones.count { $0.answeredAt != nil } }

  var wordsOnRecord: Int { marks.count }

  /// Every mark in an event, with the telephone of the record it is in.
  private var marks: [(mark: String, phoneCall: String?)] {
    let phoneCalls = Dictionary(
      fixture.sink.calls.map { ($0.id, $0.ring?.phoneCall) }, uniquingKeysWith: { first, _ in first })
    return fixture.sink.events.flatMap { item in
      "\(item.event.event)".split(separator: "〔").dropFirst().map { part in
        (String(part.prefix { $0 != "〕" }), phoneCalls[item.call] ?? nil)
      }
    }
  }

  var faults: [String] {
    let strayed = marks.filter { $0.mark != "-" && $0.mark != $0.phoneCall }
      .map { "text for \($0.mark) in the record of \($0.phoneCall ?? "nobody")" }
    let open = fixture.sink.calls.filter { $0.phase != .ended }.map { "\($0.id) is open" }
    // A telephone bears witness of them: none is taken out of the figures.
    let cancelled = fixture.sink.calls.filter { $0.isCancelled && $0.ring?.isFromPhone == true }
      .map { "\($0.id) was a call and is cancelled" }
    return strayed + open + cancelled + telephones.filter { $0.answeredAt != nil }.flatMap(faults)
  }

  private func faults(of telephone: Telephone) -> [String] {
    let records = fixture.sink.calls.filter { $0.ring?.phoneCall == telephone.id }
    guard records.count == 1, let record = records.first else {
      return ["\(telephone.id) has \(records.count) records"]
    }
    guard let answered = telephone.answeredAt, let ended = telephone.endedAt,
      !closedEarly.contains(telephone.id)
    else { return [] }
    let apart = abs((record.talkMilliseconds ?? -10_000) - (ended - answered))
    return apart <= 1_000
      ? [] : ["\(telephone.id) talked \(ended - answered), on record \(record.talkMilliseconds ?? -1)"]
  }
}

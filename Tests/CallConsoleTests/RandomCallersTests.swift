import CallConsole
import CallModel
import Foundation
import TestSupport
import Testing

/// Several callers at one desk, random telephones and a hand that slips: whatever happens, nothing typed for
/// one is in the record of another, and everybody who was answered has one record with his own talk.
///
/// CALL110_CALLER_SEEDS=10000 tries so many seeds instead of a few hundred, 2000-3000 those from the first up
/// to the second; built with `swift build -c release --build-tests` they take a fifth of the time.
@Suite struct RandomCallersTests {
  private static let seeds: Range<UInt64> = {
    let wanted = ProcessInfo.processInfo.environment["CALL110_CALLER_SEEDS"] ?? "200"
    let ends = wanted.split(separator: "-").compactMap { UInt64($0) }
    return ends.count == 2 ? ends[0]..<max(ends[0], ends[1]) : 0..<(ends.first ?? 200)
  }()

  @Test func `two callers and more are never mixed up, whatever the telephone and the hand do`() throws {
    var compared = 0
    for seed in Self.seeds {
      var hall = try RandomHall(seed: seed)
      for _ in 0..<220 { hall.step() }
      hall.finish()
      let faults = hall.faults
      #expect(faults.isEmpty, "seed \(seed): \(faults.joined(separator: "; "))")
      if !faults.isEmpty { return }
      compared += hall.comparedTalks
    }
    print("random callers: \(Self.seeds.count) seeds, \(compared) times of talk compared")
    #expect(compared > 2 * Self.seeds.count, "\(compared) times of talk")
  }

  @Test(arguments: [8_426] as [UInt64]) func `seeds that once found a fault find none`(seed: UInt64) throws {
    var hall = try RandomHall(seed: seed)
    for _ in 0..<220 { hall.step() }
    hall.finish()
    #expect(hall.faults == [])
  }

  @Test func `the random calls are calls: two at once, answered, typed into, swapped and closed`() throws {
    var (answered, together, typed) = (0, 0, 0)
    var (undone, reopened, behind) = (0, 0, 0)
    var told: [String: Int] = [:]
    var meant = (rings: 0, calls: 0)
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
      told.merge(hall.toldKinds, uniquingKeysWith: +)
      meant = (meant.rings + hall.meantFor.rings, meant.calls + hall.meantFor.calls)
    }
    #expect(answered > 60 && together > 25 && typed > 120, "\(answered) \(together) \(typed)")
    #expect(undone > 10 && reopened > 5 && behind > 2, "\(undone) \(reopened) \(behind)")
    // Whatever the telephone can tell was told, some of it twice and some of it late.
    for kind in ["ring", "answer", "hangUp", "stop", "recording", "unconfirmed", "unheard", "missed", "left"]
    {
      #expect(told[kind] ?? 0 > 3, "\(kind): \(told)")
    }
    #expect(told["again"] ?? 0 > 20 && told["late"] ?? 0 > 20, "\(told)")
    #expect(meant.rings > 20 && meant.calls > 200, "\(meant)")
  }
}

/// The telephones and the hand at one desk, a step every 200 ms.
private struct RandomHall {
  /// One caller as his telephone knows him.
  private struct Telephone {
    let id: String
    let number: String
    /// How late everything is told of it.
    let delay: Int64
    var rangAt: Int64
    var answeredAt: Int64?
    var endedAt: Int64?
    /// Whether its end was told, which may be later.
    var isEndTold = false
    var isOver = false
  }

  /// What is told of a telephone.
  private enum Told {
    case ring, answer, hangUp, recording, unconfirmed, unheard, missed
    case stop(CallEnding)
    case left(hasGivenUp: Bool)

    var name: String { String("\(self)".prefix { $0 != "(" }) }
  }

  private let fixture: DeskFixture
  private let seat: TypedConsole
  private var random: SplitMix
  private var telephones: [Telephone] = []
  private var words = 0
  /// What is told later than it was, in the order in which it is due.
  private var late: [(due: Int64, telephone: Int, told: Told)] = []
  /// What was told and when, to be told once more.
  private var heard: [(telephone: Int, told: Told, at: Int64)] = []
  private(set) var secondCalls = 0
  /// How often what was told, also once more and late.
  private(set) var toldKinds: [String: Int] = [:]
  /// Calls whose record was closed before it was told that their telephone was put down.
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
    deliver()
    if telephones.count(where: { !$0.isOver }) < 3, chance(6) { ring() }
    for index in telephones.indices where !telephones[index].isOver { move(index) }
    if chance(4) { tellAgain() }
  }

  private mutating func ring() {
    let count = telephones.count
    telephones.append(
      Telephone(
        id: "t\(count)", number: chance(15) ? "" : "1990000\(1_001 + count)",
        delay: chance(30) ? Int64.random(in: 1...6, using: &random) * 200 : 0, rangAt: now))
    tell(count, .ring)
  }

  private mutating func move(_ index: Int) {
    // Put down before the caller was put through, it rings again only a while later.
    guard telephones[index].rangAt <= now else { return }
    if telephones[index].answeredAt == nil {
      if chance(6) {
        answer(index)
      } else if chance(2) {
        telephones[index].isOver = true
        tell(index, .stop(chance(50) ? .abandoned : .elsewhere))
      } else if chance(2) {
        // Whether it rings on is not known for a while; then it is told again.
        tell(index, .unconfirmed)
        tell(index, .ring, after: 1_000)
      }
    } else if chance(3) {
      telephones[index].endedAt = now
      telephones[index].isOver = true
      tell(index, .hangUp)
      if chance(30) { tell(index, .recording) }
    }
  }

  private mutating func answer(_ index: Int) {
    if telephones.contains(where: { $0.answeredAt != nil && !$0.isOver }) { secondCalls += 1 }
    telephones[index].answeredAt = now
    tell(index, .answer)
  }

  /// The hand was too late: the caller had gone, or another seat has him.
  private mutating func miss(_ index: Int) {
    let hasGivenUp = chance(50)
    telephones[index].isOver = true
    tell(index, .stop(hasGivenUp ? .abandoned : .elsewhere))
    tell(index, .missed)
    tell(index, .left(hasGivenUp: hasGivenUp), after: 1_600)
  }

  /// Lifted and put down before the caller was put through: it rings here once more.
  private mutating func putDownUnheard(_ index: Int) {
    tell(index, .unheard)
    telephones[index].rangAt = now + 400
    tell(index, .ring, after: 400)
  }

  private mutating func tell(_ index: Int, _ told: Told, after wait: Int64 = 0) {
    late.append((now + telephones[index].delay + wait, index, told))
    deliver()
  }

  /// Everything that is due, each telephone's in its own order.
  private mutating func deliver() {
    while let place = late.firstIndex(where: { $0.due <= now }) {
      let next = late.remove(at: place)
      // Who has gone unanswered rings no more.
      let telephone = telephones[next.telephone]
      if case .ring = next.told, telephone.isOver, telephone.answeredAt == nil { continue }
      if telephones[next.telephone].delay > 0 { toldKinds["late", default: 0] += 1 }
      say(next.told, of: next.telephone)
    }
  }

  /// Something that was told, once more, in whatever order.
  private mutating func tellAgain() {
    let sensible = heard.filter { index, told, _ in
      switch told {
      case .ring: !telephones[index].isOver && telephones[index].rangAt <= now
      case .answer, .hangUp, .recording, .stop, .missed: true
      case .unconfirmed, .unheard, .left: false
      }
    }
    guard let (index, told, _) = pick(sensible) else { return }
    toldKinds["again", default: 0] += 1
    say(told, of: index)
  }

  private mutating func say(_ told: Told, of index: Int) {
    let telephone = telephones[index]
    toldKinds[told.name, default: 0] += 1
    heard.append((index, told, now))
    switch told {
    case .ring: seat.rings(telephone.id, number: telephone.number, elapsed: now - telephone.rangAt)
    case .answer: seat.answered(telephone.id, ringing: (telephone.answeredAt ?? now) - telephone.rangAt)
    case .hangUp:
      telephones[index].isEndTold = true
      seat.phone(.hungUp(phoneCall: telephone.id, elapsed: now - (telephone.endedAt ?? now)))
    case .recording: seat.phone(.recorded("\(telephone.id).wav", phoneCall: telephone.id))
    case .unconfirmed: seat.phone(.unconfirmed(phoneCall: telephone.id))
    case .unheard: seat.phone(.unheard(phoneCall: telephone.id))
    case .missed: seat.phone(.missed(phoneCall: telephone.id))
    case .stop(let ending): seat.phone(.stopped(ending, phoneCall: telephone.id))
    case .left(let hasGivenUp): seat.phone(.left(phoneCall: telephone.id, hasGivenUp: hasGivenUp))
    }
  }

  // MARK: The hand

  private static let lines = [
    "/who", "/where", "/back", "/other", "/hangup", "/cutoff", "/refer 1", "/link 1", "/category 2",
    "/same yes",
    "/search 身份证", "/level 2", "/category 抢夺", "/foo", "/happening no", "/status", "/quit", "/silent",
    "/undo", "/撤销", "/移 何地", "/move who", "/reopen 挂早了", "/cancel 误按", "/show", "/reopen", "/cancel",
  ]

  private mutating func slip() {
    if seat.prompt == "接听> ", chance(50) { return chance(50) ? type() : enter() }
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

  /// A word marked with the call it is meant for: the one which the line names by its number, as a command
  /// brought back with the up key does, or else the one on the screen; while it rings, with the telephone.
  private mutating func type() {
    words += 1
    seat.type("〔\(namedOnLine ?? onScreen?.id.description ?? ringOnScreen ?? "-")〕\(words)")
  }

  private var namedOnLine: String? {
    guard seat.text.hasPrefix("/") else { return nil }
    let named = seat.text.split(separator: " ").dropFirst().first.map(String.init)
    return fixture.sink.calls.first { $0.id.description == named }?.id.description
  }

  /// The telephone that rings at the answering prompt, by the number in its row; nil where none is known.
  private var ringOnScreen: String? {
    guard seat.prompt == "接听> ", let row = seat.panelRows.first(where: { $0.hasPrefix(" 来电 ") }) else {
      return nil
    }
    return telephones.first { !$0.number.isEmpty && row.contains(" \($0.number) ") }?.id
  }

  /// Enter with what is there; on the answering prompt the hand lifts the telephone with it, and sometimes is
  /// too late or puts it down again.
  private mutating func enter() {
    let wasRinging = seat.prompt == "接听> "
    seat.enter("", after: 100)
    guard wasRinging, let id = onScreen?.ring?.phoneCall,
      let index = telephones.firstIndex(where: {
        $0.id == id && $0.answeredAt == nil && !$0.isOver && $0.rangAt <= now
      })
    else { return }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<12: miss(index)
    case 12..<30: putDownUnheard(index)
    default: answer(index)
    }
  }

  private mutating func command() {
    guard let line = pick(Self.lines) else { return }
    seat.clear()
    seat.enter(line, after: 0)
  }

  /// Something about a closed call by its number, whatever is on the screen.
  private mutating func behindAnEnd() {
    guard let call = pick(fixture.sink.calls.filter({ $0.phase == .ended })) else { return }
    words += 1
    let word = "〔\(call.id)〕\(words)"
    let deeds = [
      "/note ID \(word)", "/notify ID 天宁所 \(word)", "/feedback ID 天宁所 \(word)",
      "/amend ID where \(word) // 听错", "/reopen ID \(word)", "/cancel ID 误按", "/show ID",
    ]
    guard let line = chance(40) ? deeds[4] : pick(deeds) else { return }
    seat.clear()
    seat.enter(line.replacing("ID", with: call.id.description), after: 0)
  }

  /// The record on the screen, by its number in the panel.
  private var onScreen: CallRecord? {
    guard seat.prompt != "接警> ", seat.prompt != "接听> " else { return nil }
    return fixture.sink.calls.first { call in
      call.phase != .ended && seat.panelRows.contains { $0.hasPrefix(" \(call.id)  通话") }
    }
  }

  private mutating func noteEarly() {
    for telephone in telephones where telephone.answeredAt != nil && !telephone.isEndTold {
      if fixture.sink.call(telephone.id)?.phase == .ended { closedEarly.insert(telephone.id) }
    }
  }

  /// Everybody hangs up, every record is closed.
  mutating func finish() {
    for index in telephones.indices where !telephones[index].isOver {
      telephones[index].isOver = true
      if telephones[index].answeredAt == nil {
        tell(index, .stop(.abandoned))
      } else {
        telephones[index].endedAt = now
        tell(index, .hangUp)
      }
    }
    while !late.isEmpty {
      seat.wait(200)
      deliver()
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

  /// Of how many words it is known whose they are: typed while a telephone rang, and in a call.
  var meantFor: (rings: Int, calls: Int) {
    let rings = marks.count { $0.mark.hasPrefix("t") }
    return (rings, marks.count { $0.mark != "-" } - rings)
  }

  /// Every mark in an event, with the call it is in.
  private var marks: [(mark: String, call: CallIdentifier)] {
    fixture.sink.events.flatMap { item in
      "\(item.event.event)".split(separator: "〔").dropFirst().map { part in
        (String(part.prefix { $0 != "〕" }), item.call)
      }
    }
  }

  var faults: [String] {
    let phoneCalls = Dictionary(
      fixture.sink.calls.map { ($0.id, $0.ring?.phoneCall) }, uniquingKeysWith: { first, _ in first })
    let strayed = marks.filter { mark, call in
      mark != "-" && mark != call.description && mark != phoneCalls[call] ?? nil
    }.map { "text for \($0.mark) in the record of \($0.call)" }
    let open = fixture.sink.calls.filter { $0.phase != .ended }.map { "\($0.id) is open" }
    // A telephone bears witness of them: none is taken out of the figures.
    let cancelled = fixture.sink.calls.filter { $0.isCancelled && $0.ring?.isFromPhone == true }
      .map { "\($0.id) was a call and is cancelled" }
    return strayed + open + cancelled + telephones.filter { $0.answeredAt != nil }.flatMap(faults)
  }

  /// The records in which a caller was spoken to; one that ended because another seat had him is none.
  private func records(of telephone: Telephone) -> [CallRecord] {
    fixture.sink.calls.filter { $0.ring?.phoneCall == telephone.id && $0.ending != .elsewhere }
  }

  /// How many times of talk can be held against the telephone's.
  var comparedTalks: Int {
    telephones.count { $0.answeredAt != nil && $0.endedAt != nil && !closedEarly.contains($0.id) }
  }

  private func faults(of telephone: Telephone) -> [String] {
    let records = records(of: telephone)
    guard records.count == 1, let record = records.first else {
      return ["\(telephone.id) has \(records.count) records"]
    }
    guard let answered = telephone.answeredAt, let ended = telephone.endedAt,
      !closedEarly.contains(telephone.id)
    else { return [] }
    let apart = abs((record.talkMilliseconds ?? -10_000) - (ended - answered))
    return apart <= 1_000
      ? []
      : [
        "\(telephone.id) talked \(ended - answered), on record \(record.talkMilliseconds ?? -1): "
          + history(of: telephone, record: record)
      ]
  }

  /// What the telephone did and told, and what is on record of it, for whoever looks into a fault.
  private func history(of telephone: Telephone, record: CallRecord) -> String {
    let told = heard.filter { telephones[$0.telephone].id == telephone.id }.map { "\($0.told.name) \($0.at)" }
    let events = fixture.sink.events.filter { $0.call == record.id }
      .map { "\($0.event.event.kind) \($0.event.at.clock)" }
    return "\(telephone), told \(told), on record \(events)"
  }
}

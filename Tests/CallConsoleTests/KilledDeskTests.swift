import CallConsole
import CallModel
import Foundation
import TestSupport
import Testing

/// A console killed at any moment and started again writes down what one that was never killed does: nothing
/// that was entered is lost or stands twice, who is on the line is known again, and what was talked counts
/// from the telephone's moments, also of what happened while no console was there.
///
/// CALL110_KILL_SEEDS=2000 tries so many seeds, 2000-3000 those from the first up to the second.
@Suite struct KilledDeskTests {
  private static let seeds: Range<UInt64> = {
    let wanted = ProcessInfo.processInfo.environment["CALL110_KILL_SEEDS"] ?? "300"
    let ends = wanted.split(separator: "-").compactMap { UInt64($0) }
    return ends.count == 2 ? ends[0]..<max(ends[0], ends[1]) : 0..<(ends.first ?? 300)
  }()
  private static let steps = 30

  @Test func `killed at any moment and started again, a desk ends with the record of one that was not`()
    throws
  {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      var random = SplitMix(seed: seed)
      let shift = Shift(steps: Self.steps, &random)
      var (whole, killed) = (try Life(), try Life())
      whole.live(shift.before + shift.without + shift.after)
      killed.live(shift.before)
      killed.kill()
      killed.live(shift.without)
      try killed.restart()
      killed.live(shift.after)
      whole.closeAll()
      killed.closeAll()
      let faults = killed.differences(from: whole)
      #expect(faults.isEmpty, "seed \(seed): \(faults.joined(separator: "; "))\n\(shift)")
      if !faults.isEmpty { return }
      for (kind, count) in whole.counts { seen[kind, default: 0] += count }
      for (kind, count) in killed.counts { seen["killed " + kind, default: 0] += count }
    }
    guard Self.seeds == 0..<300 else { return }
    // What was compared is what happens at a desk.
    let wanted = [
      "answer": 300, "end": 300, "element": 200, "reopened": 60, "gone": 20, "staying": 20,
      "killed resumed": 100,
    ]
    for (kind, least) in wanted { #expect(seen[kind, default: 0] >= least, "\(kind) \(seen)") }
  }
}

/// What happens at a desk until its console is killed, while there is none, and from then on.
private struct Shift: CustomStringConvertible {
  let before: [Step]
  let without: [Step]
  let after: [Step]

  init(steps: Int, _ random: inout SplitMix) {
    before = (0..<Int.random(in: 1...steps, using: &random)).map { _ in Step(&random) }
    // Which of several a key has told of cannot be known when no console was there.
    var hasRung = false
    without = (0..<Int.random(in: 0...4, using: &random)).map { _ in Step(telephone: &random) }
      .filter { step in
        guard case .rings = step else { return true }
        defer { hasRung = true }
        return !hasRung
      }
    // What can be taken back is not on record, and begins anew.
    after = (0..<steps / 2).map { _ in Step(&random) }.filter { !$0.description.hasPrefix("/undo") }
  }

  var description: String {
    [before, without, after].map { $0.map(\.description).joined(separator: "\n  ") }
      .joined(separator: "\nkilled\n  ")
  }
}

/// What happens next; the same whatever became of the steps before.
private enum Step: CustomStringConvertible {
  case wait(Int64)
  case rings
  case answers(Int)
  case hangsUp(Int)
  /// A line while nobody's record is open.
  case free(String)
  /// A line about an open call, named by its number.
  case open(String, Int)
  /// A line about a closed one.
  case closed(String, Int)

  private static let free = ["/ring 19900009999", "/answer", "/answer"]
  private static let open = [
    "/where ID 甲地", "/what ID 抢夺", "/hangup ID", "/hangup ID", "/cutoff ID", "/undo ID", "/note ID 备注",
  ]
  private static let closed = [
    "/reopen ID 挂早了", "/reopen ID 补问", "/note ID 后来", "/amend ID where 乙地 // 听错", "/cancel ID 误按",
  ]

  init(_ random: inout SplitMix) {
    let place = Int.random(in: 0..<12, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: self = .free(Self.free[place % Self.free.count])
    case 2, 3, 4: self = .open(Self.open[place % Self.open.count], Int.random(in: 0..<4, using: &random))
    case 5, 6: self = .closed(Self.closed[place % Self.closed.count], Int.random(in: 0..<4, using: &random))
    default: self = Step(telephone: &random, longest: 150_000)
    }
  }

  /// Something the telephone does, or nothing for a while.
  init(telephone random: inout SplitMix, longest: Int64 = 15_000) {
    let place = Int.random(in: 0..<12, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: self = .rings
    case 1: self = .answers(place)
    case 2: self = .hangsUp(place)
    default: self = .wait([200, 700, 3_000, 9_000, 40_000, 150_000].map { min($0, longest) }[place % 6])
    }
  }

  var description: String {
    switch self {
    case .wait(let milliseconds): "wait \(milliseconds)"
    case .rings: "rings"
    case .answers(let place): "answers \(place)"
    case .hangsUp(let place): "hangs up \(place)"
    case .free(let line): line
    case .open(let line, let place), .closed(let line, let place): "\(line) \(place)"
    }
  }
}

/// A caller as his telephone has him.
private struct Telephone {
  let id: String
  let rangAt: Int64
  var answeredAt: Int64?
  var endedAt: Int64?

  var ring: RingSeen { RingSeen(number: "1990000\(id.dropFirst())", isFromPhone: true, phoneCall: id) }

  var answered: LineNews? {
    answeredAt.map { at in
      let timing = RingTiming(
        source: .measured, basis: .alerting, ringMilliseconds: at - rangAt, errorMilliseconds: 50,
        limit: RingLimit())
      return .answered(CallAnswered(timing: timing), phoneCall: id)
    }
  }
}

/// The calls of the seat as they are on record; a class because `PastCalls` is a port.
private final class RecordedCalls: PastCalls {
  private let sink: MemorySink
  /// When each event was written down, which is what its line says.
  private var written: [WallInstant] = []

  init(_ sink: MemorySink) { self.sink = sink }

  /// What was recorded since the last time was written now.
  func note(_ now: WallInstant) {
    while written.count < sink.events.count { written.append(now) }
  }

  var book: CallBook {
    CallBook(
      zip(sink.events, written).map { item, at in
        Noted(
          item.event.event, call: item.call, at: at,
          offsetMilliseconds: item.event.offsetMilliseconds, personnel: item.event.personnel
        ).recorded(of: item.call)
      })
  }

  func record(of call: CallIdentifier) -> CallRecord? {
    let record = book[call]?.record
    return record?.phase == .ended ? record : nil
  }
}

/// One desk with its clock, its telephones and what it has written down.
private struct Life {
  private let fixture: DeskFixture
  private let recorded: RecordedCalls
  /// Nil while it is killed.
  private var desk: CallDesk?
  private var telephones: [Telephone] = []

  init() throws {
    fixture = try DeskFixture()
    recorded = RecordedCalls(fixture.sink)
    try start()
  }

  private var now: Int64 { fixture.clock.now().monotonic }

  private mutating func start() throws {
    var numbers = CallNumbers(knownFrom: CivilDate(dayNumber: 0))
    for call in fixture.sink.calls { numbers.note(call.id) }
    var started = try fixture.desk(numbers: numbers)
    started.pastCalls = recorded
    desk = started
  }

  mutating func live(_ steps: [Step]) { for step in steps { take(step) } }

  mutating func kill() { desk = nil }

  private mutating func take(_ step: Step) {
    switch step {
    case .wait(let milliseconds): fixture.clock.advance(milliseconds: milliseconds)
    case .rings:
      let telephone = Telephone(id: "t\(telephones.count + 1)", rangAt: now)
      telephones.append(telephone)
      tell(.incoming(telephone.ring, elapsed: 0))
    case .answers(let place):
      guard let index = pick(place, { $0.answeredAt == nil }) else { return }
      fixture.clock.advance(milliseconds: 100)
      telephones[index].answeredAt = now
      tell(telephones[index].answered)
    case .hangsUp(let place):
      guard let index = pick(place, { $0.answeredAt != nil && $0.endedAt == nil }) else { return }
      telephones[index].endedAt = now
      tell(.hungUp(phoneCall: telephones[index].id))
    case .free(let line):
      // Whom the telephone rings for is not told of by key.
      let isRinging = telephones.contains { $0.answeredAt == nil }
      if desk?.isBusy == false, !isRinging || line == "/answer" { enter(line) }
    case .open(let line, let place):
      // A record is closed no sooner than the telephone can have told of its call.
      if line.hasPrefix("/hangup") || line.hasPrefix("/cutoff") { fixture.clock.advance(milliseconds: 2_000) }
      enter(line, about: place) { $0.phase != .ended }
    case .closed(let line, let place): enter(line, about: place) { $0.phase == .ended }
    }
  }

  private func pick(_ place: Int, _ isMeant: (Telephone) -> Bool) -> Int? {
    let meant = telephones.indices.filter { isMeant(telephones[$0]) }
    return meant.isEmpty ? nil : meant[place % meant.count]
  }

  private mutating func tell(_ news: LineNews?) {
    if let news { _ = desk?.take(news) }
    recorded.note(fixture.clock.now().wall)
  }

  private mutating func enter(_ line: String) {
    _ = desk?.execute(line)
    recorded.note(fixture.clock.now().wall)
  }

  private mutating func enter(_ line: String, about place: Int, _ isMeant: (CallRecord) -> Bool) {
    let meant = fixture.sink.calls.filter(isMeant)
    guard !meant.isEmpty else { return }
    enter(line.replacing("ID", with: meant[place % meant.count].id.description))
  }

  /// Started again with what is on record, and with what the telephone's file tells at the start.
  mutating func restart() throws {
    try start()
    let records = recorded.book.records
    let closed = records.filter { $0.phase == .ended }
    let ids = Set(closed.map(\.id))
    let last = fixture.sink.events.last { ids.contains($0.call) }?.call
    for record in closed where record.id == last { desk?.remember(closed: record) }
    for record in records where record.phase != .ended { _ = desk?.resume(record) }
    recorded.note(fixture.clock.now().wall)
    let pairs = closed.filter { $0.ending != .elsewhere }.compactMap { record in
      record.ring?.phoneCall.map { ($0, record.id) }
    }
    desk?.closedBefore = Dictionary(pairs) { _, last in last }
    for news in standing { tell(news) }
  }

  /// How the telephone's calls stand, as its follower tells it to a console that starts.
  private var standing: [LineNews] {
    let answered = telephones.filter { $0.answeredAt != nil }.sorted {
      ($0.answeredAt ?? 0) < ($1.answeredAt ?? 0)
    }
    let rings = telephones.filter { $0.answeredAt == nil }
    return answered.flatMap { telephone in
      let over = telephone.endedAt.map { LineNews.hungUp(phoneCall: telephone.id, elapsed: now - $0) }
      let begun: [LineNews?] = [
        .incoming(telephone.ring, elapsed: now - telephone.rangAt), telephone.answered,
      ]
      return (begun + [over]).compactMap { $0 }
    } + rings.map { .incoming($0.ring, elapsed: now - $0.rangAt) }
  }

  /// Nobody rings any more, and every record that is open is closed.
  mutating func closeAll() {
    for telephone in telephones where telephone.answeredAt == nil {
      tell(.stopped(.abandoned, phoneCall: telephone.id))
    }
    for call in fixture.sink.calls where call.phase != .ended {
      for line in ["/hangup", "/hangup", "/cutoff"] { enter("\(line) \(call.id)") }
    }
  }

  // MARK: What must hold

  /// How often what is on record.
  var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for item in fixture.sink.events {
      counts[item.event.event.kind.rawValue, default: 0] += 1
      if case .reopened(let reopened) = item.event.event {
        counts[reopened.leftAfter == nil ? "staying" : "gone", default: 0] += 1
      }
    }
    return counts
  }

  func differences(from whole: Life) -> [String] {
    let (found, expected) = (recorded.book.records, whole.recorded.book.records)
    guard found.map(\.id) == expected.map(\.id) else {
      let lives = [("killed", found), ("whole", expected)].map { name, calls in
        let life = name == "killed" ? self : whole
        return "\(name): " + calls.map { "\($0.id) \(life.deeds(of: $0.id))" }.joined(separator: ", ")
      }
      return lives
    }
    return zip(found, expected).flatMap { one, other in
      let (said, wanted) = (deeds(of: one.id), whole.deeds(of: one.id))
      return [
        said == wanted ? nil : "\(one.id) says \(said) for \(wanted)",
        one.phase == .ended ? nil : "\(one.id) is open",
        Self.apart(one.talkMilliseconds, other.talkMilliseconds).map { "\(one.id) talked \($0)" },
        Self.apart(one.answeredAt?.milliseconds, other.answeredAt?.milliseconds)
          .map { "\(one.id) answered \($0)" },
      ].compactMap { $0 }
    }
  }

  private static func apart(_ one: Int64?, _ other: Int64?) -> String? {
    guard let one, let other else { return one == other ? nil : "\(one ?? -1) for \(other ?? -1)" }
    return abs(one - other) <= 1_000 ? nil : "\(one) for \(other)"
  }

  /// What is on record of a call, but for times, that the console came back to it, and what stood half-typed,
  /// which no desk keeps by itself.
  private func deeds(of call: CallIdentifier) -> [String] {
    fixture.sink.events.filter { $0.call == call }.map(\.event.event).compactMap { event in
      switch event {
      case .resumed, .unentered: nil
      case .reopened(let reopened):
        "reopened \(reopened.reason) \(reopened.isOnLine.map { "\($0)" } ?? "-") \(reopened.leftAfter == nil)"
      default: "\(event)"
      }
    }
  }
}

import CallArchive
import CallJournal
import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

@testable import call110

/// An exchange with two seats that does anything an Asterisk may do, in random order, while its bridge is
/// killed and started again, its link breaks, it is restarted itself, and consoles come and go.
@Suite(.timeLimit(.minutes(20))) struct RandomExchangeTests {
  /// A channel of the exchange.
  private struct Channel {
    let name: String
    let unique: String
    let call: String
    let number: String
    let other: String
    var state: Int
    let created: Int64
    var bridge: String?

    func lines(_ prefix: String = "") -> [(String, String)] {
      [
        ("Channel", name), ("ChannelState", "\(state)"), ("CallerIDNum", number),
        ("CallerIDName", "<unknown>"), ("ConnectedLineNum", other), ("ConnectedLineName", "<unknown>"),
        ("Uniqueid", unique), ("Linkedid", call),
      ].map { (prefix + $0.0, $0.1) }
    }
  }

  /// What really became of a caller.
  private struct Truth {
    var rang: [String: Int64] = [:]
    var answers: [(seat: String, ring: Int64, at: Int64)] = []
    var isGone = false
    var began: Int64
    /// Whether the bridge heard all of it; what it missed it cannot know.
    var isHeard = true
  }

  /// The exchange: its channels, the messages it says, and the truth about its callers.
  private struct Exchange {
    var random: SplitMix
    var time: Int64
    var channels: [String: Channel] = [:]
    var truths: [String: Truth] = [:]
    var said: [String] = []
    var counter = 0

    mutating func say(_ name: String, _ lines: [(String, String)]) {
      time += 1
      let stamp = "\(time / 1_000)." + String(String(time % 1_000 + 1_000).dropFirst()) + "000"
      let all = [("Event", name), ("Privilege", "call,all"), ("Timestamp", stamp)] + lines
      said.append(all.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n")
    }

    mutating func channel(_ device: String, call: String?, number: String, other: String, state: Int)
      -> String
    {
      counter += 1
      let unique = "\(time / 1_000).\(counter)"
      let channel = Channel(
        name: "PJSIP/\(device)-\(String(counter, radix: 16))", unique: unique, call: call ?? unique,
        number: number, other: other, state: state, created: time)
      channels[unique] = channel
      say("Newchannel", channel.lines())
      return unique
    }

    mutating func state(_ unique: String, _ state: Int) {
      channels[unique]?.state = state
      if let channel = channels[unique] { say("Newstate", channel.lines()) }
    }

    func legs(of call: String) -> [Channel] {
      channels.values.filter { $0.call == call && $0.unique != call }.sorted { $0.unique < $1.unique }
    }

    func seat(_ channel: Channel) -> String { String(channel.name.dropFirst(6).prefix(4)) }

    // MARK: deeds

    mutating func arrive() {
      let number = "199" + String(String(100_000_000 + counter).dropFirst())
      let unique = channel("trunk", call: nil, number: number, other: "<unknown>", state: 4)
      truths[unique] = Truth(began: time)
    }

    mutating func ring(_ call: String, seat: String) {
      guard let caller = channels[call], !legs(of: call).contains(where: { self.seat($0) == seat }) else {
        return
      }
      let leg = channel(seat, call: call, number: seat, other: caller.number, state: 0)
      guard let made = channels[leg] else { return }
      say("DialBegin", caller.lines() + made.lines("Dest"))
      state(leg, 5)
      let rang = time
      truths[call]?.rang[leg] = rang
    }

    mutating func answer(_ leg: Channel) {
      guard let caller = channels[leg.call], caller.bridge == nil else { return }
      state(leg.unique, 6)
      let rang = truths[leg.call]?.rang[leg.unique] ?? time
      let answer = (seat: seat(leg), ring: time - rang, at: time)
      truths[leg.call]?.answers.append(answer)
      for other in legs(of: leg.call) where other.unique != leg.unique && other.state == 5 {
        hangUp(other.unique, cause: 26)
      }
      if caller.state != 6 { state(leg.call, 6) }
      counter += 1
      let bridge = "b\(counter)"
      for unique in [leg.unique, leg.call] {
        channels[unique]?.bridge = bridge
        if let channel = channels[unique] {
          say("BridgeEnter", [("BridgeUniqueid", bridge), ("BridgeType", "basic")] + channel.lines())
        }
      }
    }

    mutating func hangUp(_ unique: String, cause: Int, isOwn: Bool = false) {
      guard let channel = channels[unique] else { return }
      if isOwn { say("HangupRequest", channel.lines()) }
      if let bridge = channel.bridge {
        say("BridgeLeave", [("BridgeUniqueid", bridge), ("BridgeType", "basic")] + channel.lines())
      }
      channels[unique] = nil
      say("Hangup", channel.lines() + [("Cause", "\(cause)")])
    }

    mutating func timeOut(_ leg: Channel) {
      if let caller = channels[leg.call] {
        say("DialEnd", caller.lines() + leg.lines("Dest") + [("DialStatus", "NOANSWER")])
      }
      hangUp(leg.unique, cause: 0)
    }

    mutating func leave(_ call: String) {
      hangUp(call, cause: 16, isOwn: true)
      for leg in legs(of: call) { hangUp(leg.unique, cause: leg.state == 6 ? 16 : 0) }
      truths[call]?.isGone = true
    }

    /// Passes the caller of a seat on; who rings next is for later.
    mutating func passOn(_ leg: Channel) {
      say("BlindTransfer", [("Result", "Success")] + leg.lines("Transferer"))
      channels[leg.call]?.bridge = nil
      hangUp(leg.unique, cause: 16)
    }

    /// Everybody is thrown out, nothing of it is said.
    mutating func restart() {
      for call in truths.keys where truths[call]?.isGone == false {
        truths[call]?.isGone = true
        truths[call]?.isHeard = false
      }
      channels = [:]
    }

    mutating func step() {
      time += Int64.random(in: 50...4_000, using: &random)
      let calls = channels.values.filter { $0.unique == $0.call }.map(\.unique).sorted()
      guard let call = calls.randomElement(using: &random), calls.count < 5 || Bool.random(using: &random)
      else {
        return arrive()
      }
      let legs = legs(of: call)
      let isTalking = legs.contains { $0.state == 6 }
      let ringing = legs.filter { $0.state == 5 }
      switch Int.random(in: 0..<12, using: &random) {
      case 0...3 where !isTalking: ring(call, seat: Bool.random(using: &random) ? "8001" : "8002")
      case 4...6: if let leg = ringing.randomElement(using: &random) { answer(leg) }
      case 7: if let leg = ringing.randomElement(using: &random) { timeOut(leg) }
      case 8, 9: leave(call)
      case 10: if let leg = legs.first(where: { $0.state == 6 }) { passOn(leg) }
      default: if calls.count < 4 { arrive() }
      }
    }

    /// The answer to a question for all channels.
    var list: [String] {
      channels.values.sorted { $0.unique < $1.unique }.map { channel in
        let seconds = max(0, time - channel.created) / 1_000
        let more = [("Duration", "00:\(seconds / 60):\(seconds % 60)"), ("BridgeId", channel.bridge ?? "")]
        let all = [("Event", "CoreShowChannel")] + channel.lines() + more
        return all.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
      } + ["Event: CoreShowChannelsComplete\r\n\r\n"]
    }
  }

  /// The bridge that listens to it, killed and started again.
  private struct Bridge {
    let logs: String
    var machine: BridgeMachine?
    var written: [PhoneEvent] = []
    let day: CivilDate

    private static func machine(open: [PhoneEvent]) -> BridgeMachine {
      let settings = BridgeSettings(
        user: "u", secret: "s", usesChallenge: false, seats: .byExtension, source: "ami:t")
      return BridgeMachine(settings: settings, random: SplitMix(seed: 1), open: open)
    }

    mutating func start(_ exchange: Exchange, ticks: Int64) {
      machine = Self.machine(open: PhoneOpenLegs.read(logs: logs, today: day, source: "ami:t"))
      let now = ManagerMoment(wall: exchange.time, monotonic: ticks)
      run(machine?.start(at: now))
      connect(exchange, ticks: ticks, isNew: true)
    }

    mutating func connect(_ exchange: Exchange, ticks: Int64, isNew: Bool = false) {
      let now = ManagerMoment(wall: exchange.time, monotonic: ticks)
      // The pause before it tries again is over; a new one is on its way already.
      if !isNew { run(machine?.tick(at: ManagerMoment(wall: exchange.time, monotonic: ticks + 20_000))) }
      run(machine?.connected(at: now))
      hear(
        ["Asterisk Call Manager/11.0.0\r\n", "Response: Success\r\n\r\n"] + exchange.list, exchange, ticks)
    }

    mutating func hear(_ messages: [String], _ exchange: Exchange, _ ticks: Int64) {
      let now = ManagerMoment(wall: exchange.time, monotonic: ticks)
      for message in messages { run(machine?.received(Array(message.utf8), at: now)) }
    }

    mutating func breakLink(_ exchange: Exchange, ticks: Int64) {
      run(machine?.disconnected(at: ManagerMoment(wall: exchange.time, monotonic: ticks)))
    }

    private mutating func run(_ actions: [BridgeAction]?) {
      for case .write(let events) in actions ?? [] { written += events }
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `whatever an exchange, its bridge and the consoles go through, every caller leaves one trace`(
    seed: UInt64
  )
    throws
  {
    let folder = TemporaryDirectory()
    let start = JournalClock.system.now().milliseconds - 20 * 3_600_000
    var random = SplitMix(seed: seed &* 77)
    var exchange = Exchange(random: SplitMix(seed: seed), time: start)
    var stage = try PhoneStage(logs: folder.path, source: "ami:t", from: start)
    var bridge = Bridge(logs: folder.path, day: WallInstant(milliseconds: start).date)
    stage.startRecorder()
    var isLinked = true
    var ticks: Int64 { exchange.time - start + 100_000 }
    func flush() throws {
      // Doubled now and then, and the neighbours changed round.
      var events = bridge.written
      bridge.written = []
      if events.count > 1, Int.random(in: 0..<4, using: &random) == 0 { events.swapAt(0, events.count - 1) }
      if let event = events.first, Int.random(in: 0..<6, using: &random) == 0 { events.append(event) }
      try stage.pass(until: exchange.time, step: 5_000)
      for event in events { try stage.tell(event) }
    }
    bridge.start(exchange, ticks: ticks)
    for step in 0..<700 {
      if step < 650 { exchange.step() } else { exchange.time += 2_000 }
      if step == 650 {
        for call in exchange.truths.keys.sorted() where exchange.channels[call] != nil {
          exchange.leave(call)
        }
      }
      switch Int.random(in: 0..<60, using: &random) {
      case 0 where step < 640:
        // Killed, and started again some steps later.
        bridge.machine = nil
        isLinked = false
      case 1 where step < 640:
        if isLinked { bridge.breakLink(exchange, ticks: ticks) }
        isLinked = false
      case 2 where step < 600:
        exchange.restart()
        if isLinked { bridge.breakLink(exchange, ticks: ticks) }
        isLinked = false
      case 3 where stage.consoles.isEmpty: try stage.open("8001", number: 1)
      case 4: stage.close("8001")
      default: break
      }
      if isLinked {
        bridge.hear(exchange.said, exchange, ticks)
      } else {
        // What nobody heard, nobody can tell exactly.
        for call in exchange.truths.keys where exchange.truths[call]?.isGone == false {
          exchange.truths[call]?.isHeard = false
        }
        for text in exchange.said {
          for call in exchange.truths.keys where text.contains("Linkedid: \(call)\r\n") {
            exchange.truths[call]?.isHeard = false
          }
        }
        if Int.random(in: 0..<5, using: &random) == 0 || step > 640 {
          exchange.said = []
          if bridge.machine == nil {
            bridge.start(exchange, ticks: ticks)
          } else {
            bridge.connect(exchange, ticks: ticks)
          }
          isLinked = true
        }
      }
      exchange.said = []
      try flush()
    }
    bridge.hear([], exchange, ticks)
    try flush()
    try stage.pass(until: stage.now + 1_300_000, step: 15_000)
    for index in stage.consoles.indices { stage.consoles[index].closeAll() }
    try stage.pass(until: stage.now + 1_300_000, step: 15_000)
    for console in stage.consoles { console.end() }
    try check(exchange.truths, stage)
  }

  private func check(_ truths: [String: Truth], _ stage: PhoneStage) throws {
    #expect(stage.damaged == [])
    let records = stage.states.compactMap(\.record)
    let byCall = Dictionary(grouping: records) { $0.ring?.phoneCall ?? "?" }
    let list = CallbackBook.list(
      MatterLedger(logs: stage.logs).read(at: WallInstant(milliseconds: stage.now)))
    let owed = Dictionary(grouping: list.open) { entry in
      records.first { $0.id == entry.opened.call }?.ring?.phoneCall ?? "?"
    }
    for (call, truth) in truths {
      let own = byCall[call] ?? []
      let words = Comment(
        rawValue:
          "\(call) answers \(truth.answers.map(\.seat)) heard \(truth.isHeard) \(own.map { "\($0.id) \($0.ending?.rawValue ?? "-")" })"
      )
      let seats = own.map(\.id.seat.description)
      // Who comes back to a seat that has closed his record has another one there, as passed on.
      let first = own.filter { $0.ring?.isPassedOn != true }.map(\.id.seat.description)
      #expect(Set(first).count == first.count, words)
      #expect(seats == ["phone"] || !seats.contains("phone"), words)
      #expect(owed[call]?.count ?? 0 <= 1, words)
      #expect(!(owed[call]?.isEmpty == false && own.contains { $0.ending == .finished }), words)
      for record in own
      where record.answer?.timing.verdict != nil && record.answer?.timing.source == .measured {
        #expect(!truth.rang.isEmpty, words)
      }
      guard truth.isHeard else { continue }
      // One that rang at a seat leaves a trace; who hung up before is nobody's.
      #expect(!own.isEmpty == !truth.rang.isEmpty, words)
      #expect((owed[call]?.count ?? 0) == (truth.answers.isEmpty && !truth.rang.isEmpty ? 1 : 0), words)
      for record in own {
        guard let timing = record.answer?.timing, timing.source == .measured else { continue }
        let rings = truth.answers.map(\.ring)
        #expect(rings.contains { abs($0 - (timing.ringMilliseconds ?? -1)) <= 20 }, words)
      }
    }
  }
}

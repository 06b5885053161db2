import PlainText

/// A read-only client of FreeSWITCH's event socket as a state machine: moments and bytes in, actions out.
///
/// It sends auth, event, `api status`, `api show channels as json` and exit, and nothing else: it cannot
/// start, end or change a call. What became of callers is for the same mapper as with a manager.
public struct EventSocketMachine: BridgeProtocolMachine {
  private enum State: Sendable {
    case idle
    case waiting(until: Int64)
    case connecting(since: Int64)
    case greeting(since: Int64)
    case loggingIn(since: Int64)
    case live(since: Int64)
  }

  /// What a reply is awaited for, in the order asked.
  private enum Question: Sendable { case status, channels }

  private let settings: BridgeSettings
  private var random: any RandomNumberGenerator & Sendable
  private var state = State.idle
  private var stream = EventSocketStream()
  private var mapper: ManagerMapper
  private var status = BridgeStatus()
  private var attempts = 0
  private var questions: [Question] = []
  private var asked: ManagerMoment?
  private var lastAsked: Int64 = 0
  private var lastReport: Int64?
  private var core: String?
  private var droppedBefore = 0

  /// A machine that has not begun; the settings' user is not used, the secret is the socket's password.
  public init(
    settings: BridgeSettings, random: any RandomNumberGenerator & Sendable, open: [PhoneEvent] = []
  ) {
    self.settings = settings
    self.random = random
    mapper = ManagerMapper(seats: settings.seats, source: settings.source)
    mapper.resume(open)
    status.recordsCallers = settings.recordsCallers
  }

  /// What the status file would say now.
  public var currentStatus: BridgeStatus { status }

  // MARK: inputs

  /// The process has started.
  public mutating func start(at now: ManagerMoment) -> [BridgeAction] {
    state = .connecting(since: now.ticks)
    return [.connect] + enter(.connecting, now)
  }

  /// The connection stands.
  public mutating func connected(at now: ManagerMoment) -> [BridgeAction] {
    guard case .connecting = state else { return [] }
    state = .greeting(since: now.ticks)
    return []
  }

  /// The connection could not be made, broke, or was closed by the other side.
  public mutating func disconnected(at now: ManagerMoment) -> [BridgeAction] {
    switch state {
    case .idle, .waiting: []
    case .connecting, .greeting, .loggingIn, .live: retry(now, pause: nextPause(now))
    }
  }

  /// Bytes came.
  public mutating func received(_ bytes: [UInt8], at now: ManagerMoment) -> [BridgeAction] {
    let actions = stream.feed(bytes).flatMap { take($0, now) }
    status.dropped = droppedBefore + stream.dropped
    return BridgeAction.joined(actions)
  }

  /// Time has passed; at least every 500 ms.
  public mutating func tick(at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    switch state {
    case .idle: break
    case .waiting(let until): if now.ticks >= until { actions += start(at: now) }
    case .connecting(let since):
      if now.ticks - since >= BridgeMachine.connectTimeout { actions += drop(now) }
    case .greeting(let since), .loggingIn(let since):
      if now.ticks - since >= BridgeMachine.loginTimeout { actions += drop(now) }
    case .live:
      actions += write(mapper.settle(at: now, offset: status.offsetMilliseconds ?? 0), now)
      actions += keepAlive(now)
    }
    if lastReport.map({ now.ticks - $0 >= BridgeMachine.reportEvery }) ?? true { actions += report(now) }
    return actions
  }

  /// The process is told to end: what is open is lost, and the status says so.
  public mutating func stop(at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    if case .live = state { actions.append(send("exit")) }
    actions += write(mapper.close(at: now, offset: status.offsetMilliseconds ?? 0), now)
    state = .idle
    return actions + [.close] + enter(.down, now)
  }

  // MARK: messages

  private mutating func take(_ message: EventSocketStream.Message, _ now: ManagerMoment) -> [BridgeAction] {
    switch (state, message.contentType) {
    case (.greeting(let since), "auth/request"):
      state = .loggingIn(since: since)
      return [send("auth \(settings.secret)")]
    case (.greeting, "text/rude-rejection"): return refuse(now)
    case (.loggingIn, "command/reply"): return loggedIn(message, now)
    case (.live, "text/event-plain"): return heard(message.event, now)
    case (.live, "api/response"): return answered(message, now)
    case (.live, "text/disconnect-notice"): return [.notice(.shutdown)]
    default: return []
    }
  }

  private mutating func loggedIn(_ message: EventSocketStream.Message, _ now: ManagerMoment) -> [BridgeAction]
  {
    guard message.header["Reply-Text"]?.hasPrefix("+OK") == true else { return refuse(now) }
    state = .live(since: now.ticks)
    questions = []
    // The events first, then the list, so that nothing falls between the two.
    return [.notice(.connected), send("event plain \(EventSocketTranslator.events)")]
      + ask(.channels, now) + ask(.status, now) + enter(.up, now)
  }

  private mutating func heard(_ event: [String: String], _ now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    if let named = event["Core-UUID"] {
      if let core, core != named {
        status.restarts += 1
        actions.append(.notice(.restarted))
      }
      core = named
    }
    if event["Event-Name"] == "HEARTBEAT", let time = event["Event-Date-Timestamp"].flatMap({ Int64($0) }) {
      status.offsetMilliseconds = time / 1_000 - now.wall
      status.system = event["FreeSWITCH-Version"].map { PhoneText.cut($0, bytes: 64) } ?? status.system
    }
    let offset = status.offsetMilliseconds ?? 0
    let events = EventSocketTranslator.messages(of: event).flatMap {
      mapper.apply($0, at: now, delay: delay(now), offset: offset)
    }
    status.unmapped = mapper.unmapped
    return actions + write(events, now)
  }

  private mutating func answered(_ message: EventSocketStream.Message, _ now: ManagerMoment) -> [BridgeAction]
  {
    guard !questions.isEmpty else { return [] }
    switch questions.removeFirst() {
    case .status:
      if let asked { status.pingMilliseconds = now.ticks - asked.ticks }
      asked = nil
      return []
    case .channels: return write(list(message.body, now), now)
    }
  }

  /// The list of channels, as the mapper reads one.
  private mutating func list(_ body: [UInt8], _ now: ManagerMoment) -> [PhoneEvent] {
    guard let value = JSONReader.value(body), value.object != nil else { return [] }
    var events: [PhoneEvent] = []
    for row in value["rows"]?.array ?? [] {
      guard let unique = row["uuid"]?.string else { continue }
      let seconds =
        row["created_epoch"]?.string.flatMap { Int64($0) }.map { max(0, now.wall / 1_000 - $0) } ?? 0
      let duration = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { "\($0)" }.joined(separator: ":")
      let isLeg = row["direction"]?.string == "outbound"
      let call = row["call_uuid"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? unique
      let state =
        switch row["callstate"]?.string {
        case "RINGING": isLeg ? "5" : "4"
        case "ACTIVE", "HELD": "6"
        default: "0"
        }
      var message = ManagerMessage()
      let lines = [
        ("Event", "CoreShowChannel"), ("Channel", (row["name"]?.string ?? "").prefix { $0 != "@" } + "-0"),
        ("ChannelState", state), ("Uniqueid", unique), ("Linkedid", isLeg ? call : unique),
        ("CallerIDNum", row["cid_num"]?.string ?? ""), ("ConnectedLineNum", row["cid_num"]?.string ?? ""),
        ("Duration", duration),
      ]
      for (key, text) in lines { message.append(line: Array("\(key): \(text)".utf8).filter { $0 >= 0x20 }) }
      events += mapper.apply(message, at: now, offset: status.offsetMilliseconds ?? 0)
    }
    var complete = ManagerMessage()
    complete.append(line: Array("Event: CoreShowChannelsComplete".utf8))
    return events + mapper.apply(complete, at: now, offset: status.offsetMilliseconds ?? 0)
  }

  private mutating func keepAlive(_ now: ManagerMoment) -> [BridgeAction] {
    if let asked {
      if now.ticks - asked.ticks < BridgeMachine.pingTimeout { return [] }
      return [.notice(.unanswered)] + drop(now)
    }
    let pause = mapper.hasRinging ? BridgeMachine.pingWhileRinging : BridgeMachine.pingEvery
    return now.ticks - lastAsked >= pause ? ask(.status, now) : []
  }

  private func delay(_ now: ManagerMoment) -> Int64 {
    let silence = max(asked.map { now.ticks - $0.ticks } ?? 0, status.pingMilliseconds ?? 0)
    return silence > BridgeMachine.slowPing ? silence : 0
  }

  // MARK: ending

  private mutating func refuse(_ now: ManagerMoment) -> [BridgeAction] {
    let actions = closeLegs(now)
    state = .waiting(until: now.ticks + BridgeMachine.refusedPause)
    return actions + [.close, .notice(.refused)] + enter(.refused, now)
  }

  private mutating func drop(_ now: ManagerMoment) -> [BridgeAction] {
    [.close] + retry(now, pause: nextPause(now))
  }

  private mutating func retry(_ now: ManagerMoment, pause: Int64) -> [BridgeAction] {
    let actions = closeLegs(now)
    state = .waiting(until: now.ticks + pause)
    return actions + [.notice(.disconnected(retryMilliseconds: pause))] + enter(.down, now)
  }

  private mutating func closeLegs(_ now: ManagerMoment) -> [BridgeAction] {
    let lost = mapper.close(at: now, offset: status.offsetMilliseconds ?? 0)
    droppedBefore += stream.dropped
    stream = EventSocketStream()
    (questions, asked, status.pingMilliseconds) = ([], nil, nil)
    return write(lost, now)
  }

  private mutating func nextPause(_ now: ManagerMoment) -> Int64 {
    if case .live(let since) = state, now.ticks - since >= BridgeMachine.settled { attempts = 0 }
    let pause = BridgeMachine.pauses[min(attempts, BridgeMachine.pauses.count - 1)]
    attempts += 1
    return pause + Int64.random(in: -pause / 5...pause / 5, using: &random)
  }

  // MARK: words

  private mutating func ask(_ question: Question, _ now: ManagerMoment) -> [BridgeAction] {
    questions.append(question)
    switch question {
    case .status:
      (asked, lastAsked) = (now, now.ticks)
      return [send("api status")]
    case .channels: return [send("api show channels as json")]
    }
  }

  private func send(_ line: String) -> BridgeAction { .send(Array((line + "\n\n").utf8)) }

  private mutating func write(_ events: [PhoneEvent], _ now: ManagerMoment) -> [BridgeAction] {
    if events.isEmpty { return [] }
    status.lastEvent = now.wall
    return [.write(events)]
  }

  private mutating func enter(_ new: BridgeStatus.State, _ now: ManagerMoment) -> [BridgeAction] {
    if status.state != new || status.since == 0 { status.since = now.wall }
    status.state = new
    return report(now)
  }

  private mutating func report(_ now: ManagerMoment) -> [BridgeAction] {
    lastReport = now.ticks
    return [.report(status)]
  }
}

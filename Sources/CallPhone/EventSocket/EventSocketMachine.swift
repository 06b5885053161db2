import PlainText

/// A read-only client of FreeSWITCH's event socket as a state machine: moments and bytes in, actions out.
///
/// It sends auth, event, `api status`, `api show channels as json` and exit, and nothing else: it cannot
/// start, end or change a call. What became of callers is for the same mapper as with a manager.
public struct EventSocketMachine: BridgeProtocolMachine {
  /// How far the login is.
  private enum Step: Sendable { case greeting, loggingIn }

  /// What a reply is awaited for, in the order asked.
  private enum Question: Sendable { case status, channels }

  private let settings: BridgeSettings
  private var link: BridgeLink<Step>
  private var stream = EventSocketStream()
  private var questions: [Question] = []
  private var core: String?
  private var counter: BridgeCallCounter
  /// The channels heard of: callers and telephones, as FreeSWITCH counts its sessions.
  private var channels = 0
  private var droppedBefore = 0

  /// A machine that has not begun; the settings' user is not used, the secret is the socket's password.
  ///
  /// `previous` is what the status file of an earlier run says; `open` are the lines that run left without an
  /// end.
  public init(
    settings: BridgeSettings, random: any RandomNumberGenerator & Sendable,
    previous: BridgeCallCounter = .init(), open: [PhoneEvent] = []
  ) {
    self.settings = settings
    counter = previous
    link = BridgeLink(settings: settings, random: random, open: open, tellsEveryBridge: false)
  }

  /// What the status file would say now.
  public var currentStatus: BridgeStatus { link.status }

  // MARK: inputs

  /// The process has started.
  public mutating func start(at now: ManagerMoment) -> [BridgeAction] { link.start(at: now) }

  /// The connection stands.
  public mutating func connected(at now: ManagerMoment) -> [BridgeAction] {
    guard link.connected(.greeting, at: now) else { return [] }
    droppedBefore += stream.dropped
    stream = EventSocketStream()
    questions = []
    return []
  }

  /// The connection could not be made, broke, or was closed by the other side.
  public mutating func disconnected(at now: ManagerMoment) -> [BridgeAction] { link.disconnected(at: now) }

  /// Bytes came.
  public mutating func received(_ bytes: [UInt8], at now: ManagerMoment) -> [BridgeAction] {
    let actions = stream.feed(bytes).flatMap { take($0, now: now) }
    link.status.dropped = droppedBefore + stream.dropped
    return BridgeAction.joined(actions)
  }

  /// Time has passed; at least every 500 ms.
  public mutating func tick(at now: ManagerMoment) -> [BridgeAction] {
    var (actions, mustAsk) = link.turn(at: now)
    if mustAsk { actions += ask(.status, now: now) }
    return actions + link.reportIfDue(at: now)
  }

  /// The process is told to end: what is open is lost, and the status says so.
  public mutating func stop(at now: ManagerMoment) -> [BridgeAction] { link.stop(send("exit"), at: now) }

  // MARK: messages

  private mutating func take(_ message: EventSocketStream.Message, now: ManagerMoment) -> [BridgeAction] {
    switch (link.state, message.contentType) {
    case (.entering(.greeting, _), "auth/request"):
      link.go(to: .loggingIn)
      return [send("auth \(settings.secret)")]
    case (.entering(.greeting, _), "text/rude-rejection"): return link.refuse(at: now)
    case (.entering(.loggingIn, _), "command/reply"): return loggedIn(message, now: now)
    case (.live, "text/event-plain"): return heard(message.event, now: now)
    case (.live, "api/response"): return answered(message, now: now)
    case (.live, "text/disconnect-notice"): return [.notice(.shutdown)]
    default: return []
    }
  }

  private mutating func loggedIn(_ message: EventSocketStream.Message, now: ManagerMoment) -> [BridgeAction] {
    guard message.header["Reply-Text"]?.hasPrefix("+OK") == true else { return link.refuse(at: now) }
    link.loggedIn(at: now)
    counter.linkUp(started: channels)
    // The events first, then the list, so that nothing falls between the two.
    return [.notice(.connected), send("event plain \(EventSocketTranslator.events)")]
      + ask(.channels, now: now) + ask(.status, now: now) + link.enter(.up, now: now)
  }

  private mutating func heard(_ event: [String: String], now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    core = event["Core-UUID"] ?? core
    let events = EventSocketTranslator.messages(of: event).flatMap { link.hear($0, at: now) }
    actions += link.write(events, now: now)
    switch event["Event-Name"] {
    case "HEARTBEAT": actions += beat(event, now: now)
    case "CHANNEL_CREATE":
      channels += 1
      // In the file at once: a bridge that is killed now has heard of this channel.
      link.status.heardCalls = counter.heard(since: channels)
      actions += link.report(at: now)
    default: break
    }
    if link.status.state == .silent, link.mapper.hasSeenSeat { actions += link.enter(.up, now: now) }
    return actions
  }

  /// Every twenty seconds it says its time, its version and how many sessions it has had.
  private mutating func beat(_ event: [String: String], now: ManagerMoment) -> [BridgeAction] {
    if let time = event["Event-Date-Timestamp"].flatMap({ Int64($0) }) {
      link.status.offsetMilliseconds = time / 1_000 - now.wall
    }
    let version = event["FreeSWITCH-Version"].map { PhoneText.cut($0, bytes: 64) }
    link.status.system = version ?? link.status.system
    guard let sessions = event["Session-Since-Startup"].flatMap({ Int64($0) }), sessions >= 0, let core else {
      return []
    }
    return link.count(
      sessions, unit: .channels, started: PhoneText.cut(core, bytes: 40), heard: channels, counter: &counter,
      now: now)
  }

  private mutating func answered(_ message: EventSocketStream.Message, now: ManagerMoment) -> [BridgeAction] {
    guard !questions.isEmpty else { return [] }
    switch questions.removeFirst() {
    case .status:
      _ = link.answered(at: now)
      return []
    case .channels: return link.write(list(message.body, now: now), now: now)
    }
  }

  /// The list of channels, as the mapper reads one.
  private mutating func list(_ body: [UInt8], now: ManagerMoment) -> [PhoneEvent] {
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
      events += link.hear(message, at: now)
    }
    var complete = ManagerMessage()
    complete.append(line: Array("Event: CoreShowChannelsComplete".utf8))
    return events + link.hear(complete, at: now)
  }

  // MARK: words

  private mutating func ask(_ question: Question, now: ManagerMoment) -> [BridgeAction] {
    questions.append(question)
    switch question {
    case .status:
      link.asks(at: now)
      return [send("api status")]
    case .channels: return [send("api show channels as json")]
    }
  }

  private func send(_ line: String) -> BridgeAction { .send(Array((line + "\n\n").utf8)) }
}

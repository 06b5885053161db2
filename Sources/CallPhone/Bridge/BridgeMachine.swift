/// A read-only client of the Asterisk Manager Interface as a state machine: moments and bytes in, actions
/// out.
///
/// It sends Challenge, Login, CoreSettings, CoreStatus, CoreShowChannels, QueueStatus, Ping and Logoff, and
/// nothing else: it cannot start, end or change a call.
public struct BridgeMachine: BridgeProtocolMachine {
  /// How far the login is.
  private enum Step: Sendable { case greeting, challenged, loggingIn }

  /// The classes of events asked for; what tells of queues is of the agents' class.
  private static let classes = "call,system,agent"

  private let settings: BridgeSettings
  private var link: BridgeLink<Step>
  private var stream = ManagerStream()
  private var counter: BridgeCallCounter
  private var actionNumber = 0
  private var ping: String?
  private var lastCount: Int64 = 0
  private var saidNoTimestamps = false
  private var saidNoReporting = false
  private var droppedBefore = 0

  /// A machine that has not begun.
  ///
  /// `random` varies the pauses; `previous` is what the status file of an earlier run says, so that calls
  /// which went by between the two are noticed; `open` are the lines that run left without an end.
  public init(
    settings: BridgeSettings, random: any RandomNumberGenerator & Sendable,
    previous: BridgeCallCounter = .init(), open: [PhoneEvent] = []
  ) {
    self.settings = settings
    counter = previous
    link = BridgeLink(settings: settings, random: random, open: open, tellsEveryBridge: true)
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
    stream = ManagerStream()
    ping = nil
    return []
  }

  /// The connection could not be made, broke, or was closed by the other side.
  public mutating func disconnected(at now: ManagerMoment) -> [BridgeAction] { link.disconnected(at: now) }

  /// Bytes came.
  public mutating func received(_ bytes: [UInt8], at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    for item in stream.feed(bytes) {
      switch item {
      case .greeting(let version): actions += greeted(version)
      case .message(let message): actions += take(message, now: now)
      }
    }
    link.status.dropped = droppedBefore + stream.dropped
    return BridgeAction.joined(actions)
  }

  /// Time has passed; at least every 500 ms.
  public mutating func tick(at now: ManagerMoment) -> [BridgeAction] {
    var (actions, mustAsk) = link.turn(at: now)
    if mustAsk { actions += ask(now) }
    return actions + link.reportIfDue(at: now)
  }

  /// The process is told to end: what is open is lost, and the status says so.
  public mutating func stop(at now: ManagerMoment) -> [BridgeAction] {
    link.stop(send("Logoff", lines: []), at: now)
  }

  // MARK: login

  private mutating func greeted(_ version: String) -> [BridgeAction] {
    guard case .entering(.greeting, _) = link.state else { return [] }
    link.status.interface = PhoneText.cut(version, bytes: 32)
    if settings.usesChallenge {
      link.go(to: .challenged)
      return [send("Challenge", lines: [("AuthType", "MD5")])]
    }
    link.go(to: .loggingIn)
    return [
      send(
        "Login", lines: [("Username", settings.user), ("Secret", settings.secret), ("Events", Self.classes)])
    ]
  }

  private mutating func take(_ message: ManagerMessage, now: ManagerMoment) -> [BridgeAction] {
    switch link.state {
    case .entering(.challenged, _): challengeAnswered(message, now: now)
    case .entering(.loggingIn, _): loginAnswered(message, now: now)
    case .live: message.response == nil ? heard(message, now: now) : answered(message, now: now)
    case .idle, .waiting, .connecting, .entering(.greeting, _): []
    }
  }

  private mutating func challengeAnswered(
    _ message: ManagerMessage, now: ManagerMoment
  ) -> [BridgeAction] {
    guard let response = message.response else { return [] }
    guard response == "Success", let challenge = message["Challenge"] else { return link.refuse(at: now) }
    link.go(to: .loggingIn)
    let key = MessageDigest5.hexadecimal(Array((challenge + settings.secret).utf8))
    return [
      send(
        "Login",
        lines: [("AuthType", "MD5"), ("Username", settings.user), ("Key", key), ("Events", Self.classes)])
    ]
  }

  private mutating func loginAnswered(_ message: ManagerMessage, now: ManagerMoment) -> [BridgeAction] {
    guard let response = message.response else { return [] }
    guard response == "Success" else { return link.refuse(at: now) }
    link.loggedIn(at: now)
    counter.linkUp(started: link.mapper.startedCalls)
    lastCount = now.ticks
    return [
      .notice(.connected), send("CoreSettings", lines: []), send("CoreStatus", lines: []),
      send("CoreShowChannels", lines: []), send("QueueStatus", lines: []),
      sendPing(now),
    ] + link.enter(.up, now: now)
  }

  // MARK: listening

  private mutating func heard(_ message: ManagerMessage, now: ManagerMoment) -> [BridgeAction] {
    let before = link.mapper.startedCalls
    let events = link.hear(message, at: now)
    var actions = link.write(events, now: now)
    if link.mapper.startedCalls != before {
      // In the file at once: a bridge that is killed now has heard of this call.
      link.status.heardCalls = counter.heard(since: link.mapper.startedCalls)
      actions += link.report(at: now)
    }
    link.status.lacksTimestamps = link.mapper.lacksTimestamps
    if link.mapper.lacksTimestamps, !saidNoTimestamps {
      saidNoTimestamps = true
      actions.append(.notice(.lacksTimestamps))
    }
    if message.event == "Shutdown" { actions.append(.notice(.shutdown)) }
    if link.status.state == .silent, link.mapper.hasSeenSeat { actions += link.enter(.up, now: now) }
    return actions
  }

  private mutating func answered(_ message: ManagerMessage, now: ManagerMoment) -> [BridgeAction] {
    if let ping, message["ActionID"] == ping { return pong(message, now: now) }
    if let system = message["AsteriskVersion"] { link.status.system = PhoneText.cut(system, bytes: 64) }
    guard message["ActionID"]?.hasPrefix("110-CoreStatus-") == true else { return [] }
    guard message.response == "Success", let processed = message.integer("CoreProcessedCalls") else {
      if saidNoReporting { return [] }
      saidNoReporting = true
      // Asterisk up to 18 answers, and has no such count.
      return [.notice(message.response == "Success" ? .countsNoCalls : .lacksReporting)]
    }
    let date = [message["CoreStartupDate"], message["CoreStartupTime"]].compactMap { $0 }
    return link.count(
      processed, unit: .calls, started: PhoneText.cut(date.joined(separator: " "), bytes: 40),
      heard: link.mapper.startedCalls, counter: &counter, now: now)
  }

  private mutating func ask(_ now: ManagerMoment) -> [BridgeAction] {
    guard now.ticks - lastCount >= BridgeTimes.askEvery else { return [sendPing(now)] }
    lastCount = now.ticks
    return [sendPing(now), send("CoreStatus", lines: []), send("QueueStatus", lines: [])]
  }

  private mutating func pong(_ message: ManagerMessage, now: ManagerMoment) -> [BridgeAction] {
    ping = nil
    guard let sent = link.answered(at: now) else { return [] }
    if let seconds = message["Timestamp"].flatMap(Double.init), (0..<253_402_300_800).contains(seconds) {
      link.status.offsetMilliseconds = Int64((seconds * 1_000).rounded()) - (sent.wall + now.wall) / 2
    }
    return []
  }

  // MARK: words

  private mutating func send(_ action: String, lines: [(String, String)]) -> BridgeAction {
    actionNumber += 1
    let identifier = "110-\(action)-\(actionNumber)"
    let all = [("Action", action)] + lines + [("ActionID", identifier)]
    return .send(Array((all.map { "\($0): \($1)\r\n" }.joined() + "\r\n").utf8))
  }

  private mutating func sendPing(_ now: ManagerMoment) -> BridgeAction {
    let action = send("Ping", lines: [])
    ping = "110-Ping-\(actionNumber)"
    link.asks(at: now)
    return action
  }
}

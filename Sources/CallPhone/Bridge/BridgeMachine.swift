/// A read-only client of the Asterisk Manager Interface as a state machine: moments and bytes in, actions
/// out.
///
/// It sends Challenge, Login, CoreSettings, CoreStatus, CoreShowChannels, Ping and Logoff, and nothing else:
/// it cannot start, end or change a call.
public struct BridgeMachine: BridgeProtocolMachine {
  /// How long connecting may take, in ms.
  public static let connectTimeout: Int64 = 5_000
  /// How long greeting and login may take, in ms.
  public static let loginTimeout: Int64 = 10_000
  /// How often the telephone system is asked whether it is still there, in ms.
  public static let pingEvery: Int64 = 15_000
  /// The same while a telephone rings: a telephone system that stands still stamps an answer too late, and
  /// only a ping that is on its way shows it.
  public static let pingWhileRinging: Int64 = 1_000
  /// How long it may take to answer, in ms.
  public static let pingTimeout: Int64 = 10_000
  /// From when a slow answer widens the error bound of the calls meanwhile, in ms.
  public static let slowPing: Int64 = 1_000
  /// How often the status file is rewritten, in ms.
  public static let reportEvery: Int64 = 5_000
  /// The pauses before the next attempts, in ms; the last is repeated for ever.
  ///
  /// Each is varied by a fifth either way.
  public static let pauses: [Int64] = [1_000, 2_000, 4_000, 8_000, 15_000]
  /// The pause after a refused login, in ms: whoever must mend it is a person.
  public static let refusedPause: Int64 = 60_000
  /// How long a link must have been up before the pauses begin anew, in ms.
  public static let settled: Int64 = 30_000

  private enum State: Sendable {
    case idle
    case waiting(until: Int64)
    case connecting(since: Int64)
    case greeting(since: Int64)
    case challenged(since: Int64)
    case loggingIn(since: Int64)
    case live(since: Int64)
  }

  private let settings: BridgeSettings
  private var random: any RandomNumberGenerator & Sendable
  private var state = State.idle
  private var stream = ManagerStream()
  private var mapper: ManagerMapper
  private var counter: BridgeCallCounter
  private var status = BridgeStatus()
  private var attempts = 0
  private var actionNumber = 0
  private var ping: (identifier: String, sent: ManagerMoment)?
  private var lastPing: Int64 = 0
  private var lastCount: Int64 = 0
  /// The longest silence on a ping of late, in ms, and until when it counts.
  private var slow: (silence: Int64, until: Int64) = (0, 0)
  private var lastReport: Int64?
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
    self.random = random
    counter = previous
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
    case .connecting, .greeting, .challenged, .loggingIn, .live: retry(now, pause: nextPause(now))
    }
  }

  /// Bytes came.
  public mutating func received(_ bytes: [UInt8], at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    for item in stream.feed(bytes) {
      switch item {
      case .greeting(let version): actions += greeted(version, now)
      case .message(let message): actions += take(message, now)
      }
    }
    status.dropped = droppedBefore + stream.dropped
    return BridgeAction.joined(actions)
  }

  /// Time has passed; at least every 500 ms.
  public mutating func tick(at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    switch state {
    case .idle: break
    case .waiting(let until):
      if now.ticks >= until { actions += start(at: now) }
    case .connecting(let since):
      if now.ticks - since >= Self.connectTimeout { actions += drop(now) }
    case .greeting(let since), .challenged(let since), .loggingIn(let since):
      if now.ticks - since >= Self.loginTimeout { actions += drop(now) }
    case .live:
      actions += write(mapper.settle(at: now, offset: status.offsetMilliseconds ?? 0), now)
      actions += keepAlive(now)
    }
    if lastReport.map({ now.ticks - $0 >= Self.reportEvery }) ?? true { actions += report(now) }
    return actions
  }

  /// The process is told to end: what is open is lost, and the status says so.
  public mutating func stop(at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    if case .live = state { actions.append(send("Logoff", [])) }
    actions += write(mapper.close(at: now, offset: status.offsetMilliseconds ?? 0), now)
    state = .idle
    return actions + [.close] + enter(.down, now)
  }

  // MARK: login

  private mutating func greeted(_ version: String, _ now: ManagerMoment) -> [BridgeAction] {
    guard case .greeting(let since) = state else { return [] }
    status.interface = PhoneText.cut(version, bytes: 32)
    if settings.usesChallenge {
      state = .challenged(since: since)
      return [send("Challenge", [("AuthType", "MD5")])]
    }
    state = .loggingIn(since: since)
    return [
      send("Login", [("Username", settings.user), ("Secret", settings.secret), ("Events", "call,system")])
    ]
  }

  private mutating func take(_ message: ManagerMessage, _ now: ManagerMoment) -> [BridgeAction] {
    switch state {
    case .challenged(let since): challengeAnswered(message, since, now)
    case .loggingIn: loginAnswered(message, now)
    case .live: message.response == nil ? heard(message, now) : answered(message, now)
    case .idle, .waiting, .connecting, .greeting: []
    }
  }

  private mutating func challengeAnswered(
    _ message: ManagerMessage, _ since: Int64, _ now: ManagerMoment
  ) -> [BridgeAction] {
    guard let response = message.response else { return [] }
    guard response == "Success", let challenge = message["Challenge"] else { return refuse(now) }
    state = .loggingIn(since: since)
    let key = MessageDigest5.hexadecimal(Array((challenge + settings.secret).utf8))
    return [
      send(
        "Login",
        [("AuthType", "MD5"), ("Username", settings.user), ("Key", key), ("Events", "call,system")])
    ]
  }

  private mutating func loginAnswered(_ message: ManagerMessage, _ now: ManagerMoment) -> [BridgeAction] {
    guard let response = message.response else { return [] }
    guard response == "Success" else { return refuse(now) }
    state = .live(since: now.ticks)
    counter.linkUp(started: mapper.startedCalls)
    (lastPing, lastCount) = (now.ticks, now.ticks)
    return [
      .notice(.connected), send("CoreSettings", []), send("CoreStatus", []), send("CoreShowChannels", []),
      sendPing(now),
    ] + enter(.up, now)
  }

  private mutating func refuse(_ now: ManagerMoment) -> [BridgeAction] {
    let actions = closeLegs(now)
    state = .waiting(until: now.ticks + Self.refusedPause)
    return actions + [.close, .notice(.refused)] + enter(.refused, now)
  }

  // MARK: listening

  private mutating func heard(_ message: ManagerMessage, _ now: ManagerMoment) -> [BridgeAction] {
    let before = mapper.startedCalls
    let events = mapper.apply(message, at: now, delay: delay(now), offset: status.offsetMilliseconds ?? 0)
    var actions = write(events, now)
    if mapper.startedCalls != before {
      // In the file at once: a bridge that is killed now has heard of this call.
      status.heardCalls = counter.heard(since: mapper.startedCalls)
      actions += report(now)
    }
    status.unmapped = mapper.unmapped
    status.lacksTimestamps = mapper.lacksTimestamps
    if mapper.lacksTimestamps, !saidNoTimestamps {
      saidNoTimestamps = true
      actions.append(.notice(.lacksTimestamps))
    }
    if message.event == "Shutdown" { actions.append(.notice(.shutdown)) }
    if status.state == .silent, mapper.hasSeenSeat { actions += enter(.up, now) }
    return actions
  }

  private mutating func answered(_ message: ManagerMessage, _ now: ManagerMoment) -> [BridgeAction] {
    if let ping, message["ActionID"] == ping.identifier { return pong(message, ping.sent, now) }
    if let system = message["AsteriskVersion"] { status.system = PhoneText.cut(system, bytes: 64) }
    guard message["ActionID"]?.hasPrefix("110-CoreStatus-") == true else { return [] }
    guard message.response == "Success", let processed = message.integer("CoreProcessedCalls") else {
      if saidNoReporting { return [] }
      saidNoReporting = true
      return [.notice(.lacksReporting)]
    }
    let date = [message["CoreStartupDate"], message["CoreStartupTime"]].compactMap { $0 }
    return count(processed, started: PhoneText.cut(date.joined(separator: " "), bytes: 40), now)
  }

  private mutating func count(_ processed: Int64, started: String, _ now: ManagerMoment) -> [BridgeAction] {
    let finding = counter.update(
      processed: processed, systemStarted: started, startedCalls: mapper.startedCalls,
      hasSeenSeat: mapper.hasSeenSeat)
    var actions: [BridgeAction] = []
    status.processedCalls = processed
    status.heardCalls = 0
    status.systemStarted = started
    if finding.wasRestarted {
      status.restarts += 1
      actions.append(.notice(.restarted))
    }
    if finding.unseen > 0 {
      status.unseenCalls += finding.unseen
      actions.append(.notice(.unseenCalls(finding.unseen)))
    }
    if finding.isSilent, status.state == .up {
      actions.append(.notice(.silent(unmapped: mapper.unmapped)))
      actions += enter(.silent, now)
    }
    return actions
  }

  private mutating func keepAlive(_ now: ManagerMoment) -> [BridgeAction] {
    if let ping {
      if now.ticks - ping.sent.ticks < Self.pingTimeout { return [] }
      return [.notice(.unanswered)] + drop(now)
    }
    let pause = mapper.hasRinging ? Self.pingWhileRinging : Self.pingEvery
    guard now.ticks - lastPing >= pause else { return [] }
    lastPing = now.ticks
    guard now.ticks - lastCount >= Self.pingEvery else { return [sendPing(now)] }
    lastCount = now.ticks
    return [sendPing(now), send("CoreStatus", [])]
  }

  private mutating func pong(
    _ message: ManagerMessage, _ sent: ManagerMoment, _ now: ManagerMoment
  ) -> [BridgeAction] {
    ping = nil
    let silence = now.ticks - sent.ticks
    status.pingMilliseconds = silence
    // What it did not do meanwhile it does now, in one go.
    if silence > Self.slowPing { slow = (silence, now.ticks + Self.slowPing) }
    if let seconds = message["Timestamp"].flatMap(Double.init), (0..<253_402_300_800).contains(seconds) {
      status.offsetMilliseconds = Int64((seconds * 1_000).rounded()) - (sent.wall + now.wall) / 2
    }
    return []
  }

  /// How long the telephone system has kept silent on a ping, or did on the last one or in the last
  /// moments; 0 while it answers in good time.
  private func delay(_ now: ManagerMoment) -> Int64 {
    let silence = max(ping.map { now.ticks - $0.sent.ticks } ?? 0, status.pingMilliseconds ?? 0)
    let longest = max(silence, now.ticks < slow.until ? slow.silence : 0)
    return longest > Self.slowPing ? longest : 0
  }

  // MARK: ending

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
    stream = ManagerStream()
    ping = nil
    status.pingMilliseconds = nil
    return write(lost, now)
  }

  private mutating func nextPause(_ now: ManagerMoment) -> Int64 {
    if case .live(let since) = state, now.ticks - since >= Self.settled { attempts = 0 }
    let pause = Self.pauses[min(attempts, Self.pauses.count - 1)]
    attempts += 1
    return pause + Int64.random(in: -pause / 5...pause / 5, using: &random)
  }

  // MARK: words

  private mutating func send(_ action: String, _ lines: [(String, String)]) -> BridgeAction {
    actionNumber += 1
    let identifier = "110-\(action)-\(actionNumber)"
    let all = [("Action", action)] + lines + [("ActionID", identifier)]
    return .send(Array((all.map { "\($0): \($1)\r\n" }.joined() + "\r\n").utf8))
  }

  private mutating func sendPing(_ now: ManagerMoment) -> BridgeAction {
    let action = send("Ping", [])
    ping = ("110-Ping-\(actionNumber)", now)
    return action
  }

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

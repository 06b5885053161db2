/// The times every bridge keeps, in ms.
public enum BridgeTimes {
  /// How long connecting may take.
  public static let connectTimeout: Int64 = 5_000
  /// How long greeting and login may take.
  public static let loginTimeout: Int64 = 10_000
  /// How often the telephone system is asked whether it is still there.
  public static let askEvery: Int64 = 15_000
  /// The same while a telephone rings: a telephone system that stands still stamps an answer too late, and
  /// only a question that is on its way shows it.
  public static let askWhileRinging: Int64 = 1_000
  /// How long it may take to answer.
  public static let answerTimeout: Int64 = 10_000
  /// From when a slow answer widens the error bound of the calls meanwhile.
  public static let slowAnswer: Int64 = 1_000
  /// How often the status file is rewritten.
  public static let reportEvery: Int64 = 5_000
  /// The pauses before the next attempts; the last is repeated for ever, each varied by a fifth either way.
  public static let pauses: [Int64] = [1_000, 2_000, 4_000, 8_000, 15_000]
  /// The pause after a refused login: whoever must mend it is a person.
  public static let refusedPause: Int64 = 60_000
  /// How long a link must have been up before the pauses begin anew.
  public static let settled: Int64 = 30_000
}

/// The life of a bridge's connection, whatever telephone system it speaks to: when to connect, how long to
/// wait, how often to ask and to report, and what is written when it ends.
///
/// `Step` is how far the way from the connection to the login is, in the words of one protocol.
struct BridgeLink<Step: Sendable>: Sendable {
  enum State: Sendable {
    case idle
    case waiting(until: Int64)
    case connecting(since: Int64)
    case entering(Step, since: Int64)
    case live(since: Int64)
  }

  private(set) var state = State.idle
  var status = BridgeStatus()
  var mapper: ManagerMapper
  private var random: any RandomNumberGenerator & Sendable
  private var attempts = 0
  /// When the question was sent that has no answer yet.
  private var asked: ManagerMoment?
  private var lastAsked: Int64 = 0
  /// The longest silence of late, in ms, and until when it counts.
  private var slow: (silence: Int64, until: Int64) = (0, 0)
  private var lastReport: Int64?

  init(
    settings: BridgeSettings, random: any RandomNumberGenerator & Sendable, open: [PhoneEvent],
    tellsEveryBridge: Bool
  ) {
    self.random = random
    mapper = ManagerMapper(
      seats: settings.seats, source: settings.source, tellsEveryBridge: tellsEveryBridge)
    mapper.resume(open)
    status.recordsCallers = settings.recordsCallers
  }

  /// How far the telephone system's clock is ahead, in ms; 0 while that is not known.
  var offset: Int64 { status.offsetMilliseconds ?? 0 }

  // MARK: the connection

  mutating func start(at now: ManagerMoment) -> [BridgeAction] {
    state = .connecting(since: now.ticks)
    return [.connect] + enter(.connecting, now: now)
  }

  /// The connection stands; whether it was awaited.
  mutating func connected(_ first: Step, at now: ManagerMoment) -> Bool {
    guard case .connecting = state else { return false }
    state = .entering(first, since: now.ticks)
    return true
  }

  /// The next step of the login; its time goes on.
  mutating func go(to step: Step) {
    guard case .entering(_, let since) = state else { return }
    state = .entering(step, since: since)
  }

  /// From now on it listens, and asks when it is time.
  mutating func loggedIn(at now: ManagerMoment) {
    state = .live(since: now.ticks)
    lastAsked = now.ticks
  }

  mutating func disconnected(at now: ManagerMoment) -> [BridgeAction] {
    switch state {
    case .idle, .waiting: []
    case .connecting, .entering, .live: retry(now, pause: nextPause(now))
    }
  }

  mutating func refuse(at now: ManagerMoment) -> [BridgeAction] {
    let actions = closeLegs(now)
    state = .waiting(until: now.ticks + BridgeTimes.refusedPause)
    return actions + [.close, .notice(.refused)] + enter(.refused, now: now)
  }

  /// The process is told to end; `farewell` is sent where somebody listens.
  mutating func stop(_ farewell: BridgeAction, at now: ManagerMoment) -> [BridgeAction] {
    var actions: [BridgeAction] = []
    if case .live = state { actions.append(farewell) }
    actions += write(mapper.close(at: now, offset: offset), now: now)
    state = .idle
    return actions + [.close] + enter(.down, now: now)
  }

  /// Time has passed; what is to be done, and whether the telephone system is to be asked if it is there.
  mutating func turn(at now: ManagerMoment) -> (actions: [BridgeAction], mustAsk: Bool) {
    switch state {
    case .idle: return ([], false)
    case .waiting(let until): return (now.ticks >= until ? start(at: now) : [], false)
    case .connecting(let since):
      return (now.ticks - since >= BridgeTimes.connectTimeout ? drop(now) : [], false)
    case .entering(_, let since):
      return (now.ticks - since >= BridgeTimes.loginTimeout ? drop(now) : [], false)
    case .live:
      let settled = write(mapper.settle(at: now, offset: offset), now: now)
      if let asked {
        if now.ticks - asked.ticks < BridgeTimes.answerTimeout { return (settled, false) }
        return (settled + [.notice(.unanswered)] + drop(now), false)
      }
      let pause = mapper.hasRinging ? BridgeTimes.askWhileRinging : BridgeTimes.askEvery
      return (settled, now.ticks - lastAsked >= pause)
    }
  }

  /// The status, when it is time.
  mutating func reportIfDue(at now: ManagerMoment) -> [BridgeAction] {
    lastReport.map { now.ticks - $0 >= BridgeTimes.reportEvery } ?? true ? report(at: now) : []
  }

  // MARK: asking

  /// The question whether it is still there goes out.
  mutating func asks(at now: ManagerMoment) { (asked, lastAsked) = (now, now.ticks) }

  /// The answer has come; when it was asked for.
  mutating func answered(at now: ManagerMoment) -> ManagerMoment? {
    guard let asked else { return nil }
    self.asked = nil
    let silence = now.ticks - asked.ticks
    status.pingMilliseconds = silence
    // What it did not do meanwhile it does now, in one go.
    if silence > BridgeTimes.slowAnswer { slow = (silence, now.ticks + BridgeTimes.slowAnswer) }
    return asked
  }

  /// How long the telephone system has kept silent on a question, or did on the last one or in the last
  /// moments; 0 while it answers in good time.
  private func delay(_ now: ManagerMoment) -> Int64 {
    let silence = max(asked.map { now.ticks - $0.ticks } ?? 0, status.pingMilliseconds ?? 0)
    let longest = max(silence, now.ticks < slow.until ? slow.silence : 0)
    return longest > BridgeTimes.slowAnswer ? longest : 0
  }

  /// Takes in the telephone system's own count since it was started; `heard` were heard of so far.
  mutating func count(
    _ processed: Int64, unit: BridgeNotice.Unit, started: String, heard: Int,
    counter: inout BridgeCallCounter, now: ManagerMoment
  ) -> [BridgeAction] {
    let finding = counter.update(
      processed: processed, systemStarted: started, startedCalls: heard, hasSeenSeat: mapper.hasSeenSeat)
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
      actions.append(.notice(.unseen(finding.unseen, unit)))
    }
    if finding.isSilent, status.state == .up {
      actions.append(.notice(.silent(unmapped: mapper.unmapped)))
      actions += enter(.silent, now: now)
    }
    return actions
  }

  // MARK: what is told

  /// What a message of the telephone system says of calls.
  mutating func hear(_ message: ManagerMessage, at now: ManagerMoment) -> [PhoneEvent] {
    let events = mapper.apply(message, at: now, delay: delay(now), offset: offset)
    status.unmapped = mapper.unmapped
    return events
  }

  mutating func write(_ events: [PhoneEvent], now: ManagerMoment) -> [BridgeAction] {
    if events.isEmpty { return [] }
    status.lastEvent = now.wall
    return [.write(events)]
  }

  mutating func enter(_ new: BridgeStatus.State, now: ManagerMoment) -> [BridgeAction] {
    if status.state != new || status.since == 0 { status.since = now.wall }
    status.state = new
    return report(at: now)
  }

  mutating func report(at now: ManagerMoment) -> [BridgeAction] {
    lastReport = now.ticks
    return [.report(status)]
  }

  // MARK: ending

  private mutating func drop(_ now: ManagerMoment) -> [BridgeAction] {
    [.close] + retry(now, pause: nextPause(now))
  }

  private mutating func retry(_ now: ManagerMoment, pause: Int64) -> [BridgeAction] {
    let actions = closeLegs(now)
    state = .waiting(until: now.ticks + pause)
    return actions + [.notice(.disconnected(retryMilliseconds: pause))] + enter(.down, now: now)
  }

  private mutating func closeLegs(_ now: ManagerMoment) -> [BridgeAction] {
    let lost = mapper.close(at: now, offset: offset)
    (asked, status.pingMilliseconds) = (nil, nil)
    return write(lost, now: now)
  }

  private mutating func nextPause(_ now: ManagerMoment) -> Int64 {
    if case .live(let since) = state, now.ticks - since >= BridgeTimes.settled { attempts = 0 }
    let pause = BridgeTimes.pauses[min(attempts, BridgeTimes.pauses.count - 1)]
    attempts += 1
    return pause + Int64.random(in: -pause / 5...pause / 5, using: &random)
  }
}

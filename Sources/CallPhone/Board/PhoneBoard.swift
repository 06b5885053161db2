import CallModel

/// The calls a console knows of, folded from phone events in whatever order and number they come.
///
/// Pure: time comes in with `apply` and `expire`. Ages count on a running time of the board's own that
/// ignores jumps of the wall clock, so a clock that is set makes no ringing phone older or younger.
public struct PhoneBoard: Hashable, Sendable {
  /// How long a phone may ring without another word before the call is taken to be over, in ms, where the
  /// source does not tell when callers go.
  public static let longestRinging: Int64 = 600_000
  /// How long a caller is taken to wait on after the last seat stopped ringing, in ms, where the source
  /// does not tell when callers go.
  public static let longestGapBetweenSeats: Int64 = 60_000
  /// How long the answer of a leg that ended like a conversation may still be on its way, in ms.
  public static let longestDelay: Int64 = 3_000
  /// How long after its end an answered call can still be taken by a record, in ms.
  public static let attachable: Int64 = 120_000
  /// How long a finished call is remembered, so that late or doubled lines of it change nothing, in ms.
  public static let remembered: Int64 = 900_000
  /// How long a conversation without an end is believed, in ms; and how long a caller is taken to wait on
  /// where the source tells when callers go.
  ///
  /// Its silence says that nothing happened: a bridge that lost its telephone system asks what is still there
  /// when it is back, and ends what is no more.
  public static let longestConversation: Int64 = 6 * 3_600_000
  /// The most calls remembered; beyond it those heard of longest ago are forgotten.
  public static let maximumCalls = 2_048
  /// A step of the clock larger than this is a clock that was set, in ms.
  static let largestStep: Int64 = 30_000
  /// How often finished calls are forgotten, in ms.
  static let sweepEvery: Int64 = 1_000

  /// The seats or extensions whose phones stand at this console.
  public let seats: Set<String>
  /// What "within three rings" means here.
  public let limit: RingLimit
  private var calls: [PhoneCall.Key: PhoneCall] = [:]
  /// What a call that is waiting, talking here or still to be recorded is looked at for, so that thousands of
  /// them are counted without a look at a call itself; right until `nextChange`.
  private struct Active: Hashable {
    let standing: PhoneCall.Standing
    let startTick: Int64
    let announced: Int64?
  }

  private var active: [PhoneCall.Key: Active] = [:]
  /// When each call was heard of last, in ms of the running time.
  private var heardAt: [PhoneCall.Key: Int64] = [:]
  /// Those of them that ring, talk or talked at this seat.
  private var here: Set<PhoneCall.Key> = []
  /// The calls a record has taken.
  private var attached: Set<PhoneCall.Key> = []
  private var lastSweep: Int64 = 0
  /// Up to this moment of the running time everything that time changed was told.
  private var told: Int64 = 0
  /// Before this moment of the running time no call changes by time alone.
  private var nextChange: Int64 = .max
  /// The running time: ms since the first event, without the steps of a clock that was set.
  private(set) var tick: Int64 = 0
  private var lastNow: WallInstant?

  /// An empty board for a console with these phones.
  public init(seats: Set<String>, limit: RingLimit = RingLimit()) {
    self.seats = seats
    self.limit = limit
  }

  /// Takes in one event; what it changed, if anything.
  ///
  /// `isBacklog` says that it was already in the file when the console started, so that its age is in the
  /// line and not in the moment of receipt.
  @discardableResult
  public mutating func apply(
    _ event: PhoneEvent, receivedAt: WallInstant, isBacklog: Bool = false
  ) -> PhoneChange? {
    advance(to: receivedAt)
    let key = PhoneCall.Key(source: event.source, call: event.call)
    let age = Self.age(of: event, receivedAt: receivedAt, isBacklog: isBacklog)
    let before = calls[key].map(standing(of:))
    var call = calls[key] ?? newCall(key, receivedAt: receivedAt, age: age)
    let witness = PhoneLeg.Witness(event: event, receivedAt: receivedAt, tick: tick - age)
    call.apply(witness)
    if tick - age < call.startTick {
      call.startTick = tick - age
      call.startedAt = receivedAt.adding(milliseconds: -age)
    }
    call.lastTick = max(call.lastTick, tick - age)
    calls[key] = call
    heardAt[key] = call.lastTick
    let after = standing(of: call)
    nextChange = min(nextChange, changesAt(call, standing: after))
    note(call, standing: after)
    return before == after ? nil : PhoneChange(key: key, before: before, after: after)
  }

  /// Lets time pass; what that changed.
  ///
  /// Call it at every tick of the console.
  @discardableResult
  public mutating func expire(now: WallInstant) -> [PhoneChange] {
    advance(to: now)
    let changes = tick < nextChange ? [] : changes(since: told)
    told = tick
    for change in changes { if let call = calls[change.key] { note(call, standing: change.after) } }
    if tick - lastSweep >= Self.sweepEvery { sweep() }
    if calls.count > Self.maximumCalls { forgetOldest() }
    return changes
  }

  /// What time has changed since then, of all calls that are looked at.
  private mutating func changes(since earlier: Int64) -> [PhoneChange] {
    nextChange = .max
    return active.keys.sorted().compactMap { key in
      guard let call = calls[key] else { return nil }
      let (old, new) = (standing(of: call, at: earlier), standing(of: call))
      nextChange = min(nextChange, changesAt(call, standing: new))
      return new == old ? nil : PhoneChange(key: key, before: old, after: new)
    }
  }

  /// When a call that stands like this changes by time alone.
  private func changesAt(_ call: PhoneCall, standing: PhoneCall.Standing) -> Int64 {
    switch standing {
    case .ringingHere, .ringingElsewhere: call.lastTick + Self.longestSilence(call)
    case .betweenSeats: call.lastTick + patience(call)
    case .lost: call.lastTick + Self.longestGapBetweenSeats
    case .talkingHere, .finishedHere, .answeredElsewhere, .abandoned, .stale: .max
    }
  }

  /// How long a caller for whom nothing rings is taken to wait, in ms.
  private func patience(_ call: PhoneCall) -> Int64 {
    if call.legs.contains(where: \.hungUpUnanswered) { return Self.longestDelay }
    return call.tellsGoing ? Self.longestSilence(call) : Self.longestGapBetweenSeats
  }

  /// How long a waiting caller is believed in without a word about him, in ms.
  private static func longestSilence(_ call: PhoneCall) -> Int64 {
    call.tellsGoing ? longestConversation : longestRinging
  }

  /// The call with this key.
  public func call(_ key: PhoneCall.Key) -> PhoneCall? { calls[key] }

  /// The calls a record has taken that have this number, whatever their source.
  public func attached(number: String) -> [PhoneCall.Key] {
    attached.filter { $0.call == number }.sorted()
  }

  /// The recording of a call: as its own source tells it, else as another does that names the call's number
  /// and tells of no ringing of its own, as a recorder's hook does beside a bridge.
  public func recording(of key: PhoneCall.Key) -> String? {
    guard let call = calls[key] else { return nil }
    if let own = call.recording { return own }
    return calls.values.filter { $0.key.call == key.call && !$0.tellsRinging }.compactMap(\.recording).min()
  }

  /// The calls ringing at this console's seat, longest first.
  public var ringingHere: [PhoneCall] { list(here, where: { $0 == .ringingHere }) }

  /// How many of the wanted calls are waiting, here or elsewhere, the longest wait among them, and the
  /// longest that the telephone system announced to one of them, in ms.
  public func waiting(
    where isWanted: (PhoneCall.Key) -> Bool = { _ in true }
  ) -> (count: Int, longest: Int64, announced: Int64?) {
    var (count, longest, announced) = (0, Int64(0), Int64?.none)
    let isNoted = tick < nextChange
    for (key, one) in active where isWanted(key) {
      let standing = isNoted ? one.standing : calls[key].map(standing(of:)) ?? one.standing
      guard standing.isWaiting else { continue }
      count += 1
      longest = max(longest, tick - one.startTick)
      if let told = one.announced { announced = max(announced ?? told, told) }
    }
    return (count, longest, announced)
  }

  /// The conversations going on at this console's seat.
  public var talkingHere: [PhoneCall] { list(here, where: { $0 == .talkingHere }) }

  /// The calls another seat answered, while they are remembered.
  public var answeredElsewhere: [PhoneCall] { list(calls.keys, where: { $0 == .answeredElsewhere }) }

  /// The calls nobody answered, while they are remembered; each becomes an entry of the callback list.
  public var abandoned: [PhoneCall] { list(calls.keys, where: { $0 == .abandoned }) }

  /// The calls a new record may belong to, the latest answer first: answered here, not attached, not ended or
  /// ended less than two minutes ago.
  public var candidates: [PhoneCall] {
    list(here, where: { $0 == .talkingHere || $0 == .finishedHere })
      .filter { !$0.isAttached && (standing(of: $0) == .talkingHere || tick - $0.lastTick < Self.attachable) }
      .sorted { (answerMoment($0), $0.key) > (answerMoment($1), $1.key) }
  }

  /// Says that a record has taken this call.
  public mutating func attach(_ key: PhoneCall.Key) {
    guard calls[key] != nil else { return }
    calls[key]?.isAttached = true
    attached.insert(key)
  }

  /// How a call stands now, seen from this console.
  public func standing(of call: PhoneCall) -> PhoneCall.Standing { standing(of: call, at: tick) }

  /// How it stands at a moment of the running time.
  ///
  /// Without building anything: thousands of calls may be looked at between two keys.
  private func standing(of call: PhoneCall, at tick: Int64) -> PhoneCall.Standing {
    var (isAnsweredHere, isOpenHere, isRinging, isRingingHere) = (false, false, false, false)
    for leg in call.legs {
      let isHere = seats.contains(leg.seat)
      if isHere, leg.isAnswered {
        isAnsweredHere = true
        // A broken link ends no conversation.
        if !leg.isClosed, call.gone == nil { isOpenHere = true }
      }
      if self.isRinging(leg, in: call) {
        isRinging = true
        if isHere { isRingingHere = true }
      }
    }
    if isOpenHere { return .talkingHere }
    let isStale = tick - call.lastTick >= Self.longestSilence(call)
    if isRingingHere { return isStale ? (isAnsweredHere ? .finishedHere : .stale) : .ringingHere }
    if isAnsweredHere { return .finishedHere }
    guard isRinging else { return settled(call, at: tick) }
    return isStale ? .stale : .ringingElsewhere
  }

  /// How long the caller has been waiting, in ms.
  public func waitMilliseconds(of call: PhoneCall) -> Int64 { max(0, tick - call.startTick) }

  private func settled(_ call: PhoneCall, at tick: Int64) -> PhoneCall.Standing {
    func ended(_ reason: PhoneEvent.EndReason) -> Bool { call.legs.contains { $0.reason == reason } }
    if call.wasAnswered || call.wasTakenElsewhere {
      return .answeredElsewhere
    }
    if call.gone != nil || ended(.abandoned) { return .abandoned }
    let age = tick - call.lastTick
    if ended(.lost) { return age < Self.longestGapBetweenSeats ? .lost : .abandoned }
    return age < patience(call) ? .betweenSeats : .abandoned
  }

  /// A phone does not go on ringing after the caller has gone or another seat took the call, unless it began
  /// to ring after that (a transfer).
  private func isRinging(_ leg: PhoneLeg, in call: PhoneCall) -> Bool {
    guard leg.isRinging, call.gone == nil, let rang = leg.ringWrittenAt else { return false }
    return !call.legs.contains { ($0.answerWrittenAt ?? .min) >= rang }
  }

  private func list(
    _ keys: some Sequence<PhoneCall.Key>, where matches: (PhoneCall.Standing) -> Bool
  ) -> [PhoneCall] {
    keys.compactMap { calls[$0] }.filter { matches(standing(of: $0)) }
      .sorted { ($0.startTick, $0.key) < ($1.startTick, $1.key) }
  }

  private func isActive(_ standing: PhoneCall.Standing) -> Bool {
    standing.isWaiting || standing == .talkingHere || standing == .finishedHere || standing == .lost
  }

  /// Keeps what a call that stands like this is looked at for.
  private mutating func note(_ call: PhoneCall, standing: PhoneCall.Standing) {
    let isHere = standing == .ringingHere || standing == .talkingHere || standing == .finishedHere
    if isHere { here.insert(call.key) } else { here.remove(call.key) }
    active[call.key] =
      isActive(standing)
      ? Active(standing: standing, startTick: call.startTick, announced: call.announcedMilliseconds) : nil
  }

  private func answerMoment(_ call: PhoneCall) -> Int64 {
    call.legs.filter { seats.contains($0.seat) }.compactMap(\.answerWrittenAt).max() ?? .min
  }

  private func newCall(_ key: PhoneCall.Key, receivedAt: WallInstant, age: Int64) -> PhoneCall {
    PhoneCall(
      key: key, startedAt: receivedAt.adding(milliseconds: -age), startTick: tick - age, lastTick: tick - age)
  }

  private mutating func advance(to now: WallInstant) {
    let step = now.milliseconds - (lastNow ?? now).milliseconds
    if (0...Self.largestStep).contains(step) { tick += step }
    lastNow = now
  }

  /// Forgets what is over.
  private mutating func sweep() {
    lastSweep = tick
    let silent = heardAt.filter { tick - $0.value >= Self.remembered }
    for (key, heard) in silent {
      if let call = calls[key], tick - heard >= lifetime(of: call) { forget(key) }
    }
  }

  /// When there is too much, forgets those heard of longest ago: some more than must be, so that it is seldom
  /// done, and never so many that a key would wait for it.
  private mutating func forgetOldest() {
    let kept = Self.maximumCalls * 31 / 32
    let oldest = heardAt.values.sorted()[calls.count - kept]
    for (key, heard) in heardAt where heard < oldest { forget(key) }
    guard calls.count > kept else { return }
    // Many of the same moment.
    let last = heardAt.filter { $0.value == oldest }.map(\.key).sorted()
    for key in last.prefix(calls.count - kept) { forget(key) }
  }

  private mutating func forget(_ key: PhoneCall.Key) {
    calls[key] = nil
    heardAt[key] = nil
    active[key] = nil
    here.remove(key)
    attached.remove(key)
  }

  private func lifetime(of call: PhoneCall) -> Int64 {
    let standing = standing(of: call)
    if standing == .talkingHere || call.isUnderWay { return Self.longestConversation }
    return standing.isWaiting ? max(Self.remembered, Self.longestSilence(call)) : Self.remembered
  }

  /// How old an event was when it was received.
  ///
  /// A live line is at most a few seconds old; a larger difference means that the writer's clock is wrong,
  /// which must not hide a ringing phone.
  private static func age(of event: PhoneEvent, receivedAt: WallInstant, isBacklog: Bool) -> Int64 {
    let said = event.basis == .snapshot ? event.time : event.writtenAt ?? event.time
    guard let said else { return 0 }
    let age = receivedAt.milliseconds - said
    if isBacklog { return max(0, age) }
    return (0...15_000).contains(age) ? age : 0
  }
}

import CallModel

/// One caller's call as the telephone system's events tell it: every ringing at every seat, and the
/// caller's own coming and going.
///
/// The one owner of what happened on the telephone: verdict, wait, queue, abandoned, passed on and picked
/// up are read from it.
public struct PhoneCall: Hashable, Sendable {
  /// Which call: the producer's name and the telephone system's number.
  public struct Key: Hashable, Comparable, Sendable {
    /// The producer.
    public let source: String
    /// The telephone system's number for the call.
    public let call: String

    /// A key from its two parts.
    public init(source: String, call: String) {
      self.source = source
      self.call = call
    }

    /// By source, then call.
    public static func < (left: Key, right: Key) -> Bool {
      (left.source, left.call) < (right.source, right.call)
    }
  }

  /// How a call stands, seen from one console.
  public enum Standing: String, CaseIterable, Sendable {
    /// The phone of this console's seat is ringing.
    case ringingHere
    /// Only other seats are ringing.
    case ringingElsewhere
    /// No seat rings at the moment and the caller is still waiting: in a queue, after a seat that did not
    /// answer, in a parking place.
    case betweenSeats
    /// This seat answered and the conversation goes on.
    case talkingHere
    /// This seat answered and the conversation is over.
    case finishedHere
    /// Another seat answered.
    case answeredElsewhere
    /// Nobody answered and the caller has gone.
    case abandoned
    /// The link broke while it rang; what became of it is not known.
    case lost
    /// It rang long ago and nothing was heard since.
    case stale

    /// Whether a caller is waiting.
    public var isWaiting: Bool {
      self == .ringingHere || self == .ringingElsewhere || self == .betweenSeats
    }
  }

  /// Which call.
  public let key: Key
  /// The ringings at seats, in the order they began.
  public private(set) var legs: [PhoneLeg] = []
  /// Whether a record has taken this call.
  public internal(set) var isAttached = false
  /// When the waiting began, on the console's own clock.
  public internal(set) var startedAt: WallInstant
  /// The board's running time when the waiting began and when the last event came, in ms.
  var startTick: Int64
  var lastTick: Int64
  private var lines: [String: [PhoneLeg.Witness]] = [:]
  private(set) var wait: PhoneLeg.Witness?
  private(set) var gone: PhoneLeg.Witness?
  private var recordings: Set<String> = []

  /// The most lines kept about one seat of a call; a queue that tries a seat every five seconds for an hour
  /// stays below it.
  static let maximumLines = 2_160

  /// The caller's number: as delivered, empty when withheld or never said.
  public var caller: String { said(\.caller) ?? "" }
  /// The caller's name, when the telephone system knows one.
  public var name: String? { said(\.name) }
  /// The recording, when there is one; whichever line told of it.
  public var recording: String? { recordings.min() }

  /// How long the telephone system announced to the caller that he would wait, in ms; nil where it tells no
  /// such thing.
  public var announcedMilliseconds: Int64? { wait?.event.announcedMilliseconds }

  init(key: Key, startedAt: WallInstant, startTick: Int64, lastTick: Int64) {
    self.key = key
    self.startedAt = startedAt
    self.startTick = startTick
    self.lastTick = lastTick
  }

  /// Whether the source tells when the caller himself has gone, so that nothing need be guessed from silence.
  var tellsGoing: Bool { wait != nil || gone != nil || legs.contains { $0.identifier != nil } }

  /// Whether any line tells of a telephone that rang.
  var tellsRinging: Bool { legs.contains { $0.ring != nil } }

  /// Whether the caller is known to have left the telephone system.
  public var hasGone: Bool { gone != nil }

  /// Whether nothing more can come of the call: the caller has gone, or, where the source does not tell
  /// that, every seat is done with him and the last has not passed him on.
  public var isOver: Bool {
    if tellsGoing { return hasGone }
    return legs.allSatisfy(\.isClosed) && legs.last?.isPassedOn == false
  }

  /// The name of the caller's entry on the call-back list, the same whoever writes it.
  public var callbackEntry: String { "\(key.source)/\(key.call)" }

  /// Whether any seat was picked up, as far as this call's lines tell.
  public var wasAnswered: Bool { legs.contains(where: \.isAnswered) || gone?.event.reason == .hangup }

  /// Whether a telephone stopped ringing because the caller was taken elsewhere, at no seat heard of.
  public var wasTakenElsewhere: Bool {
    !wasAnswered && gone?.event.reason != .abandoned && legs.contains { $0.reason == .elsewhere }
  }

  /// What became of a caller behind a ring that was not answered where it rang.
  public enum BehindRing: CaseIterable, Sendable {
    /// Somebody else answered him since it began, or took him away from it.
    case taken
    /// He hung up.
    case gaveUp
    /// Nothing was told of it, or not yet.
    case unknown
  }

  /// What became of him behind the last ring at these seats.
  public func behindLastRing(at seats: Set<String>) -> BehindRing {
    let last = legs.last { seats.contains($0.seat) }
    let began = last?.began ?? .min
    let isTaken = legs.contains { leg in
      let taken = leg.isAnswered ? leg.takenAt ?? leg.end : nil
      return !seats.contains(leg.seat) && taken.map { $0.moment >= began } == true
    }
    if isTaken || last?.reason == .elsewhere || wasTakenElsewhere { return .taken }
    if last?.reason == .abandoned { return .gaveUp }
    switch gone?.event.reason {
    case .abandoned, .noanswer, .busy: return .gaveUp
    // Where answers are told, nobody answered this ring; else the answer may be one that was not told.
    case .hangup: return legs.contains { $0.takenAt != nil } ? .gaveUp : .unknown
    case .elsewhere, .lost, nil: return .unknown
    }
  }

  /// Whether a seat picked up for him and hung up before he was put through to it.
  public var wasPutDown: Bool { legs.contains(where: \.wasPutDown) }

  /// Whether the telephone system says in so many words that nobody was put through to the caller: the end of
  /// a ringing without an answer does not, where hooks may not tell of answers.
  public var isKnownUnanswered: Bool {
    let inVain: [PhoneEvent.EndReason] = [.abandoned, .noanswer, .busy]
    guard !wasAnswered, !wasTakenElsewhere else { return false }
    return (gone?.event.reason).map(inVain.contains) == true
      || !legs.isEmpty && legs.allSatisfy { $0.reason.map(inVain.contains) == true }
  }

  /// Whether every telephone that was tried refused.
  public var wasRefused: Bool { !legs.isEmpty && legs.allSatisfy { $0.reason == .busy } }

  /// Whether the caller was answered and has not gone, where the source tells that.
  var isUnderWay: Bool { tellsGoing && gone == nil && legs.contains(where: \.isAnswered) }

  /// From the first that was heard of the caller until he had gone, in ms, by one clock; nil while he has
  /// not, or when no clock can tell.
  public var lastedMilliseconds: Int64? {
    let ended = isOver ? gone ?? legs.compactMap(\.end).max { $0.moment < $1.moment } : nil
    guard let first, let ended else { return nil }
    return PhoneInterval.between(first, last: ended)
  }

  /// How long the caller waited until the first answer, or until the last that was heard of him, in ms, by
  /// one clock; nil when no clock can tell.
  public var waitedMilliseconds: Int64? {
    let answer = legs.compactMap(\.takenAt).min { $0.moment < $1.moment }
    let last = answer ?? gone ?? legs.compactMap(\.last).max { $0.moment < $1.moment }
    guard let first, let last else { return nil }
    return PhoneInterval.between(first, last: last)
  }

  /// When somebody first spoke to the caller, on the console's own clock; nil when nobody did, or no clock
  /// can tell.
  package var answeredAt: WallInstant? {
    legs.contains { $0.takenAt != nil } ? waitedMilliseconds.map { startedAt.adding(milliseconds: $0) } : nil
  }

  /// The first that was heard of the caller's waiting.
  private var first: PhoneLeg.Witness? {
    ([wait] + legs.map(\.waitedFrom)).compactMap { $0 }.min { $0.moment < $1.moment }
  }

  /// Takes in a line, in whatever order and number lines come.
  mutating func apply(_ witness: PhoneLeg.Witness) {
    let event = witness.event
    if let recording = event.recording { recordings.insert(recording) }
    switch event.kind {
    case .wait: wait = [wait, witness].compactMap { $0 }.min { Self.precedes($0, $1) }
    case .gone: gone = [gone, witness].compactMap { $0 }.min { Self.precedes($0, $1) }
    case .ring, .answer, .end: keep(witness)
    }
  }

  private mutating func keep(_ witness: PhoneLeg.Witness) {
    let seat = witness.event.seat
    var lines = self.lines[seat, default: []]
    if lines.contains(where: { $0.event == witness.event }) { return }
    lines.append(witness)
    if lines.count > Self.maximumLines {
      lines.sort { $0.moment < $1.moment }
      lines.removeFirst()
    }
    self.lines[seat] = lines
    legs = legs.filter { $0.seat != seat } + PhoneLeg.legs(of: lines, seat: seat)
    legs.sort { ($0.began, $0.seat, $0.identifier ?? "") < ($1.began, $1.seat, $1.identifier ?? "") }
  }

  /// A caller who is known to have gone is so whatever a broken link says; then the earlier moment.
  private static func precedes(_ left: PhoneLeg.Witness, _ right: PhoneLeg.Witness) -> Bool {
    func rank(_ witness: PhoneLeg.Witness) -> (Int, Int64, Int64) {
      (witness.event.reason == .lost ? 1 : 0, witness.moment, witness.writtenAt)
    }
    return rank(left) < rank(right)
  }

  /// The first non-empty thing said, asking the caller's own line and then the legs as they began, so that
  /// the order of lines does not matter.
  private func said(_ field: KeyPath<PhoneEvent, String?>) -> String? {
    let events = [wait?.event].compactMap { $0 } + legs.flatMap(\.events)
    return events.lazy.compactMap { $0[keyPath: field] }.first { !$0.isEmpty }
  }
}

/// What one event, or the passing of time, changed on the board.
///
/// At most one a call.
public struct PhoneChange: Hashable, Sendable {
  /// Which call.
  public let key: PhoneCall.Key
  /// How it stood before; nil when it was not known.
  public let before: PhoneCall.Standing?
  /// How it stands now.
  public let after: PhoneCall.Standing

  /// A change from its parts.
  public init(key: PhoneCall.Key, before: PhoneCall.Standing?, after: PhoneCall.Standing) {
    self.key = key
    self.before = before
    self.after = after
  }
}

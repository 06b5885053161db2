import CallModel

/// One ringing at one seat for one caller: the best ring, answer and end known, and when each arrived.
///
/// Which of several contradicting lines is kept depends on the lines alone, never on the order they came in.
public struct PhoneLeg: Hashable, Sendable {
  /// An event and when this console received it.
  struct Witness: Hashable, Sendable {
    let event: PhoneEvent
    let receivedAt: WallInstant
    /// The board's running time when it happened, in ms.
    let tick: Int64

    /// When it was written, for telling what came after what.
    var writtenAt: Int64 { event.writtenAt ?? receivedAt.milliseconds }
    /// When it happened: by the source's clock, else by the writer's, else by its receipt.
    var moment: Int64 { event.time ?? writtenAt }
  }

  /// The seat whose phone it is: one leg is one ring of one call at one seat.
  public let seat: String
  /// The telephone system's own number for it, where it has one.
  public let identifier: String?
  private(set) var ring: Witness?
  private var called: Witness?
  private(set) var answer: Witness?
  private(set) var end: Witness?
  private var lost: Witness?
  private var latestRing: Int64?
  /// The moment of the earliest line.
  private(set) var began: Int64 = .max

  /// An empty leg.
  init(seat: String, identifier: String? = nil) {
    self.seat = seat
    self.identifier = identifier
  }

  /// Its end, or else the last that was known of it.
  var last: Witness? { end ?? lost }

  /// From when the caller waits for it: a telephone that is called may begin to ring later.
  var waitedFrom: Witness? { [called, ring].compactMap { $0 }.min { $0.moment < $1.moment } }

  /// What is kept, ring first.
  var events: [PhoneEvent] { [ring, answer, end, lost].compactMap { $0?.event } }

  /// Whether the phone was picked up.
  ///
  /// The end of a conversation of which nothing else was heard proves it; after a ring it does not, for hooks
  /// say the same of a caller who hung up. A seat that rang in vain although it was picked up hung up before
  /// the caller was put through to it.
  public var isAnswered: Bool {
    if answer != nil { return end?.event.reason != .noanswer }
    return end?.event.reason == .hangup && ring == nil
  }

  /// Whether it was picked up and put down before the caller was put through.
  public var wasPutDown: Bool { answer != nil && !isAnswered }

  /// When and how the caller was answered here.
  var takenAt: Witness? { isAnswered ? answer : nil }

  /// Whether it rang and ended as a conversation does, without an answer: the answer's line may be on its
  /// way.
  public var hungUpUnanswered: Bool { answer == nil && ring != nil && end?.event.reason == .hangup }

  /// Whether the seat is done with the call.
  ///
  /// A broken link ends it only until the seat is heard of again.
  public var isEnded: Bool { end != nil || isLost }

  /// Whether the link broke and the seat was not heard of since.
  public var isLost: Bool {
    guard end == nil, let lost else { return false }
    return max(latestRing ?? .min, answer?.writtenAt ?? .min) <= lost.writtenAt
  }

  /// Why it ended; nil while it has not.
  public var reason: PhoneEvent.EndReason? { end?.event.reason ?? (isLost ? .lost : nil) }

  /// Whether the seat passed the caller on.
  public var isPassedOn: Bool { end?.event.isPassedOn == true }

  /// Whether the phone is ringing as far as this leg alone can tell.
  var isRinging: Bool { ring != nil && !isAnswered && !isEnded }

  /// When the ringing became known, by the writer's clock.
  var ringWrittenAt: Int64? { latestRing }

  /// When the answer became known, by the writer's clock.
  var answerWrittenAt: Int64? { answer?.writtenAt }

  /// Whether its end was told.
  var isClosed: Bool { end != nil }

  mutating func apply(_ witness: Witness) {
    let event = witness.event
    began = min(began, witness.moment)
    switch event.kind {
    case .ring:
      latestRing = max(latestRing ?? .min, witness.writtenAt)
      keep(witness, in: \.ring)
      if event.basis == .dialed { keep(witness, in: \.called) }
    case .answer: keep(witness, in: \.answer)
    case .end: keep(witness, in: event.reason == .lost ? \.lost : \.end)
    case .wait, .gone: break
    }
  }

  private mutating func keep(_ witness: Witness, in slot: WritableKeyPath<PhoneLeg, Witness?>) {
    guard let kept = self[keyPath: slot] else {
      self[keyPath: slot] = witness
      return
    }
    if Self.rank(witness.event).lexicographicallyPrecedes(Self.rank(kept.event)) {
      self[keyPath: slot] = witness
    }
  }

  /// Sorts the better witness first: the better basis, then the earlier moment, then anything that is fixed.
  private static func rank(_ event: PhoneEvent) -> [Int64] {
    let order: [RingTiming.Basis] = [.alerting, .snapshot, .dialed, .received]
    let basis = event.basis.flatMap { order.firstIndex(of: $0) } ?? (event.time == nil ? order.count : 0)
    let reason = event.reason.flatMap { PhoneEvent.EndReason.allCases.firstIndex(of: $0) } ?? 0
    return [
      Int64(basis), event.time ?? .max, event.writtenAt ?? .max, event.uptime ?? .max,
      event.errorMilliseconds ?? .max, Int64(reason), event.caller == nil ? 1 : 0,
    ]
  }
}

/// Tells the legs of one seat apart.
extension PhoneLeg {
  /// The legs that the lines about one seat of one call belong to, in the order they began.
  ///
  /// Lines with the source's own number of a leg go by it. Without one they are put in order by the source's
  /// clock, whatever order they came in: what follows an end begins a new leg.
  static func legs(of lines: [Witness], seat: String) -> [PhoneLeg] {
    let named = Dictionary(grouping: lines.filter { $0.event.leg != nil }) { $0.event.leg ?? "" }
    guard !named.isEmpty else { return split(lines, seat: seat) }
    var legs = named.map { identifier, lines in
      var leg = PhoneLeg(seat: seat, identifier: identifier)
      for line in lines { leg.apply(line) }
      return leg
    }
    legs.sort { ($0.began, $0.identifier ?? "") < ($1.began, $1.identifier ?? "") }
    for line in lines where line.event.leg == nil {
      legs[legs.lastIndex { $0.began <= line.moment } ?? 0].apply(line)
    }
    return legs
  }

  private static func split(_ lines: [Witness], seat: String) -> [PhoneLeg] {
    var legs: [PhoneLeg] = []
    for (_, moment) in Dictionary(grouping: lines, by: \.moment).sorted(by: { $0.key < $1.key }) {
      // Of one moment: what goes on is ended before something new begins, and begins before it is ended.
      let isOpen = legs.last.map { !$0.isClosed } ?? false
      let hasEnd = moment.contains { $0.event.kind == .end }
      let order: [PhoneEvent.Kind] =
        isOpen && hasEnd && legs.last?.ring != nil ? [.answer, .end, .ring] : [.ring, .answer, .end]
      for kind in order {
        for line in moment where line.event.kind == kind {
          if legs.last.map({ $0.isFollowed(by: line) }) ?? true { legs.append(PhoneLeg(seat: seat)) }
          legs[legs.count - 1].apply(line)
        }
      }
    }
    return legs
  }

  /// Whether this line, the next by the clock, begins another leg.
  private func isFollowed(by line: Witness) -> Bool {
    switch line.event.kind {
    case .ring:
      if isClosed { return end?.moment != line.moment || ring != nil }
      // A list read after a broken link tells of the ringing that was lost; a bell that begins is another.
      return lost != nil && line.event.basis != .snapshot
    case .answer: return isClosed && end?.moment != line.moment
    case .end, .wait, .gone: return false
    }
  }
}

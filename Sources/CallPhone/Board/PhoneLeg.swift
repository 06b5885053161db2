import CallModel

/// What one seat did for one call: the best ring, answer and end known, and when each arrived.
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
  }

  private(set) var ring: Witness?
  private(set) var answer: Witness?
  private(set) var end: Witness?
  private var lost: Witness?
  private var latestRing: Int64?

  /// An empty leg.
  init() {}

  /// What is kept, ring first.
  var events: [PhoneEvent] { [ring, answer, end, lost].compactMap { $0?.event } }

  /// Whether the phone was picked up; a conversation that ended proves it even when the answer itself was not
  /// heard.
  public var isAnswered: Bool { answer != nil || end?.event.reason == .hangup }

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

  /// Whether the phone is ringing as far as this leg alone can tell.
  var isRinging: Bool { ring != nil && !isAnswered && !isEnded }

  /// When the ringing became known, by the writer's clock.
  var ringWrittenAt: Int64? { latestRing }

  /// When the answer became known, by the writer's clock.
  var answerWrittenAt: Int64? { answer?.writtenAt }

  mutating func apply(_ witness: Witness) {
    let event = witness.event
    switch event.kind {
    case .ring:
      latestRing = max(latestRing ?? .min, witness.writtenAt)
      keep(witness, in: \.ring)
    case .answer: keep(witness, in: \.answer)
    case .end: keep(witness, in: event.reason == .lost ? \.lost : \.end)
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

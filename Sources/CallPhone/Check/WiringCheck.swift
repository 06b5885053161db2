import CallModel

/// What one test call shows of the wiring between a telephone system and the event file.
///
/// Pure: events go in with the moment of their receipt, what was seen and what is missing comes out. The
/// first call that is heard of is the test call; what is said of others is passed over.
public struct WiringCheck: Sendable {
  /// What is missing, or proves less than it could, the most important first.
  public enum Gap: String, CaseIterable, Sendable {
    /// Nothing at all was heard.
    case silence
    /// No telephone is known to have rung.
    case ring
    /// The telephone that rang stands at none of the seats given.
    case seat
    /// The ring is only known to have been dialled: a late answer can never be proved.
    case upperBound = "upper-bound"
    /// No answer was heard of, so no time can be measured.
    case answer
    /// A telephone is not known to be done with the call.
    case end
    /// An end says no reason, so a caller who gives up is known to have gone only after a minute.
    case reason
    /// No number, or it was withheld.
    case caller
    /// Lines carry no time of the telephone system's: measured by their receipt.
    case time
    /// Times are whole seconds: good to a second only.
    case wholeSeconds = "whole-seconds"
  }

  /// What was seen of one telephone.
  public struct Sight: Hashable, Sendable {
    /// The seat or extension.
    public let seat: String
    /// What is known of its ring; nil when it is not known to have rung.
    public let basis: RingTiming.Basis?
    /// How long it rang before it was picked up, in ms; nil when that cannot be told.
    public let ringMilliseconds: Int64?
    /// Half the width of the uncertainty of that, in ms.
    public let errorMilliseconds: Int64?
    /// Whether it was picked up.
    public let isAnswered: Bool
    /// Why it was done with the call; nil while that is not known.
    public let reason: PhoneEvent.EndReason?
  }

  private let seats: Set<String>
  private var board = PhoneBoard(seats: [])
  private var events: [PhoneEvent] = []

  /// Which call is watched; nil before one was heard of.
  public private(set) var key: PhoneCall.Key?

  /// A check of a console with these seats or extensions; any telephone will do when there are none.
  public init(seats: Set<String>) {
    self.seats = seats
  }

  /// Takes in a line that was written after the check began.
  public mutating func take(_ event: PhoneEvent, receivedAt: WallInstant) {
    let heard = PhoneCall.Key(source: event.source, call: event.call)
    if key == nil, event.kind == .ring || event.kind == .wait || event.kind == .answer { key = heard }
    guard heard == key else { return }
    events.append(event)
    board.apply(event, receivedAt: receivedAt)
  }

  private var call: PhoneCall? { key.flatMap { board.call($0) } }

  /// Whether the call is over as far as its source tells.
  public var isOver: Bool {
    guard let call else { return false }
    return call.hasGone || !call.tellsGoing && !call.legs.isEmpty && call.legs.allSatisfy(\.isEnded)
  }

  /// What was seen of each telephone, in the order they rang.
  public var sights: [Sight] {
    (call?.legs ?? []).map { leg in
      let interval = leg.ring.flatMap { ring in leg.answer.flatMap { PhoneInterval(from: ring, to: $0) } }
      return Sight(
        seat: leg.seat, basis: leg.ring?.event.basis ?? (leg.ring == nil ? nil : .received),
        ringMilliseconds: interval?.milliseconds, errorMilliseconds: interval?.errorMilliseconds,
        isAnswered: leg.isAnswered, reason: leg.reason)
    }
  }

  /// What is missing, the most important first.
  public var gaps: [Gap] {
    guard let call else { return [.silence] }
    return Gap.allCases.filter { isMissing($0, call: call) }
  }

  private func isMissing(_ gap: Gap, call: PhoneCall) -> Bool {
    let rings = events.filter { $0.kind == .ring }
    let ends = events.filter { $0.kind == .end }
    let times = (rings + events.filter { $0.kind == .answer }).map(\.time)
    switch gap {
    case .silence: return false
    case .ring: return rings.isEmpty
    case .seat:
      return !seats.isEmpty && !call.legs.isEmpty && !call.legs.contains { seats.contains($0.seat) }
    case .upperBound: return !rings.isEmpty && rings.allSatisfy { $0.basis == .dialed }
    case .answer: return !call.legs.contains { $0.answer != nil }
    case .end: return !call.legs.allSatisfy(\.isEnded) && !call.hasGone
    case .reason: return ends.contains { $0.reason == nil }
    case .caller: return call.caller.isEmpty
    case .time: return times.contains(nil)
    case .wholeSeconds:
      return times.count > 1 && times.allSatisfy { $0.map { $0.isMultiple(of: 1_000) } ?? false }
    }
  }
}

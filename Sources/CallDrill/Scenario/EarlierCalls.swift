import CallModel

/// The calls on record before a drill begins, as events the desk can learn.
public struct EarlierCalls: Sendable {
  /// The events, in order.
  public let events: [Noted<RecordedEvent>]

  /// The events of `calls`, the given minutes before `now`.
  public init(_ calls: [EarlierCall], before now: WallInstant) {
    events = calls.enumerated().flatMap { index, earlier in
      Self.events(earlier, number: index + 1, now: now)
    }
  }

  private static func events(
    _ earlier: EarlierCall, number: Int, now: WallInstant
  ) -> [Noted<RecordedEvent>] {
    let at = now.adding(milliseconds: Int64(earlier.minutes) * -60_000)
    guard let seat = SeatIdentifier(ifValid: EarlierCall.seat),
      let nobody = OperatorIdentifier(ifValid: "000000"),
      // A scenario with more earlier calls than a day has numbers tells fewer.
      let call = try? CallIdentifier(date: at.date, seat: seat, number: number)
    else { return [] }
    var facts: [CallEvent] = [
      .ring(RingSeen(number: earlier.number)),
      .answer(CallAnswered(timing: .unknown(limit: RingLimit()))),
      .element(ElementAnswer(element: .where, state: .given, text: earlier.place)),
      .element(ElementAnswer(element: .what, state: .given, text: earlier.matter)),
    ]
    if !earlier.unit.isEmpty { facts.append(.notify(UnitNotified(unit: earlier.unit, purpose: .dispatch))) }
    facts.append(.end(.finished))
    return facts.map { Noted(.call($0), call: call, at: at, personnel: nobody, desk: seat) }
  }
}

/// A call that is on record before the drill begins.
public struct EarlierCall: Hashable, Sendable {
  /// The seat such calls stand at; no real seat of a drill has it.
  public static let seat = "99"

  /// How many minutes before the ring.
  public let minutes: Int
  /// The number it came from.
  public let number: String
  /// Where it was said to happen (何地), to be recognised again.
  public let place: String
  /// What was reported (何事).
  public let matter: String
  /// The unit told.
  public let unit: String
}

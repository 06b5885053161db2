import CallModel

/// A call that a person put on record by hand: at a console that has no telephone or does not hear of it, or
/// from paper.
package struct TypedCall: Hashable, Sendable {
  /// How such a record stands to a caller the telephone tells of.
  package enum Likeness: Hashable, Sendable {
    /// It is the record of that caller.
    case same
    /// Nothing but the time speaks for it: nobody can say.
    case perhaps
    /// It is of somebody else.
    case other
  }

  /// A caller as the telephone tells of him.
  package struct Caller: Hashable, Sendable {
    /// His number, empty when withheld.
    package let number: String
    /// From when to when he was there.
    package let stay: ClosedRange<WallInstant>
    package let wasAnswered: Bool
    /// The seats that rang for him; nil where that is not known.
    package let seats: Set<String>?

    package init(number: String, stay: ClosedRange<WallInstant>, wasAnswered: Bool, seats: Set<String>?) {
      self.number = number
      self.stay = stay
      self.wasAnswered = wasAnswered
      self.seats = seats
    }
  }

  /// How much later or earlier than the telephone a person at a console is, in ms.
  private static let slack: Int64 = 30_000
  /// The same of the watch somebody writes on paper by.
  private static let slackOfWatch: Int64 = 120_000

  /// The seat at which it was typed; nil for one from paper.
  package let seat: SeatIdentifier?
  /// The number as typed, mostly empty.
  package var number: String
  package let began: WallInstant
  package var ended: WallInstant?
  package var wasAnswered: Bool

  /// A call that somebody began to write down; `seat` is nil for one from paper.
  package init(
    seat: SeatIdentifier?, number: String, began: WallInstant, ended: WallInstant? = nil,
    wasAnswered: Bool = false
  ) {
    self.seat = seat
    self.number = number
    self.began = began
    self.ended = ended
    self.wasAnswered = wasAnswered
  }

  /// Whether this is the record of that caller: at the same time, and with his number; or else, at a console,
  /// at a seat that rang for him and with the same outcome.
  ///
  /// Nobody writes a caller on paper to whom he did not speak.
  package func likeness(to caller: Caller) -> Likeness {
    guard isAtTheTime(of: caller) else { return .other }
    let areNumbersKnown = !number.isEmpty && !caller.number.isEmpty
    if areNumbersKnown, number != caller.number { return .other }
    guard let seat else {
      if wasAnswered != caller.wasAnswered { return .other }
      return areNumbersKnown ? .same : .perhaps
    }
    if areNumbersKnown { return .same }
    let rangHere = caller.seats?.contains(seat.description) ?? false
    return wasAnswered == caller.wasAnswered && rangHere ? .same : .other
  }

  private func isAtTheTime(of caller: Caller) -> Bool {
    let slack = seat == nil ? Self.slackOfWatch : Self.slack
    let isBefore = began <= caller.stay.upperBound.adding(milliseconds: slack)
    return isBefore && ended.map { $0 >= caller.stay.lowerBound.adding(milliseconds: -slack) } ?? true
  }

  /// How far apart the two began, in ms.
  package func distance(from caller: Caller) -> Int64 {
    abs(began.milliseconds - caller.stay.lowerBound.milliseconds)
  }
}

extension PhoneCall {
  /// The caller, to be compared with what people typed.
  package var asCaller: TypedCall.Caller {
    let lasted = max(0, lastedMilliseconds ?? waitedMilliseconds ?? 0)
    return TypedCall.Caller(
      number: caller, stay: startedAt...startedAt.adding(milliseconds: lasted), wasAnswered: wasAnswered,
      seats: Set(legs.map(\.seat)))
  }
}

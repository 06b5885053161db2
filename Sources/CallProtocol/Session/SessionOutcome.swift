import CallModel

/// What one input to the session led to: events to be written down, and what to tell the call taker.
public struct SessionOutcome: Hashable, Sendable {
  /// The call the events belong to; nil when there are none.
  public internal(set) var call: CallIdentifier?
  /// Events in order, to be written down before anything is said about them.
  public internal(set) var events: [TimedEvent] = []
  /// What to tell, in order.
  public internal(set) var notices: [SessionNotice] = []
  /// The record as it is after the events; the closing event is stored with it.
  public internal(set) var record: CallRecord?

  /// Nothing happened.
  public init() {}

  /// An outcome that only says something.
  public static func notice(_ notice: SessionNotice) -> SessionOutcome {
    var outcome = SessionOutcome()
    outcome.notices = [notice]
    return outcome
  }
}

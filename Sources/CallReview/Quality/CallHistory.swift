import CallModel

/// A call with all its own events and their places: what a check needs to name its evidence.
public struct CallHistory: Hashable, Sendable {
  /// The call as it stands now, with what became of it later.
  public let state: CallState
  /// What the state says of the call; there because its own events were read.
  public let record: CallRecord
  /// Its own events, in order.
  public let events: [Noted<CallEvent>]

  /// The call that these events make, in whatever order they were read; nil when none of them is its own.
  public init?(_ call: CallIdentifier, events: [Noted<RecordedEvent>]) {
    let events = events.inOrder()
    guard let state = CallState(call, events: events), let record = state.record else { return nil }
    self.state = state
    self.record = record
    self.events = events.compactMap { noted in noted.event.ofCall.map(noted.replacing) }
  }

  /// The number of the record.
  public var call: CallIdentifier { state.id }

  /// The lines of the events that `isWanted` picks, at most ten.
  public func places(where isWanted: (CallEvent) -> Bool) -> [RecordPlace] {
    Array(events.filter { isWanted($0.event) }.compactMap(\.place).prefix(10))
  }

  /// The line that closed the call, else its last line: it shows that what is missing was not said or done
  /// before.
  public var closing: RecordPlace? {
    places { event in
      if case .end = event { return true }
      return false
    }.first ?? events.last?.place
  }
}

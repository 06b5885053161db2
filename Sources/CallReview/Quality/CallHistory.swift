import CallModel

/// A call with all its events and their places: what a check needs to name its evidence.
public struct CallHistory: Hashable, Sendable {
  /// The call.
  public let call: CallIdentifier
  /// Its events, in the order of the journal.
  public private(set) var events: [PlacedEvent]
  /// What they make together.
  public private(set) var record: CallRecord

  /// The call that begins with `first`.
  public init(_ call: CallIdentifier, first: PlacedEvent) {
    self.call = call
    events = [first]
    record = CallRecord(id: call, first: first.event)
  }

  /// Adds the next event.
  public mutating func add(_ event: PlacedEvent) {
    events.append(event)
    record.apply(event.event)
  }

  /// The lines of the events that `isWanted` picks, at most ten.
  public func places(where isWanted: (CallEvent) -> Bool) -> [RecordPlace] {
    Array(events.filter { isWanted($0.event.event) }.map(\.place).prefix(10))
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

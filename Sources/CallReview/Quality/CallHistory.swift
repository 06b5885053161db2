import CallModel

/// A call with all its own events and their places.
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

  /// What a check needs of it.
  public var traced: TracedCall {
    TracedCall(record, lines: events.map { $0.replacing(CallTrace($0.event)) }, isWhole: true)
  }
}

/// A call as a check needs it: the record, and the lines that can be named as evidence.
public struct TracedCall: Hashable, Sendable {
  /// The call as it stands now.
  public let record: CallRecord
  /// Lines of its own events, in order, without deeds that were taken back.
  public let lines: [Noted<CallTrace>]
  /// Whether they are all there; else those of the kinds in `RuleCheck.kinds` are, which show what is wrong
  /// and not what was done.
  public let isWhole: Bool

  /// A call from its parts; `lines` may come in any order.
  public init(_ record: CallRecord, lines: [Noted<CallTrace>], isWhole: Bool) {
    self.record = record
    self.lines = lines.inOrder().withoutUndone()
    self.isWhole = isWhole
  }

  /// The lines of the events that `isWanted` picks, at most ten.
  public func places(where isWanted: (CallTrace) -> Bool) -> [RecordPlace] {
    var places: [RecordPlace] = []
    for line in lines where places.count < 10 && isWanted(line.event) {
      if let place = line.place { places.append(place) }
    }
    return places
  }

  /// The line that closed the call, else its last line: it shows that what is missing was not said or done
  /// before.
  public var closing: RecordPlace? {
    places { $0.kind == .end }.first ?? lines.last?.place
  }
}

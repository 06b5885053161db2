import CallModel

/// An event of a call with the journal line it stands in.
public struct PlacedEvent: Hashable, Sendable {
  /// The event.
  public let event: TimedEvent
  /// Where it stands.
  public let place: RecordPlace

  /// An event and its place.
  public init(_ event: TimedEvent, at place: RecordPlace) {
    self.event = event
    self.place = place
  }
}

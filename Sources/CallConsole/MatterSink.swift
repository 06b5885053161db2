import CallModel

/// Where what a desk writes down beside calls goes: the seat's own journal.
public protocol MatterSink: AnyObject {
  /// Writes the events down in one step and returns only when they are safe.
  func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement

  /// The calls in which a person holds something open, as it is on record at this moment.
  func held(by person: OperatorIdentifier) -> [CallIdentifier]
}

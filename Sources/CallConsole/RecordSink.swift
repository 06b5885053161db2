import CallModel

/// Where events go. The live sink is a journal on disk, the drill's another one, a test's an array.
public protocol RecordSink: AnyObject {
  /// Writes the events of one call down, in order, and returns only when they are safe.
  ///
  /// `record` is the record as it is after the events; the closing event is stored with it.
  func record(_ events: [TimedEvent], of call: CallIdentifier, record: CallRecord) -> Acknowledgement
}

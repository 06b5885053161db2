import CallModel

/// What other seats write down, as a port.
///
/// It never holds the caller up: what is not ready comes with a later poll.
public protocol HistoryFeed: AnyObject {
  /// Events not given before, in the order they were found; empty when there is nothing new.
  func poll() -> [(call: CallIdentifier, event: TimedEvent)]
  /// Entries of the call-back list not given before.
  func pollCallbacks() -> [HistoricCallback]
}

extension HistoryFeed {
  /// No call-back list.
  public func pollCallbacks() -> [HistoricCallback] { [] }
}

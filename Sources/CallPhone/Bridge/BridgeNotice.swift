/// Something worth telling whoever looks after a bridge.
public enum BridgeNotice: Hashable, Sendable {
  /// Logged in and listening.
  case connected
  /// The connection is gone or could not be made; the next attempt is in so many ms.
  case disconnected(retryMilliseconds: Int64)
  /// The telephone system does not answer any more, though the connection stands.
  case unanswered
  /// The account or its secret is wrong.
  case refused
  /// The telephone system was started anew.
  case restarted
  /// The telephone system says that it is going to stop.
  case shutdown
  /// So many calls went by while the link was down.
  case unseenCalls(Int64)
  /// Events carry no time: `timestampevents` is off.
  case lacksTimestamps
  /// Calls go through, but no seat's telephone is ever heard of; the telephones seen that have no seat.
  case silent(unmapped: [String])
  /// The account may not ask for the number of calls, so unseen calls and silence cannot be noticed.
  case lacksReporting
}

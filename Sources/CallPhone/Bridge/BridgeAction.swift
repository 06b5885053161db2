/// What the bridge wants done.
///
/// The process around it carries it out; tests just read it.
public enum BridgeAction: Hashable, Sendable {
  /// Open a new connection; the answer is `connected` or `disconnected`.
  case connect
  /// Send these bytes.
  case send([UInt8])
  /// Close the connection; no answer is expected.
  case close
  /// Append these events to the event file.
  case write([PhoneEvent])
  /// Rewrite the status file.
  case report(BridgeStatus)
  /// Tell whoever looks after the bridge.
  case notice(BridgeNotice)
}

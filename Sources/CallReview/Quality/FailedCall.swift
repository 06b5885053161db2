import CallModel

/// A call in which an item failed, and what shows it.
public struct FailedCall: Hashable, Sendable {
  /// The call.
  public let call: CallIdentifier
  /// The journal lines, `file:line`.
  public let evidence: [String]
}

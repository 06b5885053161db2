import CallModel
import PlainText

/// One line of a drill's journal, as scoring needs it.
public struct DrillLogLine: Hashable, Sendable {
  /// The line in its file, from 1.
  public let number: Int64
  /// Milliseconds since the journal's writer started, from its monotonic clock.
  public let milliseconds: Int64
  /// The call it belongs to.
  public let call: CallIdentifier?
  /// The kind of event.
  public let kind: String
  /// The payload.
  public let payload: JSONValue

  /// A line from its parts.
  public init(
    number: Int64, milliseconds: Int64, call: CallIdentifier?, kind: String, payload: JSONValue
  ) {
    self.number = number
    self.milliseconds = milliseconds
    self.call = call
    self.kind = kind
    self.payload = payload
  }

  /// The call event it holds; nil for a drill's own kinds.
  public var event: CallEvent? { CallEvent.decode(kind: kind, payload: payload)?.event }
}

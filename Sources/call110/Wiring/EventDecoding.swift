import CallJournal
import CallModel
import PlainText

extension PlacedEntry {
  /// The call event this line holds; nil when it holds something else.
  var timedEvent: (call: CallIdentifier, event: TimedEvent)? {
    guard let call = entry.call else { return nil }
    let value = entry.value
    guard let decoded = CallEvent.decode(kind: entry.kind, payload: value) else { return nil }
    // A call typed in from paper carries its true time and operator; the line has those of the typing.
    let trueTime = value["true_at"]?.string.flatMap { WallInstant($0) }
    let trueOperator = value["true_op"]?.string.flatMap { try? OperatorIdentifier($0) }
    return (
      call,
      TimedEvent(
        decoded.event, at: trueTime ?? entry.at, offsetMilliseconds: decoded.offsetMilliseconds,
        personnel: trueOperator ?? entry.operatorOnDuty)
    )
  }
}

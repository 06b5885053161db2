import CallJournal
import CallModel

extension PlacedEntry {
  /// The call event this line holds; nil when it holds something else.
  var timedEvent: (call: CallIdentifier, event: TimedEvent)? {
    guard let call = entry.call, let decoded = CallEvent.decode(kind: entry.kind, payload: entry.value) else {
      return nil
    }
    return (
      call,
      TimedEvent(
        decoded.event, at: entry.at, offsetMilliseconds: decoded.offsetMilliseconds,
        personnel: entry.operatorOnDuty)
    )
  }
}

import CallConsole
import CallModel

/// Keeps what is recorded, and answers as it is told to.
final class MemorySink: RecordSink {
  private(set) var events: [(call: CallIdentifier, event: Noted<CallEvent>)] = []
  private(set) var records: [CallRecord] = []
  /// The latest record of each call.
  private var latest: [CallIdentifier: CallRecord] = [:]
  var acknowledgement = Acknowledgement.recorded
  /// What happens while it writes, such as time that passes.
  var whileWriting: () -> Void = {}

  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord) -> Acknowledgement {
    whileWriting()
    self.events += events.map { (call, $0) }
    records.append(record)
    latest[record.id] = record
    return acknowledgement
  }

  private(set) var callbacks: [CallbackEvent] = []

  func record(_ event: CallbackEvent) -> Acknowledgement {
    callbacks.append(event)
    return acknowledgement
  }

  /// The latest record of each call, in the order they began.
  var calls: [CallRecord] { latest.values.sorted { $0.id < $1.id } }

  /// The record of a call of the telephone's.
  func call(_ phoneCall: String) -> CallRecord? { calls.last { $0.ring?.phoneCall == phoneCall } }

  /// The kinds recorded, in order.
  var kinds: [CallEvent.Kind] { events.map { $0.event.event.kind } }
}

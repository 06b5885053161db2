import CallJournal
import CallModel
import PlainText

/// Folds journal lines into call records.
enum CallRecordReader {
  /// The records of all calls in `entries`.
  ///
  /// The closing line carries the whole record: where a line before it was damaged, it still says everything.
  static func fold(_ entries: [PlacedEntry]) -> [CallIdentifier: CallRecord] {
    var records: [CallIdentifier: CallRecord] = [:]
    for placed in entries {
      guard let (call, event) = placed.timedEvent else { continue }
      if case .end = event.event, let record = placed.entry.value["record"].flatMap(CallRecord.init),
        record.id == call
      {
        records[call] = record
      } else if records[call]?.apply(event) == nil {
        records[call] = CallRecord(id: call, first: event)
      }
    }
    return records
  }
}

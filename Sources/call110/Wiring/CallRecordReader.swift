import CallJournal
import CallModel

/// Folds journal lines into call records.
enum CallRecordReader {
  /// The records of all calls in `entries`.
  static func fold(_ entries: [PlacedEntry]) -> [CallIdentifier: CallRecord] {
    var records: [CallIdentifier: CallRecord] = [:]
    for placed in entries {
      guard let (call, event) = placed.timedEvent else { continue }
      if records[call]?.apply(event) == nil { records[call] = CallRecord(id: call, first: event) }
    }
    return records
  }
}

import CallJournal
import CallModel

/// Finds one call without an index: its id names the files.
enum CallFinder {
  /// The call's record, nil when there is none, and how many faults were met in the files read: the seat's of the
  /// call's day, and of the day after for calls over midnight and late corrections.
  static func find(_ call: CallIdentifier, logs: String) -> (record: CallRecord?, faults: Int) {
    let reader = JournalReader(logs: logs)
    var contents = reader.day(call.date, seat: call.seat, .live)
    contents.append(reader.day(call.date.adding(days: 1), seat: call.seat, .live))
    let record = CallRecordReader.fold(contents.entries.filter { $0.entry.call == call })[call]
    return (record, contents.faults.count)
  }
}

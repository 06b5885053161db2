import CallJournal
import CallModel
import PlainText

/// Reads who revealed what.
enum AccessLog {
  /// The accesses of these days, oldest first, and how many faults the journals have.
  static func read(_ days: [CivilDate], logs: String) -> (facts: [AccessFact], faults: Int) {
    let contents = DeskJournal.contents(Reveal.desk, on: days, reader: JournalReader(logs: logs))
    let facts = contents.entries.compactMap { placed -> AccessFact? in
      guard placed.entry.kind == AccessGranted.kind, let access = AccessGranted(placed.entry.value) else {
        return nil
      }
      return AccessFact(
        access, at: placed.entry.at, personnel: placed.entry.operatorOnDuty,
        place: "\(placed.path):\(placed.line)")
    }
    return (facts.sorted { ($0.at, $0.place) < ($1.at, $1.place) }, contents.faults.count)
  }
}

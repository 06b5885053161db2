import CallArchive
import CallJournal
import CallModel

/// Reads who revealed what.
enum AccessLog {
  /// The accesses of these days, oldest first, and how many faults the journals have.
  static func read(_ days: [CivilDate], logs: String) -> (facts: [Noted<AccessGranted>], faults: Int) {
    let contents = DeskJournal.contents(Reveal.desk, on: days, reader: JournalReader(logs: logs))
    let facts = contents.entries.compactMap { placed -> Noted<AccessGranted>? in
      guard let noted = placed.noted, case .access(let access) = noted.event else { return nil }
      return noted.replacing(access)
    }
    return (facts.inOrder(), contents.faults.count)
  }
}

import CallJournal
import CallModel

/// Who saw personal data: written before it is shown, read for the report on it.
package enum AccessLog {
  /// The desk that keeps the accesses.
  private static let desk = "desk-access"

  /// Writes an access down; throws when it is not on the disk, and then nothing may be shown.
  package static func record(
    _ access: AccessGranted, of call: CallIdentifier?, by person: OperatorIdentifier, logs: String
  ) throws {
    let draft = JournalDraft(call: call, kind: AccessGranted.kind, payload: access.payload)
    try DeskJournal.record([draft], desk: desk, by: person, logs: logs)
  }

  /// The accesses of these days, oldest first, and how many faults the journals have.
  package static func read(_ days: [CivilDate], logs: String) -> (facts: [Noted<AccessGranted>], faults: Int)
  {
    let (events, faults) = DeskJournal.events(desk, on: days, reader: JournalReader(logs: logs))
    let facts = events.compactMap { noted -> Noted<AccessGranted>? in
      guard case .access(let access) = noted.event else { return nil }
      return noted.replacing(access)
    }
    return (facts.inOrder(), faults.count)
  }
}

import CallJournal
import CallModel
import CallReview

/// The desk where reviews are read and written.
package struct ReviewDesk {
  /// The desk's name.
  package static let name = "desk-review"

  /// The records' folder.
  package let logs: String
  /// Reads calls with the place of each event.
  package let archive: Archive
  /// What was written so far.
  package let book: ReviewBook
  /// How many faults the desk's journals have.
  package let faults: Int

  /// The desk over the records' folder.
  package init(logs: String) {
    self.logs = logs
    let reader = JournalReader(logs: logs)
    archive = Archive(logs: logs)
    let folders = reader.dayFolders(.live)
    let (events, faults) = DeskJournal.events(Self.name, on: folders.days, reader: reader)
    let facts = events.compactMap { noted -> Noted<ReviewEvent>? in
      guard case .review(let event) = noted.event else { return nil }
      return noted.replacing(event)
    }
    book = ReviewBook(facts.inOrder())
    self.faults = faults.count + folders.faults.count
  }

  /// Writes an event; it is on the disk when this returns.
  package func record(_ event: ReviewEvent, call: CallIdentifier? = nil, by personnel: OperatorIdentifier)
    throws
  {
    let draft = JournalDraft(call: call, kind: event.kind.rawValue, payload: event.payload)
    try DeskJournal.record([draft], desk: Self.name, by: personnel, logs: logs)
  }
}

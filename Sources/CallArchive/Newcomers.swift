import CallJournal
import CallModel

/// Who is new: has calls in the month, and none on record 90 days before it or in the month before that.
package enum Newcomers {
  /// How long a person counts as new, in days before the month.
  private static let newFor = 90
  /// How many days with records are looked at before that.
  private static let lookedAt = 31

  /// The new ones among `people`.
  ///
  /// Where records do not go back far enough, or cannot be read, nobody is known to be new.
  package static func find(
    _ people: Set<OperatorIdentifier>, month: Period, reader: JournalReader
  ) -> Set<OperatorIdentifier> {
    let limit = month.first.adding(days: -newFor)
    let folders = reader.dayFolders(.live)
    guard folders.faults.isEmpty else { return [] }
    var (unseen, goesBack) = (people, false)
    for day in folders.days.filter({ $0 <= limit }).suffix(lookedAt).reversed() where !unseen.isEmpty {
      let contents = reader.day(day, room: .live)
      if contents.faults.contains(where: \.isUnreadable) { return [] }
      for placed in contents.entries
      where placed.entry.kind == CallEvent.Kind.answer.rawValue {
        // A line that tells what is not its writer's to say says nothing; of a call from paper the line names
        // who typed it in.
        guard let noted = placed.noted else { continue }
        goesBack = true
        unseen.remove(noted.personnel)
      }
    }
    return goesBack ? unseen : []
  }
}

import CallModel
import PlainText

/// What is looked for, and what was met, while a writer looks for the end of its seat's chain.
struct PlaceSearch {
  let today: CivilDate
  /// Where the chain goes on.
  var found: JournalWriter.Place?
  /// A file of today without any line, to be used once the file before it is known.
  var empty: OpenJournal?
  /// What was passed over.
  var skipped: [JournalFileFault] = []
  var skippedPaths: [JournalPath] = []
  /// The end that a spool file notes, and whether a file has it.
  var noted: ChainPoint?
  private(set) var metNoted = false
  /// The spool files that wait, and those of them of which a journal says that they were replayed.
  var spools: Set<String> = []
  private(set) var replayed: Set<String> = []

  var skippedNames: [String] { skippedPaths.map(\.description) }

  init(today: CivilDate) {
    self.today = today
  }

  /// Looks at a line that was just followed.
  mutating func follow(_ line: RawLine, _ finder: FileEndFinder) {
    if let noted, finder.sound == noted { metNoted = true }
    guard !spools.isEmpty, let entry = try? JournalEntry(line: line.bytes), entry.kind == ReplayMark.kind,
      let name = entry.value["spool"]?.string, spools.contains(name)
    else { return }
    replayed.insert(name)
  }
}

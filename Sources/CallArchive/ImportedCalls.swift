import CallJournal
import CallModel
import CallReview

/// The calls taken over from other systems: read one by one, because there can be more of them than memory
/// holds.
package struct ImportedCalls {
  /// The desk that keeps them.
  package static let desk = "desk-import"

  private let reader: JournalReader
  private let paths: [JournalPath]
  /// Folders and files of imported calls that could not be read.
  private let unreadable: [JournalFault]

  /// The imported calls below this folder; nothing is read yet.
  package init(logs: String) {
    reader = JournalReader(logs: logs)
    let reader = reader
    let folders = reader.dayFolders(.imported)
    let files = folders.days.map { reader.files(.imported, on: $0) }
    unreadable = folders.faults + files.flatMap(\.faults)
    paths = files.flatMap(\.paths)
      .filter { $0.seat.description == Self.desk || $0.seat.description.hasPrefix(Self.desk + "-u") }
  }

  /// How many bytes there are to read.
  package var bytes: Int64 { paths.reduce(0) { $0 + reader.bytes(of: $1) } }

  /// Gives each imported call's head, and a way to decode all of it, to `body`, in the order of entry;
  /// returns how many faults the journals have.
  ///
  /// Every key is given once: when two programs took over the same file, the first of the two lines counts.
  ///
  /// With `latest`, only those entered up to then are there.
  package func forEach(
    enteredUntil latest: WallInstant? = nil, progress: ((Int, Int) -> Void)? = nil,
    body: (_ head: ImportedCall.Head, _ call: () -> ImportedCall?) -> Bool
  ) -> [JournalFault] {
    var seen = ImportedKeys()
    var (faults, done, goesOn) = (unreadable, Int64(0), true)
    let all = progress == nil ? 0 : bytes
    for path in paths where goesOn {
      faults +=
        reader.forEachEntry(of: path) { placed in
          done += Int64(placed.entry.payload.count) + 250
          progress?(Int(done), max(Int(done), Int(all)))
          guard placed.entry.kind == ImportedCall.kind, latest.map({ placed.entry.at <= $0 }) ?? true,
            let head = ImportedCall.head(of: placed.entry.payload),
            seen.insert(head.key, digest: head.digest)
          else { return true }
          goesOn = body(head) { ImportedCall(placed.entry.value) }
          return goesOn
        }
    }
    return faults
  }

  /// Gives the records of the calls that began on one of `days`, some hundreds at a time; nil means all.
  ///
  /// Returns what is wrong in the journals.
  package func forEachBatch(
    on days: ClosedRange<CivilDate>?, enteredUntil latest: WallInstant? = nil,
    progress: ((Int, Int) -> Void)? = nil, body: ([CallRecord]) -> Void
  ) -> [JournalFault] {
    var batch: [CallRecord] = []
    let faults = forEach(enteredUntil: latest, progress: progress) { head, call in
      guard days?.contains(head.call.date) ?? true, let record = call()?.record else { return true }
      batch.append(record)
      if batch.count == 500 {
        body(batch)
        batch = []
      }
      return true
    }
    if !batch.isEmpty { body(batch) }
    return faults
  }

  /// The call with this number here; nil when none was imported under it.
  package func find(_ call: CallIdentifier) -> ImportedCall? {
    var found: ImportedCall?
    _ = forEach { head, decode in
      guard head.call == call else { return true }
      found = decode()
      return false
    }
    return found
  }
}

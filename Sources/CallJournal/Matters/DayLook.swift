import CallModel
import Files

/// One look at a day's folder: its journal files with the prints they have now.
struct DayLook {
  /// The journal files, in the order of seat and segment; a file that vanished during the look has no print.
  let files: [(path: JournalPath, print: FilePrint?)]
  /// Whether the folder is there and could not be read.
  let isUnreadable: Bool

  /// Looks at a day of a room.
  init(_ store: JournalStore, room: JournalRoom, day: CivilDate) {
    var files: [(JournalPath, FilePrint?)] = []
    do {
      let descriptor = try store.openFolder(JournalPath.folders(room, date: day))
      defer { store.operations.close(descriptor) }
      let names = try store.at(day.description) { () throws(SystemFault) in
        try store.operations.names(in: descriptor)
      }
      files = names.compactMap { JournalPath(room: room, date: day, name: $0) }.sorted()
        .map { path in
          // One that vanished or cannot be looked at has none.
          (path, (try? store.operations.status(of: path.name, in: descriptor))?.print)
        }
      isUnreadable = false
    } catch {
      isUnreadable = !JournalReader.isMissing(error)
    }
    self.files = files
  }

  /// The files.
  var paths: [JournalPath] { files.map(\.path) }

  /// A digest over the prints; nil when a file has none.
  var digest: LineDigest? {
    let known = files.compactMap { file in file.print.map { (name: file.path.name, print: $0) } }
    return known.count == files.count ? LineDigest(of: FilePrint.bytes(of: known)) : nil
  }
}

import CallModel
import Files

/// A day's open folder and the names in it.
///
/// A class because the threads share it, and it is closed when the last of them has read its files.
final class DayFolder: Sendable {
  let descriptor: Int32
  /// The journals, in the order of seat and segment.
  let journals: [JournalPath]
  /// Paths of what is neither a journal nor an end set aside.
  let unknownNames: [String]

  private let operations: any FileOperations

  init(_ room: JournalRoom, date: CivilDate, store: JournalStore) throws(JournalFileFault) {
    let folders = JournalPath.folders(room, date: date)
    let place = folders.joined(separator: "/")
    let descriptor = try store.openFolder(folders)
    var (journals, unknown): ([JournalPath], [String]) = ([], [])
    do throws(SystemFault) {
      for name in try store.operations.names(in: descriptor) {
        if let path = JournalPath(room: room, date: date, name: name) {
          journals.append(path)
        } else if !Self.isEndSetAside(name, room: room, date: date) {
          unknown.append(name)
        }
      }
    } catch {
      store.operations.close(descriptor)
      throw .system(error, place: place)
    }
    (self.descriptor, operations) = (descriptor, store.operations)
    self.journals = journals.sorted()
    unknownNames = unknown.sorted().map { place + "/" + $0 }
  }

  deinit { operations.close(descriptor) }

  private static func isEndSetAside(_ name: String, room: JournalRoom, date: CivilDate) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("torn-"), parts.count > 2 else { return false }
    return JournalPath(room: room, date: date, name: parts.dropLast().joined(separator: ".")) != nil
  }
}

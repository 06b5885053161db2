import CallJournal
import CallModel
import Files
import Glibc

/// What tells whether anything has changed in a day's folder: its own print, and the names and prints of its
/// journals.
struct FolderPrint: Equatable {
  /// 32 bytes; the `source` of a derived file made of the folder.
  let bytes: [UInt8]
  /// Whether something changed within the last two seconds: too fresh to rely on.
  let isRecent: Bool

  /// The print of an open folder, of which only these names are looked at; nil when it cannot be had.
  ///
  /// `now` is in seconds since 1970.
  init?(folder: Int32, _ names: [String], now: Int64, _ operations: any FileOperations) {
    do throws(SystemFault) {
      var files = [(name: "", print: try operations.status(of: folder).print)]
      for name in names {
        files.append((name, try operations.status(of: name, in: folder).print))
      }
      let newest = files.map(\.print.changed).max() ?? 0
      bytes = LineDigest(of: FilePrint.bytes(of: files)).bytes
      isRecent = newest / 1_000_000_000 + 2 > now
    } catch {
      return nil
    }
  }

  /// The print of the folder of a day by the names it had, without listing it again: its own times tell
  /// whether it has them still.
  init?(
    logs: Int32, room: JournalRoom, date: CivilDate, _ names: [String], _ operations: any FileOperations
  ) {
    // A folder that is gone has no print.
    guard let folder = try? operations.openFolder(JournalPath.folders(room, date), in: logs) else {
      return nil
    }
    defer { operations.close(folder) }
    self.init(folder: folder, names, now: 0, operations)
  }
}

/// The open folder of one day with the journal files in it.
struct DayFolder: ~Copyable {
  /// The folder's descriptor; -1 when there is no such folder.
  let descriptor: Int32
  /// The names that may be journals, sorted.
  let names: [String]
  private let room: JournalRoom
  private let date: CivilDate
  private let operations: any FileOperations
  /// The journals, by seat and segment.
  var paths: [JournalPath] {
    names.compactMap { JournalPath(room: room, date: date, name: $0) }.sorted()
  }
  /// Why the folder could not be read; nil when it could, or is not there.
  let fault: String?

  /// Opens the folder of `date` below the logs folder.
  ///
  /// No symbolic link is followed below it.
  init(
    logs: Int32, room: JournalRoom, date: CivilDate, _ operations: any FileOperations = SystemFileOperations()
  ) {
    (self.room, self.date, self.operations) = (room, date, operations)
    var (folder, names, fault): (Int32, [String], String?) = (-1, [], nil)
    do throws(SystemFault) {
      folder = try operations.openFolder(JournalPath.folders(room, date), in: logs)
      names = try operations.names(in: folder).filter { $0.hasSuffix(".jsonl") }.sorted()
    } catch {
      fault = error.code == ENOENT ? nil : "unreadable"
    }
    (descriptor, self.names, self.fault) = (folder, names, fault)
  }

  deinit { if descriptor >= 0 { operations.close(descriptor) } }

  /// What tells whether anything has changed in the folder.
  func print(now: Int64) -> FolderPrint? { FolderPrint(folder: descriptor, names, now: now, operations) }
}

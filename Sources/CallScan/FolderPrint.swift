import CPlatform
import CallJournal
import CallModel
import Glibc

/// What tells whether anything has changed in a day's folder: its own times, and the names, sizes, times and
/// inode numbers of its journals.
///
/// The time of the last status change is set by the kernel alone, so that putting a file's date back does not
/// hide a change; the folder's tells of files added, removed and renamed.
struct FolderPrint: Equatable {
  /// 32 bytes.
  let bytes: [UInt8]
  /// Whether something changed within the last two seconds: too fresh to rely on.
  let isRecent: Bool

  /// The print of an open folder, of which only these names are looked at; nil when it cannot be had.
  init?(folder: Int32, _ names: [String], now: Int64) {
    var status = stat()
    guard fstat(folder, &status) == 0 else { return nil }
    var words = Self.words(status)
    var newest = Int64(status.st_ctim.tv_sec)
    var text: [UInt8] = []
    for name in names {
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
      newest = max(newest, Int64(status.st_ctim.tv_sec))
      words += Self.words(status)
      text += name.utf8
      text.append(0)
    }
    words.withUnsafeBytes { text += $0 }
    var digest = [UInt8](repeating: 0, count: 32)
    call110_sha256(text, text.count, &digest)
    (bytes, isRecent) = (digest, newest + 2 > now)
  }

  /// The print of the folder of a day by the names it had, without listing it again: its own times tell
  /// whether it has them still.
  init?(logs: Int32, room: JournalRoom, date: CivilDate, _ names: [String]) {
    let path = "\(room.rawValue)/" + String(date.description.map { $0 == "-" ? "/" : $0 })
    let folder = openat(logs, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    self.init(folder: folder, names, now: 0)
  }

  private static func words(_ status: stat) -> [Int64] {
    [
      Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
      Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec), Int64(bitPattern: UInt64(status.st_ino)),
      Int64(bitPattern: UInt64(status.st_dev)),
    ]
  }
}

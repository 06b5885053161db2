import CPlatform
import CallJournal
import CallModel
import CallReview
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

/// The open folder of one day with the journal files in it.
struct DayFolder: ~Copyable {
  /// The folder's descriptor; -1 when there is no such folder.
  let descriptor: Int32
  /// The names that may be journals, sorted.
  let names: [String]
  private let room: JournalRoom
  private let date: CivilDate
  /// The journals, by seat and segment.
  var paths: [JournalPath] {
    names.compactMap { JournalPath(room: room, date: date, name: $0) }.sorted()
  }
  /// Why the folder could not be read; nil when it could, or is not there.
  let fault: String?

  /// Opens the folder of `date` below the logs folder.
  ///
  /// No symbolic link is followed below it.
  init(logs: Int32, room: JournalRoom, date: CivilDate) {
    (self.room, self.date) = (room, date)
    let text = date.description
    var folder = dup(logs)
    for name in [
      room.rawValue, String(text.prefix(4)), String(text.dropFirst(5).prefix(2)), String(text.suffix(2)),
    ] {
      let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let code = errno
      close(folder)
      guard inner >= 0 else {
        (descriptor, names) = (-1, [])
        fault = code == ENOENT ? nil : "unreadable"
        return
      }
      folder = inner
    }
    descriptor = folder
    fault = nil
    names = Self.names(in: folder).sorted()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static func names(in folder: Int32) -> [String] {
    let own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let stream = fdopendir(own) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".jsonl") { names.append(name) }
    }
    return names
  }

  /// What tells whether anything has changed in the folder.
  func print(now: Int64) -> FolderPrint? { FolderPrint(folder: descriptor, names, now: now) }
}

import CPlatform
import CallJournal
import CallModel
import CallReview
import Glibc

/// The open folder of one day with the journal files in it.
struct DayFolder: ~Copyable {
  /// The folder's descriptor; -1 when there is no such folder.
  let descriptor: Int32
  private let names: [String]
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

  /// What tells whether a file has changed: names, sizes, times of change and inode numbers of all journals.
  ///
  /// The time of the last status change is set by the kernel alone, so that putting a file's date back does
  /// not hide a change. `isRecent` says that something changed within the last two seconds: too fresh to rely
  /// on.
  func print(now: Int64) -> (bytes: [UInt8], isRecent: Bool) {
    var words: [Int64] = []
    var isRecent = false
    var text: [UInt8] = []
    for name in names {
      var status = stat()
      let isThere = fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      let changed = Int64(status.st_ctim.tv_sec)
      if changed + 2 > now { isRecent = true }
      words +=
        isThere
        ? [
          Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec), changed,
          Int64(status.st_ctim.tv_nsec), Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_dev),
        ] : [-1]
      text += name.utf8
      text.append(0)
    }
    words.withUnsafeBytes { text += $0 }
    var digest = [UInt8](repeating: 0, count: 32)
    call110_sha256(text, text.count, &digest)
    return (digest, isRecent)
  }
}

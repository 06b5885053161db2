import CallModel
import Glibc

/// Appends lines to the phone event file: one `write` a line on a descriptor in append mode, no lock and no
/// sync, so that it never waits for anybody and any number of programs may write at once.
public enum PhoneEventFile {
  /// Appends `line` and a line feed to the file of `day`, making folders and file when they are missing.
  public static func append(_ line: [UInt8], logs: String, day: CivilDate) throws(PhoneFileFault) {
    try append([line], logs: logs, day: day)
  }

  /// Appends several lines, each in one `write`.
  public static func append(_ lines: [[UInt8]], logs: String, day: CivilDate) throws(PhoneFileFault) {
    let path = PhoneFiles.events(logs: logs, day: day)
    var descriptor = open(path)
    if descriptor < 0, errno == ENOENT {
      PhoneFiles.makeDirectory(logs: logs)
      descriptor = open(path)
    }
    guard descriptor >= 0 else { throw fault(errno, path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(errno, path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile(path: path) }
    var mustSeparate = endsInsideLine(descriptor, size: Int(status.st_size))
    for line in lines {
      try write((mustSeparate ? [0x0A] : []) + line + [0x0A], descriptor, path)
      mustSeparate = false
    }
  }

  /// Opens without waiting: a pipe nobody reads fails at once, a symbolic link is refused.
  ///
  /// Reading rights are wanted for the look at the last byte; without them the look is left out.
  private static func open(_ path: String) -> Int32 {
    let flags = O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let descriptor = Glibc.open(path, O_RDWR | flags, 0o660)
    return descriptor < 0 && errno == EACCES ? Glibc.open(path, O_WRONLY | flags, 0o660) : descriptor
  }

  /// Whether somebody's line was cut short, by a full disk: the next one must not be glued to it.
  private static func endsInsideLine(_ descriptor: Int32, size: Int) -> Bool {
    guard size > 0 else { return false }
    var last: UInt8 = 0x0A
    return pread(descriptor, &last, 1, size - 1) == 1 && last != 0x0A
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(PhoneFileFault) {
    var count: Int
    repeat { count = Glibc.write(descriptor, bytes, bytes.count) } while count < 0 && errno == EINTR
    if count < 0 { throw fault(errno, path) }
    if count < bytes.count { throw .cutShort(path: path) }
  }

  private static func fault(_ number: Int32, _ path: String) -> PhoneFileFault {
    // ELOOP: a symbolic link; ENXIO: a pipe without a reader; EISDIR: a folder.
    [ELOOP, ENXIO, EISDIR].contains(number)
      ? .notRegularFile(path: path) : .system(path: path, number: number)
  }
}

/// Why the phone event file could not be used.
public enum PhoneFileFault: Error, Hashable, Sendable {
  /// The path is a pipe, a folder, a device or a symbolic link.
  case notRegularFile(path: String)
  /// The system refused; its error number.
  case system(path: String, number: Int32)
  /// Only part of a line could be written: the disk is full.
  case cutShort(path: String)
}

/// Where the phone events of a site lie.
public enum PhoneFiles {
  /// The folder of phone events below the folder of records.
  public static func directory(logs: String) -> String { logs + "/phone" }

  /// The event file of a day, China Standard Time.
  public static func events(logs: String, day: CivilDate) -> String {
    directory(logs: logs) + "/events-" + day.compact + ".jsonl"
  }

  /// Makes the folder of phone events, and those above it, where they are missing; nobody else may read them.
  static func makeDirectory(logs: String) {
    let path = directory(logs: logs)
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      mkdir(String(path[..<end]), 0o770)
    }
  }
}

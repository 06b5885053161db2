import CallModel
import Files
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
    var isWhole = true
    do throws(SystemFault) {
      let descriptor = try open(path, logs: logs)
      defer { system.close(descriptor) }
      let status = try system.status(of: descriptor)
      guard status.isRegular else { throw SystemFault(.open, code: EISDIR) }
      var mustSeparate = try endsInsideLine(descriptor, size: status.size)
      for line in lines where isWhole {
        isWhole = try write((mustSeparate ? [0x0A] : []) + line + [0x0A], descriptor: descriptor)
        mustSeparate = false
      }
    } catch {
      throw fault(error, path: path)
    }
    if !isWhole { throw .cutShort(path: path) }
  }

  private static var system: SystemFileOperations { SystemFileOperations() }

  /// Opens without waiting: a pipe nobody reads fails at once, a symbolic link is refused.
  ///
  /// Reading rights are wanted for the look at the last byte; without them the look is left out.
  private static func open(_ path: String, logs: String) throws(SystemFault) -> Int32 {
    do throws(SystemFault) {
      return try system.openFile(path: path, for: .sharedAppend(isReadable: true))
    } catch {
      guard error.code == EACCES || error.code == ENOENT else { throw error }
      if error.code == ENOENT { PhoneFiles.makeDirectory(logs: logs) }
      return try system.openFile(path: path, for: .sharedAppend(isReadable: error.code == ENOENT))
    }
  }

  /// Whether somebody's line was cut short, by a full disk: the next one must not be glued to it.
  private static func endsInsideLine(_ descriptor: Int32, size: Int64) throws(SystemFault) -> Bool {
    guard size > 0 else { return false }
    do throws(SystemFault) {
      return try system.readAll(1, from: descriptor, at: size - 1).first.map { $0 != 0x0A } ?? false
    } catch  where error.code == EBADF {
      return false
    }
  }

  /// One write, so that lines of several programs never mix; false when only a part was taken.
  private static func write(_ bytes: [UInt8], descriptor: Int32) throws(SystemFault) -> Bool {
    let count = try system.uninterrupted { () throws(SystemFault) -> Int in
      try bytes.span.withUnsafeBytes { (all) throws(SystemFault) -> Int in
        try system.write(all, to: descriptor)
      }
    }
    return count == bytes.count
  }

  private static func fault(_ fault: SystemFault, path: String) -> PhoneFileFault {
    // ELOOP: a symbolic link; ENXIO: a pipe without a reader; EISDIR: a folder.
    return [ELOOP, ENXIO, EISDIR].contains(fault.code)
      ? .notRegularFile(path: path) : .system(path: path, number: fault.code)
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
      // Mostly it is there; where it cannot be made, opening the file says why.
      try? SystemFileOperations().makeFolder(path: String(path[..<end]), mode: 0o770)
    }
  }
}

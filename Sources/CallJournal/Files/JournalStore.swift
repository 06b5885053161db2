import CallModel
import Files
import Glibc

/// The logs folder: finds and makes its folders and opens its files, refusing everything that could lead
/// elsewhere.
struct JournalStore: Sendable {
  /// Permissions of the folders: setgid, sticky, nothing for others.
  ///
  /// A colleague can read and add, not change or remove.
  static let folderMode: UInt32 = 0o3770
  /// Permissions of the files: the owner writes, the group reads.
  static let fileMode: UInt32 = 0o640

  /// The path of the logs folder.
  let logs: String
  /// The file calls.
  let operations: any FileOperations

  /// Opens the folder below the logs folder; `names` may be empty.
  func openFolder(_ names: [String]) throws(JournalFileFault) -> Int32 {
    var folder = try at(".") { () throws(SystemFault) in try operations.openFolder(path: logs) }
    for (index, name) in names.enumerated() {
      let outer = folder
      defer { operations.close(outer) }
      let place = names[...index].joined(separator: "/")
      folder = try at(place) { () throws(SystemFault) in try operations.openFolder(name, in: outer) }
    }
    return folder
  }

  /// Opens the folder below the logs folder, making what is missing; every name is on the disk when it
  /// returns.
  func makeFolder(_ names: [String]) throws(JournalFileFault) -> Int32 {
    var folder = try openOrMakeLogs()
    for (index, name) in names.enumerated() {
      let outer = folder
      defer { operations.close(outer) }
      let place = names[...index].joined(separator: "/")
      folder = try at(place) { () throws(SystemFault) in try openOrMakeForGood(name, in: outer) }
    }
    return folder
  }

  /// Opens a file that this program writes: regular, its own, with one name.
  func openOwn(
    _ name: String, in folder: Int32, for intent: FileIntent, place: String
  ) throws(JournalFileFault) -> (descriptor: Int32, status: FileStatus) {
    let (descriptor, status) = try openRegular(name, in: folder, for: intent, place: place)
    if status.owner != operations.user() {
      operations.close(descriptor)
      throw .refused(.foreignOwner, place: place)
    }
    if status.links != 1 {
      operations.close(descriptor)
      throw .refused(.hardLink, place: place)
    }
    return (descriptor, status)
  }

  /// Opens a regular file, whoever owns it.
  func openRegular(
    _ name: String, in folder: Int32, for intent: FileIntent, place: String
  ) throws(JournalFileFault) -> (descriptor: Int32, status: FileStatus) {
    let descriptor: Int32
    do {
      descriptor = try operations.openFile(name, in: folder, for: intent)
    } catch {
      throw Self.refusal(error).map { .refused($0, place: place) } ?? .system(error, place: place)
    }
    do {
      let status = try operations.status(of: descriptor)
      if status.isRegular { return (descriptor, status) }
    } catch {
      operations.close(descriptor)
      throw .system(error, place: place)
    }
    operations.close(descriptor)
    throw .refused(.notRegular, place: place)
  }

  /// The lines of an open journal.
  func lines(of descriptor: Int32) -> LineSource {
    LineSource(operations: operations, descriptor: descriptor, limit: JournalFormat.maximumLineBytes)
  }

  /// Runs `body` and says at which place a system call failed.
  func at<Result>(
    _ place: String, body: () throws(SystemFault) -> Result
  ) throws(JournalFileFault) -> Result {
    do { return try body() } catch { throw .system(error, place: place) }
  }

  private static func refusal(_ fault: SystemFault) -> JournalFileFault.Refusal? {
    switch fault.code {
    case ELOOP: .symbolicLink
    case EISDIR, ENXIO, ENODEV: .notRegular
    default: nil
    }
  }

  private func openOrMakeLogs() throws(JournalFileFault) -> Int32 {
    try at(".") { () throws(SystemFault) in try openOrMake(path: logs) }
  }

  private func openOrMake(path: String) throws(SystemFault) -> Int32 {
    do { return try operations.openFolder(path: path) } catch  where error.code == ENOENT {}
    do { try operations.makeFolder(path: path, mode: Self.folderMode) } catch  where error.code == EEXIST {}
    let folder = try operations.openFolder(path: path)
    do {
      try operations.setMode(Self.folderMode, of: folder)
    } catch {
      operations.close(folder)
      throw error
    }
    return folder
  }

  private func openOrMakeForGood(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    let inner = try openOrMake(name, in: folder)
    do {
      try operations.synchronizeFolder(folder)
    } catch {
      operations.close(inner)
      throw error
    }
    return inner
  }

  private func openOrMake(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    do { return try operations.openFolder(name, in: folder) } catch  where error.code == ENOENT {}
    do {
      try operations.makeFolder(name, in: folder, mode: Self.folderMode)
    } catch  where error.code == EEXIST {
      // Another seat is making it at this moment.
      return try operations.openFolder(name, in: folder)
    }
    let inner = try operations.openFolder(name, in: folder)
    do {
      try operations.setMode(Self.folderMode, of: inner)
    } catch {
      operations.close(inner)
      throw error
    }
    return inner
  }
}

/// Why a journal file or folder could not be used: where, and what is wrong there.
public enum JournalFileFault: Error, Hashable, Sendable {
  /// Why something at a journal's place is not touched.
  public enum Refusal: String, CaseIterable, Sendable {
    case symbolicLink
    /// A FIFO, a device, a folder: anything but a regular file.
    case notRegular
    /// It belongs to another user.
    case foreignOwner
    /// It has a second name.
    case hardLink
    /// The folder of records is another one than stood there, or none; its place is the file, by its whole
    /// path, that remembers the one that did.
    case otherFolder
  }

  /// A system call failed; the place is relative to the logs folder.
  case system(SystemFault, place: String)
  /// What stands there is no journal of ours and was not touched.
  case refused(Refusal, place: String)
}

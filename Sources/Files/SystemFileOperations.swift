import CPlatform
import Glibc

/// The real file calls.
///
/// openat with O_NOFOLLOW and O_NONBLOCK, so that neither a symbolic link nor a FIFO can lie in wait.
public struct SystemFileOperations: FileOperations {
  /// The only value there is.
  public init() {}

  private static let folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
  private static let fileFlags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY

  func checked(_ result: Int32, operation: SystemFault.Operation) throws(SystemFault) -> Int32 {
    guard result >= 0 else { throw SystemFault(operation, code: errno) }
    return result
  }

  /// Calls open with O_DIRECTORY.
  public func openFolder(path: String) throws(SystemFault) -> Int32 {
    try checked(open(path, Self.folderFlags), operation: .openFolder)
  }

  /// Calls openat with O_DIRECTORY and O_NOFOLLOW.
  public func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    try checked(openat(folder, name, Self.folderFlags | O_NOFOLLOW), operation: .openFolder)
  }

  /// Calls mkdir.
  public func makeFolder(path: String, mode: UInt32) throws(SystemFault) {
    _ = try checked(mkdir(path, mode_t(mode)), operation: .makeFolder)
  }

  /// Calls mkdirat.
  public func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault) {
    _ = try checked(mkdirat(folder, name, mode_t(mode)), operation: .makeFolder)
  }

  /// Calls openat with O_NOFOLLOW, O_NONBLOCK and O_CLOEXEC.
  public func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32
  {
    let flags =
      switch intent {
      case .read: O_RDONLY
      case .append: O_RDWR | O_APPEND
      case .create: O_RDWR | O_APPEND | O_CREAT | O_EXCL
      case .appendOrCreate: O_RDWR | O_APPEND | O_CREAT
      }
    return try checked(openat(folder, name, flags | Self.fileFlags, 0o600), operation: .open)
  }

  /// Calls fstat.
  public func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    var raw = stat()
    _ = try checked(fstat(descriptor, &raw), operation: .status)
    return FileStatus(raw)
  }

  /// Calls fstatat without following a link.
  public func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus {
    var raw = stat()
    _ = try checked(fstatat(folder, name, &raw, AT_SYMLINK_NOFOLLOW), operation: .status)
    return FileStatus(raw)
  }

  /// Calls fchmod.
  public func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault) {
    _ = try checked(fchmod(descriptor, mode_t(mode)), operation: .setMode)
  }

  /// Calls flock, LOCK_EX and LOCK_NB.
  public func lock(_ descriptor: Int32) throws(SystemFault) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw SystemFault(.lock, code: errno)
  }

  /// Calls flock, LOCK_EX.
  public func waitForLock(_ descriptor: Int32) throws(SystemFault) {
    _ = try checked(flock(descriptor, LOCK_EX), operation: .lock)
  }

  /// Calls write.
  public func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int {
    let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    guard count >= 0 else { throw SystemFault(.write, code: errno) }
    return count
  }

  /// Calls pread.
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int {
    let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
    guard count >= 0 else { throw SystemFault(.read, code: errno) }
    return count
  }

  /// Calls read, going on after EINTR: at most `limit` bytes from where the descriptor stands, which may be a
  /// pipe or a terminal; empty at the end.
  package func readOnward(_ limit: Int, from descriptor: Int32) throws(SystemFault) -> [UInt8] {
    var failure: SystemFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      do throws(SystemFault) {
        filled = try uninterrupted { () throws(SystemFault) -> Int in
          let count = Glibc.read(descriptor, buffer.baseAddress, limit)
          guard count >= 0 else { throw SystemFault(.read, code: errno) }
          return count
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Calls fdatasync.
  public func synchronize(_ descriptor: Int32) throws(SystemFault) {
    _ = try checked(fdatasync(descriptor), operation: .synchronize)
  }

  /// Calls fsync.
  public func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {
    _ = try checked(fsync(descriptor), operation: .synchronizeFolder)
  }

  /// Calls ftruncate; for files that are no records, which is why the port does not have it.
  package func truncate(_ descriptor: Int32, to size: Int64) throws(SystemFault) {
    _ = try checked(ftruncate(descriptor, off_t(size)), operation: .truncate)
  }

  /// Calls renameat.
  public func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault) {
    _ = try checked(renameat(folder, name, folder, newName), operation: .rename)
  }

  /// Calls unlinkat.
  public func remove(_ name: String, in folder: Int32) throws(SystemFault) {
    _ = try checked(unlinkat(folder, name, 0), operation: .remove)
  }

  /// Calls posix_fallocate.
  public func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {
    let code = posix_fallocate(descriptor, 0, off_t(bytes))
    guard code == 0 else { throw SystemFault(.reserve, code: code) }
  }

  /// Calls fallocate with FALLOC_FL_KEEP_SIZE; a file system that cannot do it reserves nothing.
  public func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {
    let code = call110_reserve_behind(descriptor, end, bytes)
    guard code == 0 || code == EOPNOTSUPP else { throw SystemFault(.reserve, code: code) }
  }

  /// Calls readdir.
  public func names(in folder: Int32) throws(SystemFault) -> [String] {
    // A second descriptor: closedir closes the one it was given, and the place in the folder is shared.
    let own = try checked(openat(folder, ".", Self.folderFlags), operation: .list)
    guard let stream = fdopendir(own) else {
      let code = errno
      Glibc.close(own)
      throw SystemFault(.list, code: code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = try Self.nextEntry(of: stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Calls readdir, which gives nothing both at the end and when it fails: only errno tells which.
  private static func nextEntry(of stream: OpaquePointer) throws(SystemFault) -> UnsafeMutablePointer<dirent>?
  {
    errno = 0
    if let entry = readdir(stream) { return entry }
    guard errno == 0 else { throw SystemFault(.list, code: errno) }
    return nil
  }

  /// Calls fstatvfs.
  public func freeSpace(at folder: Int32) throws(SystemFault) -> Int64 {
    var raw = statvfs()
    _ = try checked(fstatvfs(folder, &raw), operation: .space)
    return Int64(clamping: UInt64(raw.f_bavail) * UInt64(raw.f_frsize))
  }

  /// Calls usleep.
  public func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }

  /// Calls geteuid.
  public func user() -> UInt32 { geteuid() }

  /// Calls close.
  public func close(_ descriptor: Int32) { Glibc.close(descriptor) }
}

extension FileStatus {
  init(_ raw: stat) {
    self.init(
      size: Int64(raw.st_size), isRegular: raw.st_mode & S_IFMT == S_IFREG, links: Int(raw.st_nlink),
      owner: raw.st_uid, mode: raw.st_mode & 0o7777,
      print: FilePrint(
        device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino), size: Int64(raw.st_size),
        modified: FilePrint.nanoseconds(raw.st_mtim), changed: FilePrint.nanoseconds(raw.st_ctim)))
  }
}

extension FilePrint {
  fileprivate static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The file calls of the program, as a port: tests put a disk behind it that fails, fills up or loses power.
///
/// Names are single path components, looked up in an open folder, never following a symbolic link.
/// There is no call that cuts a file: nothing behind this port can take back what was acknowledged.
/// No call retries; EINTR and short counts are given back as they come.
public protocol FileOperations: Sendable {
  /// Opens the folder at a path of its own, following links: the logs folder and the spool folder.
  func openFolder(path: String) throws(SystemFault) -> Int32
  /// Opens a folder inside another.
  func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32
  /// Makes the folder at a path of its own; its parent must be there.
  func makeFolder(path: String, mode: UInt32) throws(SystemFault)
  /// Makes a folder inside another.
  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault)
  /// Opens a file; a new one gets permissions 0600 until `setMode`.
  func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32
  /// Size, kind, owner and link count.
  func status(of descriptor: Int32) throws(SystemFault) -> FileStatus
  /// The same for a name in a folder, links not followed.
  func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus
  /// Sets permissions, whatever the umask.
  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault)
  /// Takes an exclusive lock without waiting; false when somebody else has it.
  func lock(_ descriptor: Int32) throws(SystemFault) -> Bool
  /// Takes an exclusive lock as soon as nobody else has it.
  func waitForLock(_ descriptor: Int32) throws(SystemFault)
  /// Writes once; gives back how many bytes were taken.
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int
  /// Reads once at `offset`; 0 at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int
  /// Puts a file's data on the disk (fdatasync).
  func synchronize(_ descriptor: Int32) throws(SystemFault)
  /// Puts a folder's names on the disk (fsync).
  func synchronizeFolder(_ descriptor: Int32) throws(SystemFault)
  /// Gives a file another name in the same folder, in place of what has that name.
  func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault)
  /// Removes a name.
  func remove(_ name: String, in folder: Int32) throws(SystemFault)
  /// Reserves the first `bytes` bytes of a file on the disk.
  func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault)
  /// Reserves `bytes` bytes on the disk behind the end of a file, which keeps its size.
  func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault)
  /// The names in a folder, unsorted, without `.` and `..`.
  func names(in folder: Int32) throws(SystemFault) -> [String]
  /// Free bytes for this user on the file system of an open folder.
  func freeSpace(at folder: Int32) throws(SystemFault) -> Int64
  /// Waits a moment, when another program is just making a folder.
  func pause(milliseconds: Int)
  /// The user this program runs as.
  func user() -> UInt32
  /// Closes a descriptor; a failure is no news, everything that matters was synchronized before.
  func close(_ descriptor: Int32)
}

/// What a file is opened for.
///
/// Every intent refuses symbolic links and never waits on a FIFO.
public enum FileIntent: Hashable, Sendable {
  /// Reading.
  case read
  /// Reading, and writing at the end.
  case append
  /// The same for a file that must not exist yet.
  case create
  /// The same, made when it is not there.
  case appendOrCreate
}

/// What the system says of an open file.
public struct FileStatus: Hashable, Sendable {
  /// Its size in bytes.
  public let size: Int64
  /// Whether it is a regular file.
  public let isRegular: Bool
  /// How many names it has.
  public let links: Int
  /// The user that owns it.
  public let owner: UInt32
  /// Its permission bits, `0o640`.
  public let mode: UInt32
  /// What tells whether it was touched since.
  public let print: FilePrint

  /// A status from its parts.
  public init(
    size: Int64, isRegular: Bool, links: Int, owner: UInt32, mode: UInt32, print: FilePrint? = nil
  ) {
    self.size = size
    self.isRegular = isRegular
    self.links = links
    self.owner = owner
    self.mode = mode
    self.print = print ?? FilePrint(device: 0, inode: 0, size: size, modified: 0, changed: 0)
  }
}

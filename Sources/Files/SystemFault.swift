/// A system call that failed: what was tried and the system's error number.
///
/// It carries no path and no data.
public struct SystemFault: Error, Hashable, Sendable {
  /// What was tried.
  public enum Operation: String, CaseIterable, Sendable {
    /// Opening or making a file.
    case open
    /// Opening a folder.
    case openFolder
    /// Making a folder.
    case makeFolder
    /// Asking for a file's size, owner and kind.
    case status
    /// Setting permissions.
    case setMode
    /// Locking.
    case lock
    /// Writing.
    case write
    /// Reading.
    case read
    /// fdatasync of a file.
    case synchronize
    /// fsync of a folder.
    case synchronizeFolder
    /// Cutting a file.
    case truncate
    /// Removing a name.
    case remove
    /// Giving a file another name.
    case rename
    /// Reserving space.
    case reserve
    /// Listing a folder.
    case list
    /// Asking for free space.
    case space
  }

  /// What was tried.
  public let operation: Operation
  /// The error number, such as ENOSPC.
  public let code: Int32

  /// A fault from its parts.
  public init(_ operation: Operation, code: Int32) {
    self.operation = operation
    self.code = code
  }
}

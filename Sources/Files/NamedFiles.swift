import Glibc

/// What a file at a path of its own is opened for: one the user names, or the program's own state beside the
/// records.
package enum PathIntent: Hashable, Sendable {
  /// Reading a file: follows links, because the user may name what he likes, and never waits on a FIFO.
  case read
  /// Reading whatever it is, a pipe of the shell among it.
  case readStream
  /// Writing a new file with this mode; nothing may stand there.
  case create(mode: UInt32)
  /// Writing a new file with this mode, or over one that is there.
  case write(mode: UInt32)
  /// Reading the program's own file and writing at its end; a link is refused.
  case own
  /// The same, made for this user alone when it is not there.
  case ownOrCreate
  /// Reading a file that programs of several accounts share; a link is refused.
  case shared
  /// Writing at the end of such a file, made for the group when it is not there, and reading it or not.
  case sharedAppend(isReadable: Bool)
  /// Writing a new file for the group, or over one that is there; a link is refused.
  case sharedDraft

  fileprivate var flags: Int32 {
    switch self {
    case .read: O_RDONLY | O_NONBLOCK | O_NOCTTY
    case .readStream: O_RDONLY | O_NOCTTY
    case .create: O_WRONLY | O_CREAT | O_EXCL
    case .write: O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY
    case .own: O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK
    case .ownOrCreate: O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CREAT
    case .shared: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    case .sharedAppend(let isReadable):
      (isReadable ? O_RDWR : O_WRONLY) | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    case .sharedDraft: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    }
  }

  fileprivate var mode: UInt32 {
    switch self {
    case .create(let mode), .write(let mode): mode
    case .read, .readStream, .own, .ownOrCreate: 0o600
    case .shared, .sharedAppend, .sharedDraft: 0o660
    }
  }
}

extension SystemFileOperations {
  /// Calls open with O_CLOEXEC.
  package func openFile(path: String, for intent: PathIntent) throws(SystemFault) -> Int32 {
    try checked(open(path, intent.flags | O_CLOEXEC, mode_t(intent.mode)), operation: .open)
  }

  /// Calls lstat: of a link it tells the link itself.
  package func status(path: String) throws(SystemFault) -> FileStatus {
    var raw = stat()
    _ = try checked(lstat(path, &raw), operation: .status)
    return FileStatus(raw)
  }

  /// The path from the root on, links followed as far as there is something; for telling places apart.
  package static func fullPath(of path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    if path.hasPrefix("/") { return path }
    guard let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return String(cString: current) + "/" + path
  }

  /// Calls rename: `path` becomes `newPath`, in place of what stands there.
  package func rename(path: String, to newPath: String) throws(SystemFault) {
    _ = try checked(Glibc.rename(path, newPath), operation: .rename)
  }

  /// Calls unlink.
  package func remove(path: String) throws(SystemFault) {
    _ = try checked(unlink(path), operation: .remove)
  }
}

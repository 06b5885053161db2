import Glibc

/// A plain file of this user alone that is written in place, readable for its owner only.
///
/// A link, a pipe and somebody else's file are refused. It is closed when it goes.
package struct PrivateFile: ~Copyable {
  /// Why it cannot be had.
  package enum Fault: Error, Hashable {
    /// Something else stands under this name.
    case notAPlainFile
    /// The system refused.
    case system(SystemFault)
  }

  private let path: String
  private let descriptor: Int32

  /// Opens or makes the file at `path`, with room for `bytes` where the file system can keep some free.
  package init(path: String, reserving bytes: Int) throws(Fault) {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      throw [ELOOP, EISDIR, ENXIO].contains(code) ? .notAPlainFile : .system(SystemFault(.open, code: code))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_nlink == 1
    else {
      close(descriptor)
      throw .notAPlainFile
    }
    self.path = path
    self.descriptor = descriptor
    // It was made so, or is this user's own; without room kept free a later write says that it failed.
    _ = fchmod(descriptor, 0o600)
    _ = posix_fallocate(descriptor, 0, off_t(bytes))
  }

  deinit { close(descriptor) }

  /// The bytes at `offset`, at most `count`; empty where there are none or they cannot be read.
  package func bytes(_ count: Int, at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
  }

  /// Writes the bytes at `offset` by one call of the system; whether they are all there.
  package func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count
  }

  /// Takes its name away.
  package func remove() { unlink(path) }
}

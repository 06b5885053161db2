import Glibc

/// Writes a file that the user named.
enum OutputFile {
  /// Writes the bytes to a new file or in place of an ordinary one.
  static func write(_ bytes: [UInt8], to path: String) throws(InputFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o644)
    guard descriptor >= 0 else { throw InputFault(kind: .cannotRead(errno: errno), path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw InputFault(kind: .notAFile, path: path)
    }
    guard ftruncate(descriptor, 0) == 0 else { throw InputFault(kind: .cannotRead(errno: errno), path: path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw InputFault(kind: .cannotRead(errno: errno), path: path) }
      rest = rest.dropFirst(count)
    }
  }
}

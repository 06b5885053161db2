import Glibc

/// Reads a whole file that the user named.
enum InputFile {
  /// The bytes of the file at `path`, at most `limit`.
  ///
  /// Anything but an ordinary file is refused: a pipe without a writer would wait for ever.
  static func read(_ path: String, limit: Int) throws(InputFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw InputFault(kind: .cannotRead(errno: errno), path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw InputFault(kind: .cannotRead(errno: errno), path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw InputFault(kind: .notAFile, path: path) }
    var bytes: [UInt8] = []
    // One byte more than allowed is asked for: the file may grow while it is read.
    while bytes.count <= limit {
      let piece = try readPiece(descriptor, limit: min(65_536, limit + 1 - bytes.count), path: path)
      guard !piece.isEmpty else { return bytes }
      bytes += piece
    }
    throw InputFault(kind: .tooLarge(limit: limit), path: path)
  }

  /// What one `read` gives, at most `limit` bytes; empty at the end.
  ///
  /// The corresponding C function is `read`.
  static func readPiece(_ descriptor: Int32, limit: Int, path: String) throws(InputFault) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    while true {
      let count = Glibc.read(descriptor, &buffer, limit)
      if count >= 0 { return Array(buffer.prefix(count)) }
      guard errno == EINTR else { throw InputFault(kind: .cannotRead(errno: errno), path: path) }
    }
  }
}

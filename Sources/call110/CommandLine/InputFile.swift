import Files
import Glibc
import PlainText

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
  static func readPiece(_ descriptor: Int32, limit: Int, path: String) throws(InputFault) -> [UInt8] {
    do throws(SystemFault) {
      return try SystemFileOperations().readOnward(limit, from: descriptor)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: path)
    }
  }
}

/// Reads an ordinary file that the user named piece by piece, however large it is.
///
/// A class because it owns a descriptor, and because a feed that never fails leaves its fault here.
final class InputPieces {
  private static let piece = 1 << 18

  private let path: String
  private let descriptor: Int32
  /// How many bytes it had when it was opened.
  let size: Int64
  /// Why reading ended before the end; nil when it did not.
  private(set) var fault: InputFault?

  /// Opens the file; anything but an ordinary one is refused.
  init(_ path: String) throws(InputFault) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      size = 0
      throw InputFault(kind: .cannotRead(errno: errno), path: path)
    }
    var status = stat()
    let known = fstat(descriptor, &status) == 0
    size = Int64(status.st_size)
    guard known, status.st_mode & S_IFMT == S_IFREG else { throw InputFault(kind: .notAFile, path: path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The file's bytes; they end early where it cannot be read, and `fault` says why.
  var feed: ByteFeed {
    ByteFeed { [self] in
      do throws(InputFault) {
        return try InputFile.readPiece(descriptor, limit: Self.piece, path: path)
      } catch {
        fault = error
        return []
      }
    }
  }
}

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
    do throws(SystemFault) {
      try SystemFileOperations().writeAll(bytes, to: descriptor)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: path)
    }
  }
}

import Glibc
import PlainText

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

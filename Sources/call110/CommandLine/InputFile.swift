import Files
import PlainText

/// Reads a whole file that the user named.
enum InputFile {
  /// The bytes of the file at `path`, at most `limit`.
  ///
  /// Anything but an ordinary file is refused: a pipe without a writer would wait for ever.
  static func read(_ path: String, limit: Int) throws(InputFault) -> [UInt8] {
    let (descriptor, _) = try open(path, for: .read)
    defer { SystemFileOperations().close(descriptor) }
    var bytes: [UInt8] = []
    // One byte more than allowed is asked for: the file may grow while it is read.
    while bytes.count <= limit {
      let piece = try readPiece(descriptor, limit: min(65_536, limit + 1 - bytes.count), path: path)
      guard !piece.isEmpty else { return bytes }
      bytes += piece
    }
    throw InputFault(kind: .tooLarge(limit: limit), path: path)
  }

  /// Opens an ordinary file and gives its descriptor and size; anything else is refused.
  static func open(
    _ path: String, for intent: PathIntent
  ) throws(InputFault) -> (descriptor: Int32, size: Int64) {
    let files = SystemFileOperations()
    do throws(SystemFault) {
      let descriptor = try files.openFile(path: path, for: intent)
      do throws(SystemFault) {
        let status = try files.status(of: descriptor)
        if status.isRegular { return (descriptor, status.size) }
      } catch {
        files.close(descriptor)
        throw error
      }
      files.close(descriptor)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: path)
    }
    throw InputFault(kind: .notAFile, path: path)
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
    (descriptor, size) = try InputFile.open(path, for: .read)
  }

  deinit { SystemFileOperations().close(descriptor) }

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
    let files = SystemFileOperations()
    let (descriptor, _) = try InputFile.open(path, for: .write(mode: 0o644))
    defer { files.close(descriptor) }
    do throws(SystemFault) {
      try files.truncate(descriptor, to: 0)
      try files.writeAll(bytes, to: descriptor)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: path)
    }
  }
}

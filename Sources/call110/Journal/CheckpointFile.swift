import CallJournal
import Files
import Glibc

/// A file of checkpoints given by the user: a shift sheet typed off, a piece of syslog, `-` for standard
/// input.
struct CheckpointFile {
  let path: String

  /// Its bytes, at most so many.
  func read(atMost limit: Int) throws(JournalFileFault) -> [UInt8] {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(SystemFault(.open, code: errno), place: path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    do throws(SystemFault) {
      while bytes.count < limit {
        let piece = try SystemFileOperations().readOnward(65_536, from: descriptor)
        if piece.isEmpty { break }
        bytes += piece
      }
    } catch {
      throw .system(error, place: path)
    }
    return bytes
  }
}

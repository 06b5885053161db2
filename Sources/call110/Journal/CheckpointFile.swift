import CallJournal
import Files
import Glibc

/// A file of checkpoints given by the user: a shift sheet typed off, a piece of syslog, `-` for standard
/// input.
struct CheckpointFile {
  let path: String

  /// Its bytes, at most so many.
  func read(atMost limit: Int) throws(JournalFileFault) -> [UInt8] {
    let files = SystemFileOperations()
    var bytes: [UInt8] = []
    do throws(SystemFault) {
      let descriptor = path == "-" ? STDIN_FILENO : try files.openFile(path: path, for: .readStream)
      defer { if descriptor != STDIN_FILENO { files.close(descriptor) } }
      while bytes.count < limit {
        let piece = try files.readOnward(65_536, from: descriptor)
        if piece.isEmpty { break }
        bytes += piece
      }
    } catch {
      throw .system(error, place: path)
    }
    return bytes
  }
}

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
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .system(SystemFault(.read, code: errno), place: path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}

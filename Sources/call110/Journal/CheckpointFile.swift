import CallJournal
import CallModel
import Files
import Glibc

/// A file of checkpoints given by the user: a shift sheet typed off, a piece of syslog, `-` for standard
/// input.
struct CheckpointFile {
  private static let maximumBytes = 64 << 20

  let path: String

  /// Its bytes; more than are looked at are a fault, so that nothing is left out silently.
  func read() throws -> [UInt8] {
    let files = SystemFileOperations()
    var bytes: [UInt8] = []
    do throws(SystemFault) {
      let descriptor = path == "-" ? STDIN_FILENO : try files.openFile(path: path, for: .readStream)
      defer { if descriptor != STDIN_FILENO { files.close(descriptor) } }
      while bytes.count <= Self.maximumBytes {
        let piece = try files.readOnward(65_536, from: descriptor)
        if piece.isEmpty { break }
        bytes += piece
      }
    } catch {
      throw JournalFileFault.system(error, place: path)
    }
    guard bytes.count <= Self.maximumBytes else {
      throw InputFault(kind: .tooLarge(limit: Self.maximumBytes), path: path)
    }
    return bytes
  }

  /// The ends in these bytes of it, at least one.
  ///
  /// Nothing to compare with is no comparison that went well, and neither is one with a mistyped line left
  /// out.
  func heads(in bytes: [UInt8]) throws(CheckpointFileFault) -> HeadLines {
    let heads = HeadLines(bytes)
    if let line = heads.unusable { throw .unusable(file: path, line: line) }
    guard !heads.checkpoints.isEmpty else { throw .none(file: path) }
    return heads
  }

  /// The same of a file that others write on at this moment, over lines that may break off: a line without
  /// its end comes whole the next time, and one that was cut on its way was sent again.
  func growingHeads(in bytes: [UInt8]) throws(CheckpointFileFault) -> HeadLines {
    let heads = HeadLines(Array(bytes[..<((bytes.lastIndex(of: 0x0A) ?? -1) + 1)]))
    guard !heads.checkpoints.isEmpty else { throw .none(file: path) }
    return heads
  }
}

/// Why a file of checkpoints cannot be compared with.
enum CheckpointFileFault: Error, Hashable {
  /// It holds no checkpoint.
  case none(file: String)
  /// A line of it is none that can be used.
  case unusable(file: String, line: Int)
  /// It holds checkpoints of other days only.
  case otherDays(file: String, day: CivilDate)
}

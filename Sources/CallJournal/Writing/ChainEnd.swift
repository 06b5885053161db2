import CallModel
import Files

/// Finds the file in which a seat's chain ends, whatever its clock did.
///
/// It is the newest one, unless the clock was set back: then the seat went on in a file of an earlier day,
/// whose first line names the newer one.
struct ChainEnd {
  /// How many links are followed.
  private static let patience = 64

  let store: JournalStore
  let room: JournalRoom
  let seat: SeatIdentifier

  /// The file behind `newest` that the chain ends in; `newest` itself when none goes on from it.
  ///
  /// `noted` are the files the seat says it began, the last one last; without any all files of the last days
  /// are asked. One that was begun and never got its first line is no part of the chain: then the one noted
  /// before it is asked.
  func find(newest: JournalPath, noted: [JournalPath]) throws(JournalFileFault) -> JournalPath {
    for path in noted.reversed() {
      if path == newest { return path }
      if try comes(path, after: newest) { return path }
    }
    return noted.isEmpty ? try successor(of: newest) : newest
  }

  /// Whether there is a whole line in the file; what is none of ours is left to who looks at it.
  func hasLine(_ path: JournalPath) throws(JournalFileFault) -> Bool {
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    var hasLine = false
    do throws(JournalFileFault) {
      try reader.forEachLine(of: path) { line in
        hasLine = line.isTerminated
        return false
      }
    } catch {
      guard case .refused = error else { throw error }
      return true
    }
    return hasLine
  }

  /// Whether the links of `path` lead back to `other`.
  private func comes(_ path: JournalPath, after other: JournalPath) throws(JournalFileFault) -> Bool {
    var here = path
    for _ in 0..<Self.patience {
      guard let before = try before(here) else { return false }
      if before == other { return true }
      here = before
    }
    return false
  }

  private func successor(of newest: JournalPath) throws(JournalFileFault) -> JournalPath {
    var next: [JournalPath: JournalPath] = [:]
    var files = 0
    try SeatHistory(store: store, room: room, seat: seat).forEach { (path) throws(JournalFileFault) in
      if path != newest, let before = try before(path), before.date > path.date { next[before] = path }
      files += 1
      return files < Self.patience
    }
    var end = newest
    for _ in 0..<Self.patience {
      guard let path = next.removeValue(forKey: end) else { break }
      end = path
    }
    return end
  }

  /// The file that the first line of `path` goes on from; nil when there is none or it cannot be said.
  private func before(_ path: JournalPath) throws(JournalFileFault) -> JournalPath? {
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    do throws(JournalFileFault) {
      return try reader.start(of: path)?.after?.path
    } catch {
      if case .refused = error { return nil }
      if JournalReader.isMissing(error) { return nil }
      throw error
    }
  }
}

extension JournalReader {
  /// What the first line of a file says; nil when that is no `segment` line.
  func start(of path: JournalPath) throws(JournalFileFault) -> SegmentStart? {
    var start: SegmentStart?
    try forEachLine(of: path) { line in
      // A first line that is none says nothing.
      start = line.isTerminated ? (try? JournalEntry(line: line.bytes)).flatMap { SegmentStart($0) } : nil
      return false
    }
    return start
  }
}

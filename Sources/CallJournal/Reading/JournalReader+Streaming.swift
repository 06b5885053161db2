import CallModel

extension JournalReader {
  /// Gives the entries of a file to `body` one by one, until it returns false; returns what was wrong.
  ///
  /// For files that are too large to be kept in memory. A line is given before the one behind it is known:
  /// a broken link is told as a fault and marks the lines after it only.
  public func forEachEntry(of path: JournalPath, _ body: (PlacedEntry) -> Bool) -> [JournalFault] {
    var faults: [JournalFault] = []
    var check = LineCheck(seat: path.seat.description, after: nil)
    var isSound = true
    do {
      try forEachLine(of: path) { line in
        guard line.isTerminated else {
          let torn = JournalFault.Kind.torn(offset: line.offset, bytes: line.length)
          faults.append(JournalFault(file: path.description, line: check.lines + 1, kind: torn))
          return false
        }
        let (finding, _) = check.follow(line)
        if let fault = JournalFault(finding, file: path.description, line: check.lines) {
          faults.append(fault)
          isSound = false
        }
        if case .fault = finding { return true }
        guard let entry = try? JournalEntry(line: line.bytes) else { return true }
        return body(PlacedEntry(path: path, line: check.lines, isVerified: isSound, entry: entry))
      }
    } catch {
      faults.append(JournalFault(error))
    }
    return faults
  }

  /// How many bytes a file has; 0 when it cannot be looked at.
  public func bytes(of path: JournalPath) -> Int64 { (try? size(of: path)) ?? 0 }
}

extension JournalContents {
  /// Without the lines that a later segment wrote again after a failed write.
  func withoutRepeats() -> JournalContents {
    var ends: [JournalPath: Int64] = [:]
    for placed in entries where placed.line == 1 {
      if let start = SegmentStart(placed.entry), start.repeats, let after = start.after {
        ends[after.path] = after.lines
      }
    }
    guard !ends.isEmpty else { return self }
    var rest = self
    rest.entries.removeAll { $0.line > ends[$0.path] ?? Int64.max }
    rest.faults.removeAll { fault in
      guard let line = fault.line, let path = JournalPath(fault.file), let end = ends[path] else {
        return false
      }
      return line > end
    }
    return rest
  }
}

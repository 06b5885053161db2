import CallModel

/// What was read: entries in the order of the files and lines, and everything that was wrong.
public struct JournalContents: Hashable, Sendable {
  /// The entries, of every line that has the fixed form.
  public var entries: [PlacedEntry] = []
  /// What was wrong.
  public var faults: [JournalFault] = []

  /// Nothing read yet.
  public init() {}

  /// Adds what was read after this.
  public mutating func append(_ other: JournalContents) {
    entries += other.entries
    // A file that is shorter than several lines say is one problem.
    let known = Set(faults.filter(\.isOfLength).map(\.file))
    faults += other.faults.filter { !($0.isOfLength && known.contains($0.file)) }
  }
}

extension JournalContents {
  /// Without the lines that a later segment wrote again after a failed write.
  package func withoutRepeats() -> JournalContents {
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

extension PlacedEntry {
  /// Where it stands, as evidence.
  public var place: RecordPlace { RecordPlace(file: path.description, line: line, isVerified: isVerified) }

  /// What the line says, for folding; nil for lines of journals themselves, such as checkpoints, and for one
  /// whose payload lacks what its kind must have.
  public var noted: Noted<RecordedEvent>? {
    RecordedEvent.Kind(name: entry.kind).flatMap {
      Noted(
        $0, entry.value, call: entry.call, at: entry.at, personnel: entry.operatorOnDuty, desk: entry.seat,
        place: place)
    }
  }
}

/// An entry with the place it was read from.
public struct PlacedEntry: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// The line in the file, from 1, counted and not taken from the entry.
  public let line: Int64
  /// Whether the chain up to this line held when it was read.
  ///
  /// Without it the entry is shown, marked, and proves nothing.
  public let isVerified: Bool
  /// The decoded line.
  public let entry: JournalEntry

  /// An entry and its place.
  public init(path: JournalPath, line: Int64, isVerified: Bool, entry: JournalEntry) {
    self.path = path
    self.line = line
    self.isVerified = isVerified
    self.entry = entry
  }
}

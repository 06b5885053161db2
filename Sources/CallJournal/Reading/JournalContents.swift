import CallModel
import PlainText

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

extension Noted<RecordedEvent> {
  /// Whether a journal line may say this: a closing line carries the whole record of its own call, ended.
  ///
  /// One that does not is none for every reader, as one that is damaged inside; the call then has no end.
  package var isWhole: Bool {
    if case .closing(_, let record) = event { return record.id == call && record.phase == .ended }
    if case .call(.end) = event { return false }
    return true
  }
}

extension PlacedEntry {
  /// What the line says, for folding; nil for lines of journals themselves, such as checkpoints, and for one
  /// whose payload lacks what its kind must have.
  public var noted: Noted<RecordedEvent>? { noted(of: entry.value) }

  /// The same of a closing line with the head of its record alone.
  package var notedHead: Noted<RecordedEvent>? { CallRecord.head(of: entry.payload).flatMap(noted) }

  private func noted(of payload: JSONValue) -> Noted<RecordedEvent>? {
    guard let kind = RecordedEvent.Kind(name: entry.kind),
      let noted = Noted(
        kind, payload: payload, call: entry.call, at: entry.at, personnel: entry.operatorOnDuty,
        desk: entry.seat, place: place)
    else { return nil }
    return noted.isWhole && mayTell(kind, of: noted.call) ? noted : nil
  }

  /// Whether the line may say something of its call here, when it is of a kind that tells of calls.
  package var isToldByItsWriter: Bool {
    RecordedEvent.Kind(name: entry.kind).map { mayTell($0, of: entry.call) } ?? true
  }

  private func mayTell(_ kind: RecordedEvent.Kind, of call: CallIdentifier?) -> Bool {
    call.map { path.origin.mayTell(kind, of: $0) } ?? true
  }

  /// What is wrong with a line that `noted` has nothing of: nothing when it is of a kind that tells nothing
  /// of calls, else that its writer cannot say it, or its payload is none of its kind.
  package var unusable: JournalFault? {
    guard RecordedEvent.Kind(name: entry.kind) != nil else { return nil }
    return JournalFault(
      file: path.description, line: line, kind: isToldByItsWriter ? .malformed(part: "d") : .foreignCall)
  }
}

extension Sequence<PlacedEntry> {
  /// What the lines say of calls, and which of them say nothing although their kind should.
  package func events() -> (events: [Noted<RecordedEvent>], faults: [JournalFault]) {
    var (events, faults): ([Noted<RecordedEvent>], [JournalFault]) = ([], [])
    for placed in self {
      if let noted = placed.noted {
        events.append(noted)
      } else if let fault = placed.unusable {
        faults.append(fault)
      }
    }
    return (events, faults)
  }
}

/// An entry with the place it was read from.
public struct PlacedEntry: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// Where it stands, as evidence; whether it is verified says whether the chain up to this line held when it
  /// was read.
  ///
  /// Without that the entry is shown, marked, and proves nothing.
  public let place: RecordPlace
  /// The decoded line.
  public let entry: JournalEntry

  /// An entry and its place: the line from 1, counted and not taken from the entry.
  public init(path: JournalPath, line: Int64, isVerified: Bool, entry: JournalEntry) {
    self.init(
      path: path, place: RecordPlace(file: path.description, line: line, isVerified: isVerified),
      entry: entry)
  }

  /// The same with the file's name as it was made once for all its lines.
  init(path: JournalPath, place: RecordPlace, entry: JournalEntry) {
    self.path = path
    self.place = place
    self.entry = entry
  }

  /// The line in the file.
  public var line: Int64 { place.line }

  /// Whether the chain held up to it.
  public var isVerified: Bool { place.isVerified }

  /// The entry after something was found that makes it doubtful.
  var doubted: PlacedEntry {
    PlacedEntry(
      path: path, place: RecordPlace(file: place.file, line: line, isVerified: false), entry: entry)
  }
}

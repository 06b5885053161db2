import CallModel
import Files

/// Takes in the lines of one file: each is followed, decoded, and kept with its place.
struct FileContents: Sendable {
  /// What was taken in so far.
  var contents = JournalContents()
  /// Where the next line begins.
  private(set) var offset: Int64 = 0

  private let path: JournalPath
  private let file: String
  private var check: LineCheck
  private var isSound = true
  private var memory = EntryMemory()

  /// Nothing yet of the file at `path`; all payloads are checked, and without `reading` none is read before
  /// it is asked for.
  init(_ path: JournalPath, reading: Bool = true) {
    self.path = path
    file = path.description
    check = LineCheck(seat: path.seat.description, after: nil, payloads: reading ? .read : .checked)
  }

  /// Takes in the next lines; an unfinished one, which is the last, is a fault.
  mutating func take(_ lines: [RawLine]) -> Bool {
    let whole = takeWhole(lines)
    if let line = lines.last, whole < lines.count {
      let torn = JournalFault.Kind.torn(offset: line.offset, bytes: line.length)
      contents.faults.append(JournalFault(file: file, line: check.lines + 1, kind: torn))
    }
    return whole == lines.count
  }

  /// Takes in the next lines up to one that is still being written; returns how many.
  @discardableResult
  mutating func takeWhole(_ lines: [RawLine]) -> Int {
    let whole = lines.count - (lines.last.map { $0.isTerminated ? 0 : 1 } ?? 0)
    let digests = LineDigest.each(of: lines)
    for index in 0..<whole { take(lines[index], digest: digests[index]) }
    return whole
  }

  private mutating func take(_ line: RawLine, digest: LineDigest) {
    offset = line.end
    let (finding, envelope) = check.follow(line, digest: digest)
    if let fault = JournalFault(finding, file: file, line: check.lines) {
      contents.faults.append(fault)
      isSound = false
    }
    if finding == .link { doubtLastEntry() }
    guard let envelope else { return }
    do {
      let entry = try JournalEntry(line.bytes, envelope: envelope, value: check.payload, memory: &memory)
      let place = RecordPlace(file: file, line: check.lines, isVerified: isSound)
      contents.entries.append(PlacedEntry(path: path, place: place, entry: entry))
    } catch {
      if let fault = JournalFault(.fault(error), file: file, line: check.lines) {
        contents.faults.append(fault)
      }
    }
  }

  /// A broken link makes the line before doubtful too.
  private mutating func doubtLastEntry() {
    guard let last = contents.entries.last, last.line == check.lines - 1 else { return }
    contents.entries[contents.entries.count - 1] = last.doubted
  }
}

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
  private var spare: SpareLines?
  private var wanted: Set<CallIdentifier>?

  /// Nothing yet of the file at `path`; all payloads are checked, and what is not to be read at once is read
  /// when it is asked for.
  init(_ path: JournalPath, keeping: KeptLines = .events) {
    self.path = path
    file = path.description
    let payloads: LineCheck.Payloads
    switch keeping {
    case .events: payloads = .read
    case .records(let kinds): (payloads, spare) = (.checked, SpareLines(keeping: kinds))
    case .calls(let calls): (payloads, wanted) = (.checked, calls)
    }
    check = LineCheck(seat: path.seat.description, after: nil, payloads: payloads)
  }

  /// The calls that lines were left out of although the file has no closing line of them.
  var shortened: Set<CallIdentifier> { spare?.open ?? [] }

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
      let head = try EntryHead(line.bytes, envelope: envelope, memory: &memory)
      let kind = UnsafeRawBufferPointer(rebasing: line.bytes[envelope.kind])
      if isLeftOut(kind, of: head.call) { return }
      let entry = JournalEntry(line.bytes, envelope: envelope, head: head, value: check.payload)
      let place = RecordPlace(file: file, line: check.lines, isVerified: isSound)
      contents.entries.append(PlacedEntry(path: path, place: place, entry: entry))
    } catch {
      if let fault = JournalFault(.fault(error), file: file, line: check.lines) {
        contents.faults.append(fault)
      }
    }
  }

  private mutating func isLeftOut(_ kind: UnsafeRawBufferPointer, of call: CallIdentifier?) -> Bool {
    if let wanted { return call.map { !wanted.contains($0) } ?? true }
    return call.map { spare?.isSpare(kind, of: $0) ?? false } ?? false
  }

  /// A broken link makes the line before doubtful too.
  private mutating func doubtLastEntry() {
    guard let last = contents.entries.last, last.line == check.lines - 1 else { return }
    contents.entries[contents.entries.count - 1] = last.doubted
  }
}

/// What is kept of a file's lines.
package enum KeptLines: Sendable {
  /// All of them, their payloads read.
  case events
  /// What records come from: of a call that is closed in the same file not the lines before its closing one,
  /// which carries the whole record, but for those of `besides`.
  case records(besides: Set<CallEvent.Kind>)
  /// Those of these calls.
  case calls(Set<CallIdentifier>)
}

/// Tells the lines of a file that a closing line behind them makes superfluous.
///
/// A call is known by them until its closing line is met: one whose closing line does not come is in `open`.
private struct SpareLines {
  private(set) var open: Set<CallIdentifier> = []

  private let kept: Set<CallEvent.Kind>
  private var closed: Set<CallIdentifier> = []
  private var last: (call: CallIdentifier, isClosed: Bool)?

  init(keeping kinds: Set<CallEvent.Kind>) { kept = kinds.union([.end, .amend, .reopened, .cancelled]) }

  /// Whether the next line, of `call`, is one of its own before its closing line.
  mutating func isSpare(_ kind: UnsafeRawBufferPointer, of call: CallIdentifier) -> Bool {
    guard case .call(let kind)? = RecordedEvent.Kind(name: String(decoding: kind, as: UTF8.self)) else {
      return false
    }
    if kind == .end { close(call) }
    if last?.call != call { last = (call, closed.contains(call)) }
    guard last?.isClosed == false, !kept.contains(kind) else { return false }
    open.insert(call)
    return true
  }

  private mutating func close(_ call: CallIdentifier) {
    closed.insert(call)
    open.remove(call)
    last = nil
  }
}

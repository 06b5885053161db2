import CPlatform
import CallModel
import Glibc

/// Picks the lines of one call out of a whole file's bytes, and those of the call-back list about its entry.
///
/// Everything else is passed over without being decoded. A picked line is held against its neighbours: the
/// digest it names must be that of the line before, and the line behind it must name its own.
struct CallLines {
  private let path: JournalPath
  private let bytes: UnsafeRawBufferPointer
  /// How a line names the call, and how one of the call-back list names the entry of its record.
  private var needles: [Needle]
  /// A place up to which line ends were counted, and their number.
  private var counted: (end: Int, lines: Int64) = (0, 0)
  /// How much higher the numbers are than the lines: a missing line is told once.
  private var shift: Int64 = 0
  private(set) var contents = JournalContents()

  init(of call: CallIdentifier, in bytes: UnsafeRawBufferPointer, path: JournalPath) {
    self.path = path
    self.bytes = bytes
    needles = [
      Needle("\"call\":\"\(call)\",\"ev\":\""), Needle("\"d\":{\"entry\":\"\(call)\""),
    ]
  }

  /// Picks them all; the first line of a later segment too, which says what it repeats.
  mutating func pick() {
    var place = 0
    if path.segment > 1, let first = end(from: 0) {
      take(0..<first)
      place = first + 1
    }
    while let hit = position(from: place) {
      guard let stop = end(from: hit) else { return noteTorn(from: start(of: hit)) }
      take(start(of: hit)..<stop)
      place = stop + 1
    }
  }

  private mutating func take(_ range: Range<Int>) {
    let number = lineNumber(at: range.lowerBound)
    let line = slice(range)
    do {
      let entry = try JournalEntry(line: line)
      let isLinked = isLinked(entry, range: range)
      if !isLinked { note(.brokenLink, line: number) }
      if entry.seat != path.seat { note(.wrongSeat, line: number) }
      if entry.number != number + shift {
        note(.wrongNumber(found: entry.number, expected: number + shift), line: number)
        shift = entry.number - number
      }
      let isSound = isLinked && entry.seat == path.seat && entry.number == number
      contents.entries.append(PlacedEntry(path: path, line: number, isVerified: isSound, entry: entry))
    } catch {
      if let fault = JournalFault(.fault(error), file: path.description, line: number) {
        contents.faults.append(fault)
      }
    }
  }

  private func isLinked(_ entry: JournalEntry, range: Range<Int>) -> Bool {
    if range.lowerBound > 0 {
      let before = start(of: range.lowerBound - 1)..<(range.lowerBound - 1)
      guard LineDigest(of: slice(before)) == entry.previous else { return false }
    }
    // A next line without the form of one says nothing about this one.
    guard let end = end(from: range.upperBound + 1),
      let next = try? LineEnvelope(slice((range.upperBound + 1)..<end))
    else { return true }
    return next.previous == LineDigest(of: slice(range))
  }

  private mutating func note(_ kind: JournalFault.Kind, line: Int64) {
    contents.faults.append(JournalFault(file: path.description, line: line, kind: kind))
  }

  private mutating func noteTorn(from start: Int) {
    note(.torn(offset: Int64(start), bytes: Int64(bytes.count - start)), line: lineNumber(at: start))
  }

  private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// The nearest place where one of them stands.
  private mutating func position(from place: Int) -> Int? {
    let bytes = bytes
    return needles.indices.compactMap { needles[$0].position(in: bytes, from: place) }.min()
  }

  /// Bytes looked for, with the place where they were found last: a needle is not looked for again before
  /// that place is passed.
  private struct Needle {
    private let text: [UInt8]
    private var found: Int?

    init(_ text: String) {
      self.text = Array(text.utf8)
      found = -1
    }

    mutating func position(in bytes: UnsafeRawBufferPointer, from place: Int) -> Int? {
      if let known = found, known < place { found = bytes.position(of: text, from: place) }
      return found
    }
  }

  /// The place of the next LF.
  private func end(from place: Int) -> Int? {
    guard let base = bytes.baseAddress, place < bytes.count else { return nil }
    return memchr(base + place, 0x0A, bytes.count - place).map { UnsafeRawPointer($0) - base }
  }

  /// The beginning of the line that holds the byte at `place`.
  private func start(of place: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    return call110_memrchr(base, 0x0A, place).map { $0 - base + 1 } ?? 0
  }

  /// The number of the line that begins at `start`; calls come with growing places.
  private mutating func lineNumber(at start: Int) -> Int64 {
    while let end = end(from: counted.end), end < start {
      counted = (end + 1, counted.lines + 1)
    }
    return counted.lines + 1
  }
}

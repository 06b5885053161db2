import CPlatform
import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText

/// Scans the journal files of one day's folder.
///
/// One scanner a thread: it owns the buffer.
///
/// Every line is looked at. A line that does not have the fixed form, whose number is not the expected one or
/// whose seat is not the file's is reported with its place; the lines after it are counted and marked
/// unverified.
struct DayScanner: ~Copyable {
  private static let piece = 256 * 1_024

  /// What to look for.
  enum Purpose {
    /// Closed calls and what was written about calls later.
    case everything
    /// Only what was written about calls of earlier days.
    case lates
  }

  private let buffer: UnsafeMutablePointer<UInt8>
  private let records = RecordScanner()
  private let lateScanner = LateScanner()
  private let isVerifying: Bool
  private let reader: JournalReader
  private let latest: Int64
  private let earliest: Int64

  /// A scanner of the logs folder at `logs`; with `verifying` every line's digest is compared with what the
  /// line after it says.
  ///
  /// Of lines written down after `latest`, or not after `earliest`, only the form is looked at.
  init(logs: String, verifying: Bool, latest: WallInstant? = nil, after earliest: WallInstant? = nil) {
    self.latest = latest?.milliseconds ?? .max
    self.earliest = earliest?.milliseconds ?? .min
    buffer = .allocate(capacity: JournalFormat.maximumLineBytes + Self.piece + 64)
    isVerifying = verifying
    reader = JournalReader(logs: logs)
  }

  deinit { buffer.deallocate() }

  /// The state of one file while it is scanned.
  private struct FileState {
    let path: JournalPath
    let name: String
    let seat: [UInt8]
    let origin: LineOriginBytes
    let purpose: Purpose
    /// Whether the file may hold lines that were written down too late to count.
    let looksAtTimes: Bool
    var lines: Int64 = 0
    var isSound = true
    var memory = LineMemory()
    /// How much higher the numbers are than the lines: a missing line is told once.
    var shift: Int64 = 0
    /// Whether the line before was of another seat, which is told once.
    var isForeign = false
    var open: [(day: Int32, seat: [UInt8], number: UInt32)] = []
    /// Its lines that a later segment proves to have written again: they count there.
    let repeated: Set<Int64>
    var digest: [UInt8] = []
    /// The latest call, by day and number, that the seat closed in this file.
    var lastEnd: Int64 = -1
    var witnessed = WitnessedEnds()
    /// Calls of the folder that were opened again and not closed since.
    var lifted: Set<DayFacts.CallKey> = []

    func holdsOpen(_ call: UnsafeRawBufferPointer) -> Bool {
      guard !open.isEmpty, let call = FixedForms.call(call) else { return false }
      return open.contains {
        $0.day == call.day && $0.number == call.number && call.seat.elementsEqual($0.seat)
      }
    }
  }

  /// Everything in the folder of `date`; files are opened below `folder`, which is that folder.
  ///
  /// Gives what the lines say of how long files are.
  @discardableResult
  func scan(
    _ paths: [JournalPath], folder: Int32, purpose: Purpose, into day: inout DayFacts
  ) -> WitnessedEnds {
    let repeated = RepeatedLines(in: paths, reader: reader)
    var witnessed = WitnessedEnds()
    var lifted: Set<DayFacts.CallKey> = []
    // A seat's clock may be a day ahead or behind.
    let looksAtTimes =
      earliest > .min
      || latest < .max && day.folder >= WallInstant(milliseconds: latest).date.adding(days: -1)
    for path in paths {
      // A call typed in from paper is closed on the day of typing, which may be any day after its own.
      let purpose = path.isPaperDesk ? .everything : purpose
      var file = FileState(
        path: path, name: path.description, seat: Array(path.seat.description.utf8),
        origin: LineOriginBytes(path.origin), purpose: purpose, looksAtTimes: looksAtTimes,
        repeated: repeated[path])
      file.lifted = lifted
      scan(&file, in: folder, day: &day)
      lifted = file.lifted
      witnessed.add(file.witnessed)
      for open in file.open { day.unclosed.insert(Self.key(open)) }
    }
    for key in lifted { Self.place(of: key, in: day).map { _ = day.calls.remove(at: $0) } }
    return witnessed
  }

  private static func key(_ call: (day: Int32, seat: [UInt8], number: UInt32)) -> DayFacts.CallKey {
    DayFacts.CallKey(day: call.day, seat: String(decoding: call.seat, as: UTF8.self), number: call.number)
  }

  private func scan(_ file: inout FileState, in folder: Int32, day: inout DayFacts) {
    do throws(SystemFault) {
      try scan(&file, source: RegularFile(file.path.name, in: folder), day: &day)
    } catch {
      leaveOut(&file, line: 0, reason: "unreadable", day: &day)
    }
  }

  private func scan(
    _ file: inout FileState, source: borrowing RegularFile, day: inout DayFacts
  ) throws(SystemFault) {
    var (offset, filled): (Int64, Int) = (0, 0)
    while true {
      let count = try source.read(into: buffer + filled, count: Self.piece, at: offset)
      if count == 0 { break }
      offset += Int64(count)
      filled = takeLines(upTo: filled + count, searchFrom: filled, file: &file, day: &day)
      if filled >= JournalFormat.maximumLineBytes {
        file.lines += 1
        leaveOut(&file, line: file.lines, reason: "too-long", day: &day)
        guard let next = try skipLongLine(source, from: offset) else { return }
        (offset, filled) = (next, 0)
      }
    }
    if filled > 0, !reader.isSetAside(file.path, offset: offset - Int64(filled), bytes: Int64(filled)) {
      leaveOut(&file, line: file.lines + 1, reason: "torn", day: &day)
    }
  }

  /// Takes the whole lines at the start of the buffer and moves the rest there; gives back how much that is.
  private func takeLines(
    upTo end: Int, searchFrom: Int, file: inout FileState, day: inout DayFacts
  ) -> Int {
    var start = 0
    var search = searchFrom
    while search < end, let found = memchr(buffer + search, 0x0A, end - search) {
      let stop = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(buffer)
      take(UnsafePointer(buffer + start), count: stop - start, file: &file, day: &day)
      start = stop + 1
      search = start
    }
    if start > 0, start < end { memmove(buffer, buffer + start, end - start) }
    return end - start
  }

  private func skipLongLine(
    _ source: borrowing RegularFile, from: Int64
  ) throws(SystemFault) -> Int64? {
    var offset = from
    while true {
      let count = try source.read(into: buffer, count: Self.piece, at: offset)
      guard count > 0 else { return nil }
      if let found = memchr(buffer, 0x0A, count) {
        return offset
          + Int64(UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(buffer)) + 1
      }
      offset += Int64(count)
    }
  }

  private func leaveOut(_ file: inout FileState, line: Int64, reason: String, day: inout DayFacts) {
    file.isSound = false
    day.leftOut.append(LeftOut(file: file.name, line: line, reason: reason))
  }

  /// One line, given without its LF.
  private func take(
    _ start: UnsafePointer<UInt8>, count: Int, file: inout FileState, day: inout DayFacts
  ) {
    file.lines += 1
    day.lines += 1
    if isVerifying { verify(start, count: count, file: &file, day: &day) }
    guard let line = ScannedLine(start, count: count, memory: &file.memory, checksEnd: false) else {
      return leaveOut(&file, line: file.lines, reason: ScannedLine.fault(start, count: count), day: &day)
    }
    if line.number != file.lines + file.shift {
      leaveOut(&file, line: file.lines, reason: "wrong-number", day: &day)
    }
    file.shift = line.number - file.lines
    let isForeign = !line.seat.isSame(as: file.seat)
    if isForeign, !file.isForeign { leaveOut(&file, line: file.lines, reason: "wrong-seat", day: &day) }
    file.isForeign = isForeign
    if !file.isSound { day.unverified += 1 }
    if file.looksAtTimes, let at = line.milliseconds, at > latest || at <= earliest { return }
    let isRepeated = !file.repeated.isEmpty && file.repeated.contains(file.lines)
    if line.kind.isText("callback-close") || line.kind.isText("callback-undone") {
      return isRepeated ? () : takeCallback(line, file: &file, day: &day)
    }
    guard let call = line.call else {
      if line.kind.isText("end"), !line.isSound {
        return leaveOut(&file, line: file.lines, reason: "malformed", day: &day)
      }
      let payload = UnsafeRawBufferPointer(start: line.payload.place, count: line.payload.left)
      file.witnessed.note(line.kind, payload: payload, at: "\(file.name):\(line.number)")
      return
    }
    if isRepeated { return }
    guard file.origin.mayTell(line.kind, of: call) else {
      return leaveOut(&file, line: file.lines, reason: LeftOut.foreignCall, day: &day)
    }
    switch line.kind.count {
    case 3 where line.kind.isText("end") && (file.purpose == .everything || Self.isStray(call, in: day)):
      takeEnd(line, call: call, file: &file, day: &day)
    case 4 where line.kind.isText("ring") && (file.purpose == .everything || Self.isStray(call, in: day)):
      if let call = FixedForms.call(call) { file.open.append((call.day, Array(call.seat), call.number)) }
    case 3 where line.kind.isText("end"):
      if !line.isSound { leaveOut(&file, line: file.lines, reason: "malformed", day: &day) }
    case 4 where line.kind.isText("kept"):
      if !file.holdsOpen(call) { takeLate(line, call: call, file: &file, day: &day) }
    case 8 where line.kind.isText("reopened"): takeReopened(line, call: call, file: &file, day: &day)
    default: if LateScanner.isLate(line.kind) { takeLate(line, call: call, file: &file, day: &day) }
    }
  }

  /// Whether the call is of an earlier day than the folder: it ended over midnight, or what says so was
  /// handed in later.
  private static func isStray(_ call: UnsafeRawBufferPointer, in day: DayFacts) -> Bool {
    FixedForms.call(call).map { $0.day < Int32(clamping: day.folder.dayNumber) } ?? false
  }

  private func takeEnd(
    _ line: ScannedLine, call: UnsafeRawBufferPointer, file: inout FileState, day: inout DayFacts
  ) {
    guard let fact = fact(line, call: call, day: &day) ?? slowFact(line, day: &day) else {
      return leaveOut(&file, line: file.lines, reason: line.isSound ? "no-record" : "malformed", day: &day)
    }
    if takeEndAgain(fact, of: call, file: &file, day: &day) { return }
    if !isFirstEnd(fact, of: call, file: &file, day: day) {
      return takeAgain(fact, of: call, file: file, day: &day)
    }
    day.calls.append(fact)
    let index = file.open.lastIndex { $0.day == fact.day && $0.number == fact.number }
    if let index {
      file.open.remove(at: index)
    } else if let call = FixedForms.call(call) {
      day.closedOnly.insert(Self.key((call.day, Array(call.seat), call.number)))
    }
  }

  /// Another closing line of a call: the fold says which of them counts.
  private func takeAgain(
    _ fact: CallFact, of call: UnsafeRawBufferPointer, file: FileState, day: inout DayFacts
  ) {
    guard let call = CallIdentifier(ifValid: String(decoding: call, as: UTF8.self)),
      let place = reader.closing(of: call, in: file.path.room, days: day.folder...day.folder),
      place.file == file.name, place.line == file.lines,
      let index = day.calls.firstIndex(where: { Self.isSameCall($0, fact) })
    else { return }
    day.calls[index] = fact
  }

  private static func isSameCall(_ one: CallFact, _ other: CallFact) -> Bool {
    (one.day, one.number, one.seat) == (other.day, other.number, other.seat)
  }

  /// A call that was opened again has not ended (`CallEvent.Kind.liftsEnd`), whatever folder its end stands
  /// in: what was handed in late stands in a later one.
  private func takeReopened(
    _ line: ScannedLine, call: UnsafeRawBufferPointer, file: inout FileState, day: inout DayFacts
  ) {
    guard line.isSound, let call = FixedForms.call(call) else {
      return leaveOut(&file, line: file.lines, reason: "malformed", day: &day)
    }
    let open = (call.day, Array(call.seat), call.number)
    let key = Self.key(open)
    let isStray = call.day < Int32(clamping: day.folder.dayNumber)
    if isStray { lift(line, call: call, file: &file, day: &day) }
    guard file.purpose == .everything || isStray else { return }
    if Self.place(of: key, in: day) != nil {
      guard file.lifted.insert(key).inserted else { return }
      day.closedOnly.remove(key)
    } else if !isStray {
      return
    }
    file.open.append(open)
  }

  /// Closing lines in earlier folders are none of this call's any more.
  private func lift(
    _ line: ScannedLine, call: (day: Int32, seat: UnsafeRawBufferPointer, number: UInt32),
    file: inout FileState, day: inout DayFacts
  ) {
    day.lates.append(
      LateFact(
        kind: .goesOn, at: line.milliseconds ?? 0, day: call.day, seat: day.seats.number(of: call.seat),
        number: call.number, value: 0))
  }

  /// The closing line of a call that was opened again takes the place of the one before.
  private func takeEndAgain(
    _ fact: CallFact, of call: UnsafeRawBufferPointer, file: inout FileState, day: inout DayFacts
  ) -> Bool {
    guard !file.lifted.isEmpty, let call = FixedForms.call(call) else { return false }
    let key = Self.key((call.day, Array(call.seat), call.number))
    guard file.lifted.remove(key) != nil, let place = Self.place(of: key, in: day) else { return false }
    day.calls[place] = fact
    if let index = file.open.lastIndex(where: { Self.key($0) == key }) {
      file.open.remove(at: index)
    } else {
      day.closedOnly.insert(key)
    }
    return true
  }

  private static func place(of key: DayFacts.CallKey, in day: DayFacts) -> Int? {
    day.calls.lastIndex {
      $0.day == key.day && $0.number == key.number && day.seats.words[Int($0.seat)] == key.seat
    }
  }

  /// Whether no closing line of the call was read in this folder before that counts (see `CountedEnds`).
  ///
  /// A seat closes its calls in the order of their numbers, but for few; so nearly always one comparison says
  /// it.
  private func isFirstEnd(
    _ fact: CallFact, of call: UnsafeRawBufferPointer, file: inout FileState, day: DayFacts
  ) -> Bool {
    let isOwn = FixedForms.call(call)?.seat.isSame(as: file.seat) ?? false
    let place = Int64(fact.day) << 32 | Int64(fact.number)
    if isOwn, file.path.segment == 1, place > file.lastEnd {
      file.lastEnd = place
      return true
    }
    return !day.calls.contains { Self.isSameCall($0, fact) }
  }

  private func fact(
    _ line: ScannedLine, call: UnsafeRawBufferPointer, day: inout DayFacts
  ) -> CallFact? {
    var walker = line.payload
    var fact: CallFact?
    let isRead = walker.object { key, value in
      guard key.isText("record") else { return value.skip() }
      fact = records.fact(&value, of: call, in: &day)
      return fact != nil
    }
    return isRead && walker.left == 0 ? fact : nil
  }

  /// The general way, for lines of an unusual form.
  private func slowFact(_ line: ScannedLine, day: inout DayFacts) -> CallFact? {
    guard line.isSound, let record = line.record else { return nil }
    return CallFact(record, in: &day)
  }

  private func takeLate(
    _ line: ScannedLine, call: UnsafeRawBufferPointer, file: inout FileState, day: inout DayFacts
  ) {
    guard let call = FixedForms.call(call), let milliseconds = line.milliseconds else {
      return leaveOut(&file, line: file.lines, reason: "malformed", day: &day)
    }
    var walker = line.payload
    let isTaken =
      lateScanner.facts(line, walker: &walker, call: call, at: milliseconds, in: &day)
      || takeSlowly(line, day: &day)
    if !isTaken { leaveOut(&file, line: file.lines, reason: "malformed", day: &day) }
  }

  /// The general way, for lines of an unusual form; false when the payload is none of its kind.
  private func takeSlowly(_ line: ScannedLine, day: inout DayFacts) -> Bool {
    guard let kind = RecordedEvent.Kind(name: String(decoding: line.kind, as: UTF8.self)),
      let noted = line.noted(kind, in: nil)
    else { return false }
    if let late = LateFact(noted, in: &day) { day.lates.append(late) }
    return true
  }

  /// An entry of the callback list is settled; its call is named in the payload.
  private func takeCallback(_ line: ScannedLine, file: inout FileState, day: inout DayFacts) {
    var walker = line.payload
    guard let at = line.milliseconds else {
      return leaveOut(&file, line: file.lines, reason: "malformed", day: &day)
    }
    let isUndone = line.kind.isText("callback-undone")
    let isTaken =
      lateScanner.callback(&walker, isUndone: isUndone, at: at, in: &day) || takeSlowly(line, day: &day)
    if !isTaken { leaveOut(&file, line: file.lines, reason: "malformed", day: &day) }
  }

  private func verify(
    _ start: UnsafePointer<UInt8>, count: Int, file: inout FileState, day: inout DayFacts
  ) {
    if file.lines > 1, count > 66, !file.digest.isEmpty,
      !UnsafeRawBufferPointer(start: start + (count - 66), count: 64).elementsEqual(file.digest)
    {
      leaveOut(&file, line: file.lines, reason: "broken-link", day: &day)
    }
    if file.digest.isEmpty { file.digest = Array(repeating: 0, count: 64) }
    file.digest.withUnsafeMutableBytes { hex in
      call110_sha256_hex(start, count, hex.bindMemory(to: CChar.self).baseAddress)
    }
  }
}

import CPlatform
import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText

/// Looks for calls in one file after another; one finder a thread.
struct FileFinder {
  /// What was found in all files so far.
  var found = CallSearch.Result()

  /// What desks did that changes records.
  private(set) var deeds: [HeldDeed] = []
  /// The filters that were made of days that had none.
  var made: [CivilDate: FilterFolder] = [:]

  private let filter: CallFilter
  private let words: WordFilters?
  private let probe: WordProbe?
  private let reader: JournalReader
  private let records = RecordScanner()
  private let place: [Unicode.Scalar]
  /// Files behind the period that tell of its calls.
  private let late: Set<JournalPath>
  /// Whose lines may say what of calls in the file that is looked through.
  private var origin: LineOriginBytes?
  /// Lines of it whose writer may not say what they say.
  private var foreign: Set<Int> = []
  /// Lines of the day's files that later ones of its files write again.
  private var repeated = RepeatedLines()
  /// The file looked through last.
  let buffer = FileBuffer()

  /// A finder below the logs folder at `logs` of the calls that `filter` wants; `words` tell which files need
  /// not be read, `late` which ones behind the filter's period must be.
  init(_ filter: CallFilter, logs: String, words: WordFilters?, late: Set<JournalPath> = []) {
    self.late = late
    reader = JournalReader(logs: logs)
    self.filter = filter
    self.words = words
    probe = filter.probe
    place = FoldedText.fold(filter.place ?? "")
  }

  /// Looks through the journals of a day.
  mutating func search(_ day: borrowing DayFolder, of date: CivilDate) {
    let filters = words?.filters(of: date, in: day, buffer: buffer)
    if let filters, filters.isNew { made[date] = filters.day }
    repeated = RepeatedLines(in: day.laterSegments, reader: reader)
    for name in day.names {
      if let words, let file = filters?.day.files[name], words.ruleOut(file) {
        found.correctedElsewhere.formUnion(file.corrected)
      } else if let path = day.path(name), isLookedAt(path) {
        search(path, in: day.descriptor)
      }
    }
    if let fault = day.fault { found.leftOut.append(LeftOut(file: "\(date)", line: 0, reason: fault)) }
  }

  /// Whether the file can hold a wanted call, by its seat and day.
  ///
  /// A call over midnight ends in the file of the next day, one typed in from paper in a desk's file of any
  /// later day, and what was handed in late stands wherever `late` says.
  private func isLookedAt(_ path: JournalPath) -> Bool {
    if path.isPaperDesk { return filter.seat.map { $0.description == JournalPath.paperSeat } ?? true }
    if path.isDesk { return true }
    if let until = filter.until, path.date > until.date.adding(days: 1), !late.contains(path) { return false }
    return filter.seat == nil || path.seat == filter.seat
  }

  /// Looks through the file of `path` in the open folder.
  private mutating func search(_ path: JournalPath, in folder: Int32) {
    do throws(SystemFault) {
      try read(path, file: RegularFile(path.name, in: folder))
    } catch {
      return found.leftOut.append(LeftOut(file: path.description, line: 0, reason: "unreadable"))
    }
    guard buffer.count > 0 else { return }
    let view = FileView(start: buffer.start, count: counted(path))
    var damaged: [Int] = []
    (origin, foreign) = (LineOriginBytes(path.origin), [])
    if path.isDesk, !path.isPaperDesk {
      takeDeeds(view, path: path, damaged: &damaged)
    } else {
      takeCalls(view, path: path, damaged: &damaged)
    }
    for number in damaged {
      found.leftOut.append(LeftOut(file: path.description, line: Int64(number), reason: "malformed"))
    }
    for number in foreign.sorted() {
      found.leftOut.append(
        LeftOut(file: path.description, line: Int64(number), reason: LeftOut.foreignCall))
    }
  }

  /// Whether the line says something of a call that is not its writer's to say; such a line is noted.
  private mutating func isForeign(_ line: ScannedLine, number: @autoclosure () -> Int) -> Bool {
    guard let call = line.call, let origin, !origin.mayTell(line.kind, of: call) else { return false }
    foreign.insert(number())
    return true
  }

  /// Whether a closing line, the first of its call in the file, is the one that counts: there may be one in
  /// an earlier file, and it may stand once more in a later one.
  private func counts(_ line: ScannedLine, number: Int, path: JournalPath) -> Bool {
    if repeated[path].contains(Int64(number)) { return false }
    guard let call = CallIdentifier(ifValid: line.callText), path.segment > 1 || call.date < path.date,
      let place = reader.closing(of: call, in: path.room, days: call.date...path.date)
    else { return true }
    return place.file == path.description && place.line == Int64(number)
  }

  /// How much of the file's bytes count: not an unfinished end that is kept aside.
  private func counted(_ path: JournalPath) -> Int {
    let view = FileView(start: buffer.start, count: buffer.count)
    let torn = view.count - view.wholeLines
    guard torn > 0, reader.isSetAside(path, offset: Int64(view.wholeLines), bytes: Int64(torn)) else {
      return view.count
    }
    return view.wholeLines
  }

  /// Takes in the wanted calls of a seat, as its file tells of them.
  private mutating func takeCalls(_ view: FileView, path: JournalPath, damaged: inout [Int]) {
    let candidates =
      probe.map { byBytes($0, view: view, path: path, damaged: &damaged) }
      ?? byFacts(view, path: path, damaged: &damaged)
    let amendments = view.amendments(in: path, damaged: &damaged)
    if probe != nil {
      found.correctedElsewhere.formUnion(amendments.keys.filter { !$0.hasPrefix(path.date.compact) })
    }
    let changed = view.changedCalls
    for call in changed { leave(call) }
    let undone = candidates.isEmpty ? [:] : view.undoings
    for line in candidates where !changed.contains(line.callText) {
      if let place = undone[line.callText], place > line.start {
        leave(line.callText)
        continue
      }
      if probe != nil { found.met.insert(line.callText) }
      // What was corrected before the end is in the record that it carries, unless it was taken back.
      let later = (amendments[line.callText] ?? []).filter { $0.start > line.start }.map(\.event)
      if later.isEmpty, !mayHold(line) { continue }
      guard var record = line.record else {
        damaged.append(view.lineNumber(of: line.start))
        leave(line.callText)
        continue
      }
      for event in later { record.apply(event) }
      if filter.matches(record) { found.calls.append(record) }
    }
  }

  /// Leaves a call to those who read all its files.
  private mutating func leave(_ call: String) {
    if let call = CallIdentifier(ifValid: call) { found.unsettled.insert(call) }
  }

  /// Takes in what a desk did that changes records.
  private mutating func takeDeeds(_ view: FileView, path: JournalPath, damaged: inout [Int]) {
    var number = 0
    let repeated = repeated[path]
    view.forEachLine { start, count in
      number += 1
      guard let line = ScannedLine(start, count: count) else { return damaged.append(number) }
      guard line.call != nil, !repeated.contains(Int64(number)),
        let kind = RecordedEvent.Kind(name: String(decoding: line.kind, as: UTF8.self)),
        kind.concerns.contains(.record), !isForeign(line, number: number)
      else { return }
      // What a desk writes of the call itself can make it a wanted one, or none.
      if case .call = kind { return leave(line.callText) }
      deeds.append(
        HeldDeed(
          call: line.callText, kind: kind, path: path, number: number,
          line: Array(UnsafeBufferPointer(start: start, count: count))))
    }
  }

  /// Whether the place in a closing line may be the wanted one; looked at before the whole line is decoded.
  private func mayHold(_ line: ScannedLine) -> Bool {
    guard filter.place != nil, probe != nil else { return true }
    var walker = line.payload
    guard let text = records.place(&walker), !text.contains(UInt8(ascii: "\\")) else { return true }
    return FoldedText.contains(FoldedText.fold(String(decoding: text, as: UTF8.self)), wanted: place)
  }

  /// Reads the file into the buffer, which stays empty when the file does not hold the word looked for.
  private mutating func read(_ path: JournalPath, file: borrowing RegularFile) throws(SystemFault) {
    if let probe, !path.isDesk {
      var corrected: Set<String> = []
      let mayHold = try buffer.mayHold(probe, in: file) {
        if !$0.hasPrefix(path.date.compact) { corrected.insert($0) }
      }
      if !mayHold { return found.correctedElsewhere.formUnion(corrected) }
    }
    try buffer.fill(from: file)
  }

  /// The closing lines of calls whose facts do not rule them out, and of calls that were corrected.
  private mutating func byFacts(
    _ view: FileView, path: JournalPath, damaged: inout [Int]
  ) -> [ScannedLine] {
    var day = DayFacts(folder: path.date)
    var (lines, corrected): ([(line: ScannedLine, isWanted: Bool)], Set<String>) = ([], [])
    var (number, last, open, ended, other) = (0, [UInt8](), Set<String>(), Set<String>(), [String]())
    view.forEachLine { start, count in
      number += 1
      guard let line = ScannedLine(start, count: count) else { return damaged.append(number) }
      if isForeign(line, number: number) { return }
      if line.kind.isText("amend") { corrected.insert(line.callText) }
      if let call = line.call, !call.elementsEqual(last) {
        last = Array(call)
        open.insert(line.callText)
      }
      if ended.contains(line.callText), line.isDeed { leave(line.callText) }
      guard line.kind.isText("end") else { return }
      let fact = Self.fact(line, records: records, day: &day)
      let isUsable = fact != nil || line.record != nil
      // Which of several closing lines counts, the fold says.
      guard !ended.contains(line.callText) else {
        if !isUsable { damaged.append(number) }
        return leave(line.callText)
      }
      guard counts(line, number: number, path: path) else { return other.append(line.callText) }
      if isUsable { ended.insert(line.callText) }
      lines.append((line, fact.map { !filter.excludes($0, in: day) } ?? true))
    }
    for line in lines { open.remove(line.line.callText) }
    open.subtract(other)
    for call in open { leave(call) }
    return lines.filter { $0.isWanted || corrected.contains($0.line.callText) }.map(\.line)
  }

  private static func fact(_ line: ScannedLine, records: RecordScanner, day: inout DayFacts) -> CallFact? {
    guard let call = line.call else { return nil }
    var walker = line.payload
    var fact: CallFact?
    _ = walker.object { key, value in
      guard key.isText("record") else { return value.skip() }
      fact = records.fact(&value, of: call, in: &day)
      return fact != nil
    }
    return fact
  }

  /// The closing lines that may hold the word, and those of calls with a correction that may.
  private mutating func byBytes(
    _ probe: WordProbe, view: FileView, path: JournalPath, damaged: inout [Int]
  ) -> [ScannedLine] {
    var (lines, open): ([ScannedLine], [String]) = ([], [])
    var calls: Set<String> = []
    view.forEachHit(probe.key, where: { probe.mayStand(in: view.bytes, at: $0) }) { line, start in
      guard let line else { return damaged.append(view.lineNumber(of: start)) }
      guard line.call != nil, !isForeign(line, number: view.lineNumber(of: start)),
        calls.insert(line.callText).inserted
      else { return }
      let ends = view.ends(of: line.callText)
      // A deed behind the end is not in the record that the closing line carries.
      if let end = ends.first, ends.count == 1, start <= end.start || !line.isDeed {
        if counts(end, number: view.lineNumber(of: end.start), path: path) { lines.append(end) }
      } else {
        // Going on, or closed more than once: the fold says which closing line counts.
        open.append(line.callText)
      }
    }
    for call in open { leave(call) }
    return lines
  }

}

/// A line that tells what a desk did about a call; decoded only when the call is found.
struct HeldDeed: Sendable {
  /// The call's number.
  let call: String
  /// What was done.
  let kind: RecordedEvent.Kind
  /// The journal.
  let path: JournalPath
  /// The line, from 1.
  let number: Int
  /// Its bytes without the LF.
  let line: [UInt8]

  /// What the line says; nil when its payload is not that of its kind.
  var noted: Noted<RecordedEvent>? {
    line.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { ScannedLine($0, count: bytes.count)?.noted(kind, in: path) }
    }
  }
}

/// The bytes of a whole file.
struct FileView {
  let start: UnsafePointer<UInt8>
  let count: Int

  /// Gives every whole line without its LF.
  func forEachLine(_ body: (UnsafePointer<UInt8>, Int) -> Void) {
    var place = 0
    while place < count, let found = memchr(start + place, 0x0A, count - place) {
      let stop = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
      body(start + place, stop - place)
      place = stop + 1
    }
  }

  /// How many bytes the lines take that have an LF.
  var wholeLines: Int {
    call110_memrchr(start, 0x0A, count).map {
      UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - start + 1
    }
      ?? 0
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Gives every line that holds the bytes once, with its beginning; nil for one that is not well formed or
  /// was never finished.
  ///
  /// `isHit` is asked whether bytes found at an offset count.
  func forEachHit(
    _ needle: [UInt8], where isHit: (Int) -> Bool = { _ in true },
    body: (ScannedLine?, UnsafePointer<UInt8>) -> Void
  ) {
    var (line, place) = (0, 0)
    while let hit = bytes.position(of: needle, from: place) {
      place = hit + 1
      guard isHit(hit) else { continue }
      let end = memchr(start + hit, 0x0A, count - hit)
      let stop = end.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - start } ?? count
      let before = call110_memrchr(start + line, 0x0A, hit - line)
      let first = before.map { $0.assumingMemoryBound(to: UInt8.self) - start + 1 } ?? line
      body(end == nil ? nil : ScannedLine(start + first, count: stop - first), start + first)
      (line, place) = (stop + 1, stop + 1)
    }
  }

  /// The number of the line that begins at `line`, from 1.
  func lineNumber(of line: UnsafePointer<UInt8>) -> Int {
    var number = 1
    var place = start
    while place < line, let found = memchr(place, 0x0A, line - place) {
      number += 1
      place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return number
  }

  /// The closing lines of a call.
  func ends(of call: String) -> [ScannedLine] {
    var found: [ScannedLine] = []
    forEachHit(Array("\"call\":\"\(call)\",\"ev\":\"end\"".utf8)) { line, _ in
      if let line, line.kind.isText("end"), line.callText == call { found.append(line) }
    }
    return found
  }

  /// The calls that were opened again or counted for none: more than the first closing line tells of them.
  var changedCalls: Set<String> {
    var calls: Set<String> = []
    for mark in ["\",\"ev\":\"reopened\"", "\",\"ev\":\"cancelled\""] {
      forEachHit(Array(mark.utf8)) { line, _ in
        if let line, line.kind.isText("reopened") || line.kind.isText("cancelled") {
          calls.insert(line.callText)
        }
      }
    }
    return calls
  }

  /// Where the last deed of each call was taken back; a call without one is not in it.
  var undoings: [String: UnsafePointer<UInt8>] {
    var places: [String: UnsafePointer<UInt8>] = [:]
    forEachHit(Array("\",\"ev\":\"undone\"".utf8)) { line, start in
      if let line, line.kind.isText("undone") { places[line.callText] = start }
    }
    return places
  }

  /// Every correction in the file and where its line begins, by call; `damaged` gets the numbers of those
  /// that say nothing.
  func amendments(
    in path: JournalPath, damaged: inout [Int]
  ) -> [String: [(start: UnsafePointer<UInt8>, event: Noted<CallEvent>)]] {
    var events: [String: [(start: UnsafePointer<UInt8>, event: Noted<CallEvent>)]] = [:]
    let origin = LineOriginBytes(path.origin)
    forEachHit(Array("\",\"ev\":\"amend\"".utf8)) { line, start in
      guard let line, line.kind.isText("amend"), line.call.map({ origin.mayTell(line.kind, of: $0) }) ?? true
      else { return }
      guard let noted = line.noted(.call(.amend), in: path), let event = noted.event.ofCall else {
        return damaged.append(lineNumber(of: start))
      }
      events[line.callText, default: []].append((start, noted.replacing(event)))
    }
    return events
  }
}

extension ScannedLine {
  /// Whether it tells of a deed other than a correction: those are applied to the closing line they follow.
  fileprivate var isDeed: Bool {
    guard let kind = CallEvent.Kind(rawValue: String(decoding: kind, as: UTF8.self)) else { return false }
    return kind.isDeed && kind != .amend
  }

  /// The record a closing line carries; nil when it is no usable one, by the rule of the fold.
  var record: CallRecord? {
    guard let noted = noted(.call(.end), in: nil), case .closing(_, let record) = noted.event else {
      return nil
    }
    return record
  }

  /// What the line says; nil when its payload is not that of its kind.
  func noted(_ kind: RecordedEvent.Kind, in path: JournalPath?) -> Noted<RecordedEvent>? {
    let bytes = Array(UnsafeBufferPointer(start: payload.place, count: payload.left))
    guard let value = JSONReader.value(bytes),
      let at = WallInstant(String(decoding: instant, as: UTF8.self)),
      let person = OperatorIdentifier(ifValid: String(decoding: personnel, as: UTF8.self))
    else { return nil }
    let noted = Noted(
      kind, payload: value, call: CallIdentifier(ifValid: callText), at: at, personnel: person,
      desk: path?.seat,
      place: path.map { RecordPlace(file: $0.description, line: number, isVerified: false) })
    return noted.flatMap { $0.isWhole ? $0 : nil }
  }
}

/// Memory that takes one whole file after another and grows to the largest.
///
/// A class because the memory must be given back exactly once.
final class FileBuffer {
  /// Small enough to stay in the processor's cache between reading and searching.
  private static let window = 1 << 18
  private static let overlap = 1 << 9

  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init() {
    capacity = 1 << 20
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Whether the word may stand anywhere in the file.
  ///
  /// Window by window, so that a file without it, which is nearly every one, costs a copy and a look. What
  /// was in the buffer is gone. On the way `corrected` is given what stands as the call of each correction;
  /// when the word may be there, not of all.
  func mayHold(
    _ probe: WordProbe, in file: borrowing RegularFile, corrected: (_ call: String) -> Void
  ) throws(SystemFault) -> Bool {
    count = 0
    var (offset, kept): (Int64, Int) = (0, 0)
    while true {
      let got = try file.read(into: start + kept, count: Self.window, at: offset)
      if got == 0 { return false }
      let bytes = UnsafeRawBufferPointer(start: start, count: kept + got)
      if Self.mayHold(probe, bytes: bytes) { return true }
      Self.forEachCorrection(bytes, body: corrected)
      offset += Int64(got)
      // A word may begin in this window and end in the next.
      kept = min(Self.overlap, bytes.count)
      memmove(start, start + bytes.count - kept, kept)
    }
  }

  private static func mayHold(_ probe: WordProbe, bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while let hit = bytes.position(of: probe.key, from: place) {
      if probe.mayStand(in: bytes, at: hit) { return true }
      place = hit + 1
    }
    return false
  }

  /// Gives the calls of corrections; the grammar has a line's call in front of its kind.
  static func forEachCorrection(
    _ bytes: UnsafeRawBufferPointer, body: (_ call: String) -> Void
  ) {
    var place = 0
    while let hit = bytes.position(of: correction, from: place) {
      place = hit + 1
      var start = hit
      while start > max(0, hit - longestCall), bytes[start - 1] != UInt8(ascii: "\"") { start -= 1 }
      body(String(decoding: bytes[start..<hit], as: UTF8.self))
    }
  }

  /// What stands behind the call of a correction.
  private static let correction = Array("\",\"ev\":\"amend\"".utf8)
  private static let longestCall = 50

  /// Reads the file, or what there is of it.
  func fill(from file: borrowing RegularFile) throws(SystemFault) {
    let size = Int(file.size)
    reserve(size)
    count = 0
    while count < size {
      let got = try file.read(into: start + count, count: min(size - count, Self.window), at: Int64(count))
      if got == 0 { break }
      count += got
    }
  }

  /// Makes room; what was in the buffer may be gone.
  private func reserve(_ size: Int) {
    guard size > capacity else { return }
    start.deallocate()
    capacity = size + size / 4
    start = .allocate(capacity: capacity)
  }
}

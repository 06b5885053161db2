import CallModel
import CallReview
import Glibc

/// Derived files: what a scan of a day's folder found, so that the next report need not scan it again.
///
/// They may be deleted at any time, hold nothing that was said, and are used only while every journal of the
/// day is exactly as it was when they were made. A file that is not whole, of another layout or of another
/// machine is as none.
struct DayCache {
  private static let magic: [UInt8] = Array("call110 day 01\n\0".utf8)
  private static let largest = 256 << 20

  let logs: Int32

  private static func place(_ date: CivilDate) -> (folders: [String], name: String) {
    let text = date.description
    return (
      ["cache", String(text.prefix(4)), String(text.dropFirst(5).prefix(2))], "\(text.suffix(2)).facts"
    )
  }

  /// What was found in a folder with this print; nil when nothing usable is kept.
  func read(_ date: CivilDate, print: [UInt8]) -> DayFacts? {
    let (folders, name) = Self.place(date)
    let descriptor = openat(
      logs, (folders + [name]).joined(separator: "/"), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_size >= 64, status.st_size <= Self.largest
    else { return nil }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        if got <= 0 { break }
        count += got
      }
    }
    guard bytes.count == size else { return nil }
    return bytes.withUnsafeBytes { Self.decode($0, date, print) }
  }

  /// Keeps what was found.
  ///
  /// That it cannot be kept is no fault: the next report scans again.
  func write(_ day: DayFacts, print: [UInt8]) {
    let (folders, name) = Self.place(day.folder)
    var folder = ""
    for part in folders {
      folder += (folder.isEmpty ? "" : "/") + part
      mkdirat(logs, folder, 0o750)
    }
    let temporary = "\(folder)/.\(name).\(getpid()).new"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = openat(logs, temporary, flags, 0o640)
    guard descriptor >= 0 else { return }
    let bytes = Self.encode(day, print)
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    if written == bytes.count, renameat(logs, temporary, logs, "\(folder)/\(name)") == 0 { return }
    unlinkat(logs, temporary, 0)
  }

  // MARK: The form

  static func encode(_ day: DayFacts, _ print: [UInt8]) -> [UInt8] {
    var writer = PlainWriter()
    writer.bytes += print
    writer.number(Int64(day.folder.dayNumber))
    writer.number(Int64(MemoryLayout<CallFact>.stride))
    writer.number(Int64(MemoryLayout<LateFact>.stride))
    writer.number(day.lines)
    writer.number(day.unverified)
    for table in [day.seats, day.operators, day.categories, day.phrases] { writer.words(table.words) }
    writer.number(Int64(day.leftOut.count))
    for place in day.leftOut {
      writer.words([place.file, place.reason])
      writer.number(place.line)
    }
    for keys in [day.unclosed, day.closedOnly] {
      let sorted = keys.sorted { ($0.day, $0.seat, $0.number) < ($1.day, $1.seat, $1.number) }
      writer.words(sorted.map(\.seat))
      for key in sorted { writer.number(Int64(key.day) << 32 | Int64(key.number)) }
    }
    writer.number(Int64(day.calls.count))
    writer.number(Int64(day.lates.count))
    writer.align()
    day.calls.withUnsafeBytes { writer.bytes += $0 }
    day.lates.withUnsafeBytes { writer.bytes += $0 }
    writer.align()
    let sum = writer.bytes.withUnsafeBytes { Self.sum($0) }
    var head = PlainWriter()
    head.bytes = magic
    head.number(Int64(bitPattern: sum))
    head.number(Int64(writer.bytes.count))
    return head.bytes + writer.bytes
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, _ date: CivilDate, _ print: [UInt8]) -> DayFacts? {
    guard bytes.count >= 64, bytes[..<16].elementsEqual(magic), bytes[32..<64].elementsEqual(print) else {
      return nil
    }
    let body = UnsafeRawBufferPointer(rebasing: bytes[32...])
    var head = PlainReader(bytes, at: 16)
    guard let sum = head.number(), head.number() == Int64(body.count),
      UInt64(bitPattern: sum) == Self.sum(body)
    else {
      return nil
    }
    var reader = PlainReader(body, at: 32)
    guard reader.number() == Int64(date.dayNumber), reader.number() == Int64(MemoryLayout<CallFact>.stride),
      reader.number() == Int64(MemoryLayout<LateFact>.stride)
    else { return nil }
    return facts(&reader, date)
  }

  private static func facts(_ reader: inout PlainReader, _ date: CivilDate) -> DayFacts? {
    var day = DayFacts(folder: date)
    guard let lines = reader.number(), let unverified = reader.number(), let seats = reader.words(),
      let operators = reader.words(), let categories = reader.words(), let phrases = reader.words(),
      let places = reader.number(), (0...1_000_000).contains(places)
    else { return nil }
    (day.lines, day.unverified) = (lines, unverified)
    (day.seats, day.operators) = (WordTable(seats), WordTable(operators))
    (day.categories, day.phrases) = (WordTable(categories), WordTable(phrases))
    for _ in 0..<places {
      guard let texts = reader.words(), texts.count == 2, let line = reader.number() else { return nil }
      day.leftOut.append(LeftOut(file: texts[0], line: line, reason: texts[1]))
    }
    guard let unclosed = keys(&reader), let closedOnly = keys(&reader), let calls = reader.number(),
      let lates = reader.number()
    else { return nil }
    (day.unclosed, day.closedOnly) = (unclosed, closedOnly)
    reader.align()
    guard let callFacts: [CallFact] = reader.array(calls), let lateFacts: [LateFact] = reader.array(lates),
      isSound(callFacts, lateFacts, day)
    else { return nil }
    (day.calls, day.lates) = (callFacts, lateFacts)
    return day
  }

  /// Whether every number is one of a word, so that no later look-up can go wrong.
  private static func isSound(_ calls: [CallFact], _ lates: [LateFact], _ day: DayFacts) -> Bool {
    let (seats, operators) = (day.seats.words.count, day.operators.words.count)
    let categories = day.categories.words.count
    for fact in calls
    where Int(fact.seat) >= seats || Int(fact.personnel) >= operators || Int(fact.category) >= categories
      || fact.ending > 4 || fact.source > 3 || fact.verdict > 3 || fact.reportedVerdict > 4 || fact.rating > 4
    { return false }
    for late in lates where Int(late.seat) >= seats || (late.kind == 1 && Int(late.value) >= categories) {
      return false
    }
    return true
  }

  private static func keys(_ reader: inout PlainReader) -> Set<DayFacts.CallKey>? {
    guard let seats = reader.words() else { return nil }
    var keys: Set<DayFacts.CallKey> = []
    for seat in seats {
      guard let number = reader.number() else { return nil }
      keys.insert(
        DayFacts.CallKey(
          day: Int32(truncatingIfNeeded: number >> 32), seat: seat, number: UInt32(truncatingIfNeeded: number)
        ))
    }
    return keys
  }

  /// A sum over all bytes that a change of any of them changes; against accidents, not against people.
  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes: (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
    var index = 0
    while index + 16 <= bytes.count {
      let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      lanes.0 = (lanes.0 ^ first) &* 0x1000_0000_01B3
      lanes.0 ^= lanes.0 >> 29
      lanes.1 = (lanes.1 ^ second) &* 0x1000_0000_01B3
      lanes.1 ^= lanes.1 >> 29
      index += 16
    }
    while index < bytes.count {
      lanes.0 = (lanes.0 ^ UInt64(bytes[index])) &* 0x1000_0000_01B3
      index += 1
    }
    return lanes.0 ^ (lanes.1 << 1 | lanes.1 >> 63)
  }
}

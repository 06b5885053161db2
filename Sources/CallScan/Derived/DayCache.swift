import CallJournal
import CallModel
import CallReview
import Glibc

/// Derived files: what a scan of a day's folder found, so that the next report need not scan it again.
///
/// They may be deleted at any time, hold nothing that was said, and are used only while every journal of the
/// day is exactly as it was when they were made. A file that is not whole, of another layout or of another
/// machine is as none.
struct DayCache {
  private static let magic: [UInt8] = Array("call110 day 06\n\0".utf8)
  private static let largest = 256 << 20

  let logs: Int32
  let known: KnownWords

  private static func place(_ date: CivilDate) -> (folders: [String], name: String) {
    let text = date.description
    return (
      ["cache", String(text.prefix(4)), String(text.dropFirst(5).prefix(2))], "\(text.suffix(2)).facts"
    )
  }

  /// What was found in the folder of a day, the ordinary calls taken together, and these calls; nil when
  /// nothing usable is kept, or the folder has changed since.
  func read(_ date: CivilDate) -> (day: DayFacts, ordinary: OrdinaryCalls)? {
    let (folders, name) = Self.place(date)
    let descriptor = openat(
      logs, (folders + [name]).joined(separator: "/"), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let head = head(descriptor), let day = body(descriptor, head, date) else {
      close(descriptor)
      return nil
    }
    let ordinary = OrdinaryCalls(
      descriptor: descriptor, count: head.ordinaryCount, offset: Head.size + head.bodyCount,
      sum: head.ordinarySum)
    return (day, ordinary)
  }

  private func head(_ descriptor: Int32) -> Head? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_size <= Self.largest,
      let bytes: [UInt8] = PlainReader.values(Head.size, from: descriptor, at: 0),
      let head = Head(bytes), head.size == status.st_size
    else { return nil }
    return head
  }

  private func body(_ descriptor: Int32, _ head: Head, _ date: CivilDate) -> DayFacts? {
    guard let body: [UInt8] = PlainReader.values(head.bodyCount, from: descriptor, at: Head.size) else {
      return nil
    }
    return body.withUnsafeBytes { Self.sum($0) == head.bodySum ? decode($0, date) : nil }
  }

  /// Keeps what was found.
  ///
  /// That it cannot be kept is no fault: the next report scans again.
  func write(_ day: DayFacts, names: [String], print: FolderPrint) {
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
    let (summed, ordinary) = day.summarized()
    let bytes = Self.encode(summed, ordinary, names, print)
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    if written == bytes.count, renameat(logs, temporary, logs, "\(folder)/\(name)") == 0 { return }
    unlinkat(logs, temporary, 0)
  }

  // MARK: The form

  /// What stands before everything else; the ordinary calls stand behind the body.
  private struct Head {
    static let size = 48
    let bodyCount: Int
    let bodySum: UInt64
    let ordinaryCount: Int
    let ordinarySum: UInt64

    var size: Int { Head.size + bodyCount + ordinaryCount * MemoryLayout<CallFact>.stride }

    init?(_ bytes: [UInt8]) {
      guard bytes[..<16].elementsEqual(DayCache.magic) else { return nil }
      let numbers = bytes.withUnsafeBytes { bytes -> [Int64] in
        var reader = PlainReader(bytes, at: 16)
        return (0..<4).compactMap { _ in reader.number() }
      }
      guard numbers.count == 4, (64...Int64(DayCache.largest)).contains(numbers[0]),
        (0...10_000_000).contains(numbers[2])
      else { return nil }
      bodyCount = Int(numbers[0])
      bodySum = UInt64(bitPattern: numbers[1])
      ordinaryCount = Int(numbers[2])
      ordinarySum = UInt64(bitPattern: numbers[3])
    }
  }

  private static func encode(
    _ day: DayFacts, _ ordinary: [CallFact], _ names: [String], _ print: FolderPrint
  ) -> [UInt8] {
    let body = encodeBody(day, names, print)
    var writer = PlainWriter()
    writer.bytes = magic
    writer.number(Int64(body.count))
    writer.number(Int64(bitPattern: body.withUnsafeBytes { sum($0) }))
    writer.number(Int64(ordinary.count))
    writer.number(Int64(bitPattern: ordinary.withUnsafeBytes { sum($0) }))
    return writer.bytes + body + ordinary.withUnsafeBytes { Array($0) }
  }

  private static func encodeBody(_ day: DayFacts, _ names: [String], _ print: FolderPrint) -> [UInt8] {
    var writer = PlainWriter()
    writer.bytes += print.bytes
    writer.words(names)
    writer.align()
    writer.number(Int64(day.folder.dayNumber))
    writer.number(Int64(MemoryLayout<CallFact>.stride))
    writer.number(Int64(MemoryLayout<LateFact>.stride))
    writer.number(day.lines)
    writer.number(day.unverified)
    for path in tables {
      var block = PlainWriter()
      block.words(day[keyPath: path].words)
      writer.array(block.bytes)
    }
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
    if let summary = day.summary { encode(summary, &writer) }
    return writer.bytes
  }

  private static let tables: [any WritableKeyPath<DayFacts, WordTable> & Sendable] = [
    \.seats, \.operators, \.categories, \.phrases,
  ]

  private static func encode(_ summary: DaySummary, _ writer: inout PlainWriter) {
    for numbers in [summary.tally.flatCounts, summary.hours, summary.categories] { writer.array(numbers) }
    for spread in summary.tally.flatSpreads { writer.array(spread) }
    writer.array(summary.phrases.map { UInt64($0.set.branches) << 32 | UInt64($0.calls) })
    writer.array(summary.phrases.map(\.set.said))
    writer.array(summary.firsts)
    writer.array(summary.lasts)
  }

  private func decode(_ body: UnsafeRawBufferPointer, _ date: CivilDate) -> DayFacts? {
    guard body.count >= 64 else { return nil }
    var reader = PlainReader(body, at: 32)
    guard let names = reader.words(),
      let print = FolderPrint(logs: logs, room: .live, date: date, names),
      print.bytes.elementsEqual(body[..<32])
    else { return nil }
    reader.align()
    guard reader.number() == Int64(date.dayNumber), reader.number() == Int64(MemoryLayout<CallFact>.stride),
      reader.number() == Int64(MemoryLayout<LateFact>.stride)
    else { return nil }
    return facts(&reader, date)
  }

  private static func summary(_ reader: inout PlainReader, categories: Int) -> DaySummary? {
    guard let counts: [Int] = reader.array(), let hours: [Int] = reader.array(), hours.count == 24,
      let byCategory: [Int] = reader.array(), byCategory.count == categories
    else { return nil }
    var spreads: [[Int32]] = []
    for _ in 0..<Tally.spreadCount {
      guard let values: [Int32] = reader.array() else { return nil }
      spreads.append(values)
    }
    guard let tally = Tally(counts: counts, spreads: spreads), let sets: [UInt64] = reader.array(),
      let said: [UInt64] = reader.array(), said.count == sets.count,
      let firsts: [UInt64] = reader.array(), let lasts: [UInt64] = reader.array(), firsts.count == lasts.count
    else { return nil }
    let phrases = zip(sets, said).map { set, said in
      DaySummary.PhraseCount(
        DaySummary.PhraseSet(branches: UInt8(truncatingIfNeeded: set >> 32), said: said),
        calls: Int(set & 0xFFFF_FFFF))
    }
    return DaySummary(
      tally: tally, phrases: phrases, hours: hours, categories: byCategory, firsts: firsts, lasts: lasts)
  }

  private func facts(_ reader: inout PlainReader, _ date: CivilDate) -> DayFacts? {
    var day = DayFacts(folder: date)
    guard let lines = reader.number(), let unverified = reader.number() else { return nil }
    (day.lines, day.unverified) = (lines, unverified)
    for (place, path) in Self.tables.enumerated() {
      guard let block: [UInt8] = reader.array(), let table = known.table(block, at: place) else { return nil }
      day[keyPath: path] = table
    }
    guard let places = reader.number(), (0...1_000_000).contains(places) else { return nil }
    for _ in 0..<places {
      guard let texts = reader.words(), texts.count == 2, let line = reader.number() else { return nil }
      day.leftOut.append(LeftOut(file: texts[0], line: line, reason: texts[1]))
    }
    guard let unclosed = Self.keys(&reader), let closedOnly = Self.keys(&reader), let calls = reader.number(),
      let lates = reader.number()
    else { return nil }
    (day.unclosed, day.closedOnly) = (unclosed, closedOnly)
    reader.align()
    guard let callFacts: [CallFact] = reader.array(calls), let lateFacts: [LateFact] = reader.array(lates),
      callFacts.allSatisfy(day.namesOnlyItsWords), Self.isSound(lateFacts, day)
    else { return nil }
    (day.calls, day.lates) = (callFacts, lateFacts)
    reader.align()
    guard let summary = Self.summary(&reader, categories: day.categories.words.count) else { return nil }
    day.summary = summary
    return day
  }

  /// Whether every number is one of a word, so that no later look-up can go wrong.
  private static func isSound(_ lates: [LateFact], _ day: DayFacts) -> Bool {
    let (seats, categories) = (day.seats.words.count, day.categories.words.count)
    return lates.allSatisfy { Int($0.seat) < seats && ($0.kind != 1 || Int($0.value) < categories) }
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
  ///
  /// Four lanes, because one waits for its multiplication.
  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let prime: UInt64 = 0x1000_0000_01B3
    func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
    var (first, second): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
    var (third, fourth): (UInt64, UInt64) = (0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63)
    var index = 0
    while index + 32 <= bytes.count {
      first = (first ^ word(index)) &* prime
      second = (second ^ word(index + 8)) &* prime
      third = (third ^ word(index + 16)) &* prime
      fourth = (fourth ^ word(index + 24)) &* prime
      index += 32
    }
    var sum = UInt64(bytes.count)
    while index < bytes.count {
      sum = (sum ^ UInt64(bytes[index])) &* prime
      index += 1
    }
    for lane in [first, second, third, fourth] { sum = (sum ^ lane ^ lane >> 29) &* prime }
    return sum
  }
}

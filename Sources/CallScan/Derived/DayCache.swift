import CallJournal
import CallModel
import CallReview
import Files

/// Derived files: what a scan of a day's folder found, so that the next report need not scan it again.
///
/// They may be deleted at any time, hold nothing that was said, and are used only while every journal of the
/// day is exactly as it was when they were made. A file that is not whole, of another layout or of another
/// machine is as none.
struct DayCache {
  private static let layout = DerivedFile.Layout("day-facts", version: 7)
  /// The sections: everything but the ordinary calls, and those.
  private static let (body, ordinary) = (0, 1)

  /// The path of the logs folder, and the folder itself, open.
  let logs: (path: String, folder: Int32)
  let known: KnownWords
  let operations: any FileOperations

  private func file(_ date: CivilDate) -> DerivedFile {
    DerivedFile(logs: logs.path, name: "\(date).facts", layout: Self.layout, operations: operations)
  }

  /// What was found in the folder of a day, the ordinary calls taken together, and these calls; nil when
  /// nothing usable is kept, or the folder has changed since.
  func read(_ date: CivilDate) -> (day: DayFacts, ordinary: OrdinaryCalls)? {
    guard let contents = file(date).open(), let body = contents.section(Self.body),
      let day = body.withUnsafeBytes({ decode($0, date, source: contents.source) })
    else { return nil }
    return (day, OrdinaryCalls(contents: contents, section: Self.ordinary))
  }

  /// Keeps what was found.
  ///
  /// That it cannot be kept is no fault: the next report scans again.
  func write(_ day: DayFacts, names: [String], print: FolderPrint) {
    let (summed, ordinary) = day.summarized()
    let calls = ordinary.withUnsafeBytes { Array($0) }
    file(day.folder).write([Self.encodeBody(summed, names), calls], source: print.bytes)
  }

  // MARK: The form

  private static func encodeBody(_ day: DayFacts, _ names: [String]) -> [UInt8] {
    var writer = PlainWriter()
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

  private func decode(_ body: UnsafeRawBufferPointer, _ date: CivilDate, source: [UInt8]) -> DayFacts? {
    var reader = PlainReader(body)
    guard let names = reader.words(),
      let print = FolderPrint(logs: logs.folder, room: .live, date: date, names, operations),
      print.bytes == source
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
}

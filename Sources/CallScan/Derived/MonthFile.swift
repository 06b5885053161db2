import CallJournal
import CallModel
import CallReview
import Files

/// Derived files of reports: what the folders of a month say, so that they need not be scanned again.
///
/// One holds nothing that was said, and is used only while every journal it was made from is exactly as it
/// was then. Only a whole run of folders from the first of the month on is in it, and none of the present
/// day: what comes later is scanned, until the file is made anew with it.
struct MonthFile {
  private static let layout = DerivedFile.Layout("month-facts", version: 6)
  /// The sections in their order.
  private enum Section: Int, CaseIterable {
    /// The folders with the prints of their journals.
    case folders
    /// `MonthFacts`.
    case facts
    /// `CallSummary`.
    case summary
    /// The calls that the summary counts.
    case settled
    /// What its lines say of the lengths of other months' files.
    case witnessed
  }

  /// The path of the logs folder, and the folder itself, open.
  let logs: (path: String, folder: Int32)
  /// The categories that counting tells apart: the sums depend on them.
  let kinds: CountedKinds
  private let operations: any FileOperations = SystemFileOperations()

  init(logs: (path: String, folder: Int32), kinds: CountedKinds) {
    (self.logs, self.kinds) = (logs, kinds)
  }

  /// What was kept of a month, and is still what its folders say.
  struct Kept: Sendable {
    private(set) var month: MonthFacts
    /// What the lines say of the lengths of other months' files.
    ///
    /// Those of its own are as they were.
    let witnessed: WitnessedEnds
    fileprivate let contents: DerivedContents

    /// The same with other facts of the calls that are not settled.
    func counting(_ open: DayFacts) -> Kept {
      var kept = self
      kept.month = MonthFacts(folders: month.folders, open: open, ratingsAgain: month.ratingsAgain)
      return kept
    }

    /// What the settled calls add up to; nil when the file is damaged.
    func summary() -> CallSummary? {
      contents.section(Section.summary.rawValue)?.withUnsafeBytes { bytes in
        var reader = PlainReader(bytes)
        return MonthForm.summary(&reader, of: month)
      }
    }

    /// The settled calls, by day, seat and number; nil when the file is damaged.
    func settled() -> [CallFact]? {
      guard let calls: [CallFact] = contents.values(section: Section.settled.rawValue),
        calls.allSatisfy(month.open.namesOnlyItsWords)
      else { return nil }
      return calls
    }
  }

  private func file(_ month: CivilDate) -> DerivedFile {
    let name = "\(month.description.prefix(7)).facts"
    return DerivedFile(logs: logs.path, name: name, layout: Self.layout, operations: operations)
  }

  /// What is kept of the month that begins on `month` and has these folders; nil when nothing usable is, or
  /// one of the folders it was made from has changed.
  func read(_ month: CivilDate, folders: [CivilDate]) -> Kept? {
    guard let contents = file(month).open(), contents.count == Section.allCases.count,
      let prints = contents.section(Section.folders.rawValue),
      prints.withUnsafeBytes({ isUnchanged($0, folders: folders) }),
      let facts = contents.section(Section.facts.rawValue),
      let witnessed = contents.section(Section.witnessed.rawValue)?.withUnsafeBytes(MonthForm.witnessed)
    else { return nil }
    return facts.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes)
      guard reader.words() == kinds.words, let facts = MonthForm.facts(&reader, month: month) else {
        return nil
      }
      return Kept(month: facts, witnessed: witnessed, contents: contents)
    }
  }

  /// Keeps a month; that it cannot be kept is no fault: the next report scans again.
  func write(
    _ maker: MonthMaker, prints: [FolderPrint], witnessed: WitnessedEnds, month: CivilDate
  ) {
    guard let made = maker.finish(kinds: kinds) else { return }
    var folders = PlainWriter()
    folders.number(Int64(prints.count))
    for print in prints { print.write(to: &folders) }
    var facts = PlainWriter()
    facts.words(kinds.words)
    MonthForm.write(made.month, to: &facts)
    var summary = PlainWriter()
    MonthForm.write(made.summary, to: &summary)
    file(month).write([
      folders.bytes, facts.bytes, summary.bytes, made.settled.withUnsafeBytes { Array($0) },
      MonthForm.bytes(of: witnessed, besides: month),
    ])
  }

  /// The prints of the folders that a kept month was made from; empty when there is none.
  func prints(of month: CivilDate) -> [FolderPrint] {
    guard let bytes = file(month).open()?.section(Section.folders.rawValue) else { return [] }
    return bytes.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes)
      guard let count = reader.number(), (0...31).contains(count) else { return [] }
      return (0..<count).compactMap { _ in FolderPrint(from: &reader) }
    }
  }

  /// Whether the month's folders up to the last one kept are those kept, each of them as it was.
  private func isUnchanged(_ bytes: UnsafeRawBufferPointer, folders: [CivilDate]) -> Bool {
    var reader = PlainReader(bytes)
    guard let count = reader.number(), (1...Int64(folders.count)).contains(count) else { return false }
    for date in folders.prefix(Int(count)) {
      guard let print = FolderPrint(from: &reader), print.date == date,
        print.isUnchanged(logs: logs.folder, operations: operations)
      else { return false }
    }
    return true
  }
}

/// How a month stands in a derived file.
private enum MonthForm {
  private static let tables: [any WritableKeyPath<DayFacts, WordTable> & Sendable] = [
    \.seats, \.operators, \.categories, \.phrases,
  ]
  private static let strides = [MemoryLayout<CallFact>.stride, MemoryLayout<LateFact>.stride].map(Int64.init)

  static func write(_ month: MonthFacts, to writer: inout PlainWriter) {
    writer.align()
    for stride in strides { writer.number(stride) }
    for path in tables { writer.words(month.open[keyPath: path].words) }
    writer.number(Int64(month.folders.count))
    for folder in month.folders {
      writer.number(Int64(folder.day))
      writer.number(folder.lines)
      writer.number(folder.unverified)
      writer.number(Int64(folder.leftOut.count))
      for place in folder.leftOut {
        writer.words([place.file, place.reason])
        writer.number(place.line)
      }
    }
    for keys in [month.open.unclosed, month.open.closedOnly] {
      let sorted = keys.sorted { ($0.day, $0.seat, $0.number) < ($1.day, $1.seat, $1.number) }
      writer.words(sorted.map(\.seat))
      for key in sorted { writer.number(Int64(key.day) << 32 | Int64(key.number)) }
    }
    writer.align()
    writer.array(month.open.calls)
    writer.array(month.open.lates)
    writer.array(month.ratingsAgain)
  }

  /// What was noted of files of other months; those of this month are looked at whenever it is read.
  static func bytes(of witnessed: WitnessedEnds, besides month: CivilDate) -> [UInt8] {
    let others = witnessed.noted.filter { $0.path.date.compact.prefix(6) != month.compact.prefix(6) }
    var writer = PlainWriter()
    writer.words(others.flatMap { [$0.path.description, $0.witness] })
    writer.align()
    writer.array(others.map(\.bytes))
    return writer.bytes
  }

  static func witnessed(_ bytes: UnsafeRawBufferPointer) -> WitnessedEnds? {
    var reader = PlainReader(bytes)
    guard let words = reader.words() else { return nil }
    reader.align()
    guard let lengths: [Int64] = reader.array(), words.count == 2 * lengths.count else { return nil }
    var witnessed = WitnessedEnds()
    for (index, length) in lengths.enumerated() {
      guard let path = JournalPath(words[2 * index]) else { return nil }
      witnessed.note(path, bytes: length, witness: words[2 * index + 1])
    }
    return witnessed
  }

  static func facts(_ reader: inout PlainReader, month: CivilDate) -> MonthFacts? {
    reader.align()
    for stride in strides where reader.number() != stride { return nil }
    var open = DayFacts(folder: month)
    for path in tables {
      guard let words = reader.words() else { return nil }
      open[keyPath: path] = WordTable(words)
    }
    guard let folders = folders(&reader), let unclosed = keys(&reader), let closedOnly = keys(&reader) else {
      return nil
    }
    (open.unclosed, open.closedOnly) = (unclosed, closedOnly)
    reader.align()
    guard let calls: [CallFact] = reader.array(), let lates: [LateFact] = reader.array(),
      let ratingsAgain: [LateFact] = reader.array(), calls.allSatisfy(open.namesOnlyItsWords),
      lates.allSatisfy(open.namesOnlyItsWords), ratingsAgain.allSatisfy(open.namesOnlyItsWords)
    else { return nil }
    (open.calls, open.lates) = (calls, lates)
    return MonthFacts(folders: folders, open: open, ratingsAgain: ratingsAgain)
  }

  private static func folders(_ reader: inout PlainReader) -> [MonthFacts.Folder]? {
    guard let count = reader.number(), (1...31).contains(count) else { return nil }
    var folders: [MonthFacts.Folder] = []
    for _ in 0..<count {
      guard let day = reader.number(), let lines = reader.number(), let unverified = reader.number(),
        let places = reader.number(), (0...1_000_000).contains(places)
      else { return nil }
      var leftOut: [LeftOut] = []
      for _ in 0..<places {
        guard let texts = reader.words(), texts.count == 2, let line = reader.number() else { return nil }
        leftOut.append(LeftOut(file: texts[0], line: line, reason: texts[1]))
      }
      folders.append(
        MonthFacts.Folder(
          day: Int32(truncatingIfNeeded: day), lines: lines, unverified: unverified, leftOut: leftOut))
    }
    return folders
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

  static func write(_ summary: CallSummary, to writer: inout PlainWriter) {
    for numbers in [summary.tally.flatCounts, summary.heat, summary.categories] { writer.array(numbers) }
    writer.array(summary.daily)
    for spread in summary.tally.packedSpreads { writer.array(spread) }
    writer.array(
      summary.phrases.map {
        UInt64($0.set.isGreeted ? 1 : 0) << 40 | UInt64($0.set.branches) << 32 | UInt64($0.calls)
      })
    writer.array(summary.phrases.map(\.set.said))
    for keys in [summary.firsts, summary.lasts, summary.rated] { writer.array(keys) }
  }

  static func summary(_ reader: inout PlainReader, of month: MonthFacts) -> CallSummary? {
    guard let counts: [Int] = reader.array(), let heat: [Int] = reader.array(), heat.count == 168,
      let categories: [Int] = reader.array(), categories.count == month.open.categories.words.count,
      let daily: [CallSummary.DayCount] = reader.array(), daily.count == month.days.count
    else { return nil }
    var spreads: [[UInt16]] = []
    for _ in 0..<Tally.spreadCount {
      guard let values: [UInt16] = reader.array() else { return nil }
      spreads.append(values)
    }
    guard let tally = Tally(counts: counts, spreads: spreads), let sets: [UInt64] = reader.array(),
      let said: [UInt64] = reader.array(), said.count == sets.count,
      let firsts: [UInt64] = reader.array(), let lasts: [UInt64] = reader.array(),
      firsts.count == lasts.count,
      let rated: [UInt64] = reader.array()
    else { return nil }
    let phrases = zip(sets, said).map { set, said in
      CallSummary.PhraseCount(
        CallSummary.PhraseSet(
          branches: UInt8(truncatingIfNeeded: set >> 32), said: said, isGreeted: set >> 40 & 1 == 1),
        calls: Int(set & 0xFFFF_FFFF))
    }
    return CallSummary(
      tally: tally, phrases: phrases, heat: heat, daily: daily, categories: categories, firsts: firsts,
      lasts: lasts, rated: rated)
  }
}

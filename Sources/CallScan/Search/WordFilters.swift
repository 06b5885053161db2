import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import PlainText

/// Which journals of past days a searched word cannot stand in, kept in a derived file a month.
///
/// Of each journal a filter is kept in which its pairs and triples of characters leave marks: a keyed sum
/// says which, so that nothing can be read there. It errs on one side only: a file in which the word stands
/// is never ruled out. Beside it stand the calls of other days that the file corrects.
struct WordFilters: Sendable {
  private let folders: KeptFolders<FilterFolder>
  private let prints: KeptFolders<FilterFolder>.Prints
  private let known: [CivilDate: FilterFolder]
  private let grams: WordGrams

  /// The filters of the live records of `days` below the logs folder at `logs`, for a word with these pairs
  /// and triples; nil when it has none.
  init?(logs: String, days: [CivilDate], grams: WordGrams) {
    guard !grams.all.isEmpty else { return nil }
    folders = KeptFolders(
      logs: logs, ending: "words", layout: DerivedFile.Layout("word-filters", version: 1))
    let known = folders.parts(of: days)
    prints = folders.prints(of: days.filter { known[$0] == nil })
    (self.known, self.grams) = (known, grams)
  }

  /// The filters of a day's journals, and whether they were made just now; nil when there are none.
  func filters(
    of date: CivilDate, in day: borrowing DayFolder, buffer: FileBuffer
  ) -> (day: FilterFolder, isNew: Bool)? {
    if let known = known[date] { return (known, false) }
    guard prints.have(date), day.fault == nil else { return nil }
    return FilterFolder(day, date: date, buffer: buffer).map { ($0, true) }
  }

  /// Whether the word cannot stand in the journal.
  func ruleOut(_ filter: WordFilter) -> Bool { !filter.mayHold(grams) }

  /// Keeps filters that were made, of folders that are as they were before they were read.
  func keep(_ made: [CivilDate: FilterFolder]) { folders.keep(made, prints: prints) }
}

/// The filters of one day's journals.
struct FilterFolder: KeptFolder {
  /// By the journal's name.
  let files: [String: WordFilter]

  /// The filters of the journals of an open folder; nil when one of them cannot be read.
  init?(_ day: borrowing DayFolder, date: CivilDate, buffer: FileBuffer) {
    var files: [String: WordFilter] = [:]
    for path in day.paths where !path.isDesk || path.isPaperDesk {
      do throws(SystemFault) {
        try buffer.fill(from: RegularFile(path.name, in: day.descriptor))
      } catch {
        return nil
      }
      let bytes = UnsafeRawBufferPointer(start: buffer.start, count: buffer.count)
      files[path.name] = WordFilter(bytes, date: date)
    }
    self.files = files
  }

  init?(from reader: inout PlainReader, date: CivilDate) {
    guard let names = reader.words() else { return nil }
    reader.align()
    var files: [String: WordFilter] = [:]
    for name in names {
      guard let filter = WordFilter(from: &reader) else { return nil }
      files[name] = filter
    }
    self.files = files
  }

  func write(to writer: inout PlainWriter) {
    let sorted = files.sorted { $0.key < $1.key }
    writer.words(sorted.map(\.key))
    writer.align()
    for file in sorted { file.value.write(to: &writer) }
  }
}

/// The marks of one journal.
struct WordFilter: Sendable {
  /// Marks a pair or triple leaves, and bits a one: one in fifty that is not there is taken for one that is.
  private static let marks = 3
  private static let bits = 10

  /// The calls of other days that the file corrects.
  let corrected: [String]
  private let key: UInt64
  /// No marks at all where the file holds something unclear: then any word may stand there.
  private let words: [UInt64]

  /// The filter of a journal's bytes, which lies in the folder of `date`.
  init(_ bytes: UnsafeRawBufferPointer, date: CivilDate) {
    var others: Set<String> = []
    FileBuffer.forEachCorrection(bytes) { if !$0.hasPrefix(date.compact) { others.insert($0) } }
    corrected = others.sorted()
    key = UInt64.random(in: .min ... .max)
    let grams = WordGrams(journal: bytes)
    guard !grams.isUnclear else {
      words = []
      return
    }
    var words = [UInt64](repeating: 0, count: grams.all.count * Self.bits / 64 + 1)
    for gram in grams.all {
      Self.forEachMark(gram, key: key, of: words.count) { words[$0] |= 1 << UInt64($1) }
    }
    self.words = words
  }

  /// Whether a word with these pairs and triples may stand in the journal.
  func mayHold(_ grams: WordGrams) -> Bool {
    guard !words.isEmpty else { return true }
    return grams.all.allSatisfy { gram in
      var isMarked = true
      Self.forEachMark(gram, key: key, of: words.count) {
        isMarked = isMarked && words[$0] & 1 << UInt64($1) != 0
      }
      return isMarked
    }
  }

  private static func forEachMark(_ gram: UInt64, key: UInt64, of count: Int, body: (Int, Int) -> Void) {
    var sum = gram ^ key
    for _ in 0..<marks {
      sum = mixed(sum)
      body(Int((sum >> 6) % UInt64(count)), Int(sum & 63))
    }
  }

  /// Spreads a number over all bits (the finalizer of SplitMix64).
  private static func mixed(_ number: UInt64) -> UInt64 {
    var sum = number &+ 0x9E37_79B9_7F4A_7C15
    sum = (sum ^ sum >> 30) &* 0xBF58_476D_1CE4_E5B9
    sum = (sum ^ sum >> 27) &* 0x94D0_49BB_1331_11EB
    return sum ^ sum >> 31
  }

  init?(from reader: inout PlainReader) {
    guard let corrected = reader.words() else { return nil }
    reader.align()
    guard let key = reader.number(), let words: [UInt64] = reader.array() else { return nil }
    (self.corrected, self.key, self.words) = (corrected, UInt64(bitPattern: key), words)
  }

  func write(to writer: inout PlainWriter) {
    writer.words(corrected)
    writer.align()
    writer.number(Int64(bitPattern: key))
    writer.array(words)
  }
}

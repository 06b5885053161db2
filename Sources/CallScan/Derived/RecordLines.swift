import CallJournal
import CallModel
import Files
import Glibc
import PlainText

/// Where in the journals of past days the lines stand that records come from.
///
/// Whoever wants records follows every line of a file for the few that say all. Of a folder in which nothing
/// was wrong a derived file a month keeps where those few stand, and nothing that they say; it is used only
/// while the folder is exactly as it was. A folder with a fault, with a later segment, or of the present day
/// is followed every time.
package struct RecordLines: Sendable {
  /// What is kept of one folder.
  package struct Day: Sendable {
    /// Its journals, in their order.
    package let files: [File]
    fileprivate let print: FolderPrint
  }

  /// A journal, and where the lines stand in it.
  package struct File: Sendable {
    /// The journal.
    package let path: JournalPath
    /// The lines, in their order.
    package let places: [LinePlace]

    /// A journal with the places of its lines.
    package init(path: JournalPath, places: [LinePlace]) {
      self.path = path
      self.places = places
    }
  }

  private static let layout = DerivedFile.Layout("record-lines", version: 1)

  private let logs: String
  private let room: JournalRoom = .live
  /// Which lines are kept besides those that records come from, sorted.
  private let kinds: [String]
  private let operations: any FileOperations = SystemFileOperations()

  /// The lines of live records below the logs folder at `logs`, and those of `kinds` before them.
  package init(logs: String, besides kinds: Set<CallEvent.Kind>) {
    self.logs = logs
    self.kinds = kinds.map(\.rawValue).sorted()
  }

  // MARK: Using

  /// What is kept of these days, of those that are as they were.
  package func days(_ dates: [CivilDate]) -> [CivilDate: Day] {
    // A folder that cannot be opened has nothing kept.
    guard let folder = try? operations.openFolder(path: logs) else { return [:] }
    defer { operations.close(folder) }
    let months = Dictionary(grouping: dates, by: Self.month)
    return months.reduce(into: [:]) { days, month in
      let wanted = Set(month.value)
      for day in read(month.key) where wanted.contains(day.print.date) {
        if day.print.isUnchanged(logs: folder, operations: operations) { days[day.print.date] = day }
      }
    }
  }

  // MARK: Making

  /// The prints of those of the days that can be kept, to be taken before their folders are read.
  package func prints(of dates: [CivilDate]) -> Prints {
    // A folder that cannot be opened has no prints.
    guard let folder = try? operations.openFolder(path: logs) else { return Prints(all: [:]) }
    defer { operations.close(folder) }
    let now = Int64(time(nil))
    let today = WallInstant(milliseconds: now * 1_000).date
    var prints: [CivilDate: FolderPrint] = [:]
    for date in dates where date < today {
      let print = DayFolder(logs: folder, room: room, date: date).print()
      if let print, !print.isRecent(at: now) { prints[date] = print }
    }
    return Prints(all: prints)
  }

  /// How folders were before they were read.
  package struct Prints: Sendable {
    fileprivate let all: [CivilDate: FolderPrint]

    /// What is to be kept of a day; nil when it cannot be.
    package func day(_ date: CivilDate, files: [File]) -> Day? {
      all[date].map { Day(files: files, print: $0) }
    }
  }

  /// Keeps those of the days whose folders are as they were before they were read, beside what is kept
  /// already; that it cannot be kept is no fault.
  package func keep(_ days: [Day]) {
    // Nor is anything kept of one.
    guard !days.isEmpty, let folder = try? operations.openFolder(path: logs) else { return }
    defer { operations.close(folder) }
    let same = days.filter { $0.print.isUnchanged(logs: folder, operations: operations) }
    for (month, days) in Dictionary(grouping: same, by: { Self.month($0.print.date) }) {
      let fresh = Set(days.map(\.print.date))
      write(read(month).filter { !fresh.contains($0.print.date) } + days, month: month)
    }
  }

  private static func month(_ date: CivilDate) -> String { String(date.description.prefix(7)) }

  // MARK: The derived file

  private func file(_ month: String) -> DerivedFile {
    let name = "\(month).\(kinds.isEmpty ? "records" : "checks")"
    return DerivedFile(logs: logs, name: name, layout: Self.layout, operations: operations)
  }

  private func read(_ month: String) -> [Day] {
    guard let contents = file(month).open(), contents.count == 1, let bytes = contents.section(0) else {
      return []
    }
    return bytes.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes)
      guard reader.words() == kinds else { return [] }
      reader.align()
      var days: [Day] = []
      while let day = day(&reader) { days.append(day) }
      return days
    }
  }

  private func day(_ reader: inout PlainReader) -> Day? {
    guard let print = FolderPrint(from: &reader), let names = reader.words() else { return nil }
    reader.align()
    var files: [File] = []
    for name in names {
      guard let places: [LinePlace] = reader.array(),
        let path = JournalPath(room: room, date: print.date, name: name)
      else { return nil }
      files.append(File(path: path, places: places))
    }
    return Day(files: files, print: print)
  }

  private func write(_ days: [Day], month: String) {
    var writer = PlainWriter()
    writer.words(kinds)
    writer.align()
    for day in days.sorted(by: { $0.print.date < $1.print.date }) {
      day.print.write(to: &writer)
      writer.words(day.files.map(\.path.name))
      writer.align()
      for file in day.files { writer.array(file.places) }
    }
    file(month).write([writer.bytes])
  }
}

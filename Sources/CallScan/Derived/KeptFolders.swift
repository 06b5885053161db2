import CallJournal
import CallModel
import Files

/// What a derived file keeps of one folder of a day.
protocol KeptFolder: Sendable {
  /// Writes it behind the folder's print.
  func write(to writer: inout PlainWriter)

  /// The same read again; nil when nothing such stands there.
  init?(from reader: inout PlainReader, date: CivilDate)
}

/// A derived file a month in which something is kept of folders of past days, each for as long as it is
/// exactly as it was.
///
/// Days stand in it for themselves: one that was changed is of no use, the others are. The present day is
/// never kept, nor a folder that was changed within the last two seconds.
struct KeptFolders<Part: KeptFolder>: Sendable {
  private let logs: String
  private let ending: String
  private let layout: DerivedFile.Layout
  /// What else must be the same for a file to be of use.
  private let header: [String]
  private let room: JournalRoom = .live
  private let operations: any FileOperations = SystemFileOperations()

  /// The files `MONTH.ending` below the logs folder at `logs`.
  init(logs: String, ending: String, layout: DerivedFile.Layout, header: [String] = []) {
    self.logs = logs
    self.ending = ending
    self.layout = layout
    self.header = header
  }

  /// How folders were before they were read.
  struct Prints: Sendable {
    fileprivate let all: [CivilDate: FolderPrint]

    /// Whether something can be kept of the day.
    func have(_ date: CivilDate) -> Bool { all[date] != nil }
  }

  private struct Day: Sendable {
    let print: FolderPrint
    let part: Part
  }

  // MARK: Using

  /// What is kept of these days, of those that are as they were.
  func parts(of dates: [CivilDate]) -> [CivilDate: Part] {
    // A folder that cannot be opened has nothing kept.
    guard let folder = try? operations.openFolder(path: logs) else { return [:] }
    defer { operations.close(folder) }
    let months = Dictionary(grouping: dates, by: Self.month).map { (name: $0.key, days: Set($0.value)) }
    let kept = Parallel.map(months.count) { index in
      read(months[index].name).filter { day in
        months[index].days.contains(day.print.date)
          && day.print.isUnchanged(logs: folder, operations: operations)
      }
    }
    return Dictionary(kept.joined().map { ($0.print.date, $0.part) }) { $1 }
  }

  // MARK: Making

  /// The prints of those of the days that can be kept, to be taken before their folders are read.
  func prints(of dates: [CivilDate]) -> Prints {
    // A folder that cannot be opened has no prints.
    guard let folder = try? operations.openFolder(path: logs) else { return Prints(all: [:]) }
    defer { operations.close(folder) }
    var prints: [CivilDate: FolderPrint] = [:]
    for date in dates where FolderPrint.isPast(date) {
      prints[date] = DayFolder(logs: folder, room: room, date: date).print()
    }
    return Prints(all: prints)
  }

  /// Keeps those of the parts whose folders are as they were before they were read, beside what is kept
  /// already; that it cannot be kept is no fault.
  func keep(_ parts: [CivilDate: Part], prints: Prints) {
    // Nor is anything kept of a folder that cannot be opened.
    guard !parts.isEmpty, let folder = try? operations.openFolder(path: logs) else { return }
    defer { operations.close(folder) }
    let days = parts.compactMap { date, part in prints.all[date].map { Day(print: $0, part: part) } }
    let same = days.filter {
      $0.print.settled(until: DayFolder(logs: folder, room: room, date: $0.print.date).print()) != nil
    }
    for (month, days) in Dictionary(grouping: same, by: { Self.month($0.print.date) }) {
      let fresh = Set(days.map(\.print.date))
      write(read(month).filter { !fresh.contains($0.print.date) } + days, month: month)
    }
  }

  private static func month(_ date: CivilDate) -> String { String(date.description.prefix(7)) }

  // MARK: The derived file

  private func file(_ month: String) -> DerivedFile {
    DerivedFile(logs: logs, name: "\(month).\(ending)", layout: layout, operations: operations)
  }

  private func read(_ month: String) -> [Day] {
    guard let contents = file(month).open(), contents.count == 1, let bytes = contents.section(0) else {
      return []
    }
    return bytes.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes)
      guard reader.words() == header else { return [] }
      reader.align()
      var days: [Day] = []
      while let print = FolderPrint(from: &reader), let part = Part(from: &reader, date: print.date) {
        days.append(Day(print: print, part: part))
      }
      return days
    }
  }

  private func write(_ days: [Day], month: String) {
    var writer = PlainWriter()
    writer.words(header)
    writer.align()
    for day in days.sorted(by: { $0.print.date < $1.print.date }) {
      day.print.write(to: &writer)
      day.part.write(to: &writer)
    }
    file(month).write([writer.bytes])
  }
}

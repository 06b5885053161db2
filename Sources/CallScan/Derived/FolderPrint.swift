import CallJournal
import CallModel
import Files
import Glibc

/// What tells whether anything has changed in a day's folder: its own print, and the names and prints of its
/// journals.
struct FolderPrint: Equatable, Sendable {
  /// The folder's day.
  let date: CivilDate
  /// The names that may be journals, sorted.
  private let names: [String]
  /// The folder's print, then that of each name.
  private let prints: [FilePrint]

  /// The print of an open folder, of which only these names are looked at; nil when it cannot be had.
  init?(of folder: Int32, date: CivilDate, names: [String], operations: any FileOperations) {
    (self.date, self.names) = (date, names)
    // A folder or file that cannot be looked at has no print.
    guard let own = try? operations.status(of: folder).print else { return nil }
    var prints = [own]
    prints.reserveCapacity(names.count + 1)
    for name in names {
      // The same holds for a name.
      guard let print = try? operations.status(of: name, in: folder).print else { return nil }
      prints.append(print)
    }
    self.prints = prints
  }

  /// Whether something of a day may be kept at all: not of the present one, by this machine's clock.
  static func isPast(_ date: CivilDate) -> Bool { date < WallInstant(milliseconds: now * 1_000).date }

  /// The print for what was read between this one and `after`; nil while the folder may still change: its day
  /// is not past, it is not the same, or something changed within the last two seconds.
  func settled(until after: FolderPrint?) -> FolderPrint? {
    let changed = (prints.map(\.changed).max() ?? 0) / 1_000_000_000
    return after == self && Self.isPast(date) && changed + 2 <= Self.now ? self : nil
  }

  /// Seconds since 1970.
  private static var now: Int64 { Int64(time(nil)) }

  /// Whether the folder and the files named here are as they were; it is not listed again, because its own
  /// times tell whether it has these names still.
  func isUnchanged(logs: Int32, operations: any FileOperations) -> Bool {
    let folder = JournalPath.folders(.live, date: date).joined(separator: "/")
    func isSame(_ name: String, print: FilePrint) -> Bool {
      // What is gone or cannot be looked at is a change. A print has the inode, wherever a name leads.
      (try? operations.status(of: name, in: logs).print) == print
    }
    guard isSame(folder, print: prints[0]) else { return false }
    for (index, name) in names.enumerated() {
      guard isSame("\(folder)/\(name)", print: prints[index + 1]) else { return false }
    }
    return true
  }

  /// Writes it into a derived file.
  func write(to writer: inout PlainWriter) {
    writer.number(Int64(date.dayNumber))
    writer.words(names)
    writer.align()
    writer.array(prints)
  }

  /// The next print of a derived file, of the names that `isWanted` picks by their bytes; nil when there is
  /// none.
  init?(
    from reader: inout PlainReader, where isWanted: (UnsafeRawBufferPointer) -> Bool = { _ in true }
  ) {
    var count = 0
    guard let day = reader.number(),
      let names = reader.words(where: { name in
        count += 1
        return isWanted(name)
      })
    else { return nil }
    reader.align()
    guard let prints: [FilePrint] = reader.array(), prints.count == count + 1 else { return nil }
    date = CivilDate(dayNumber: Int(day))
    self.names = names.map(\.word)
    self.prints = [prints[0]] + names.map { prints[$0.place + 1] }
  }
}

/// The open folder of one day with the journal files in it.
struct DayFolder: ~Copyable {
  /// The folder's descriptor; -1 when there is no such folder.
  let descriptor: Int32
  /// The names that may be journals, sorted.
  let names: [String]
  private let room: JournalRoom
  private let date: CivilDate
  private let operations: any FileOperations
  /// The journals, by seat and segment.
  var paths: [JournalPath] {
    names.compactMap { path($0) }.sorted()
  }
  /// Those that go on from another of the same day.
  var laterSegments: [JournalPath] {
    let ending = ".jsonl".utf8.count
    return names.filter { $0.utf8.dropLast(ending).contains(UInt8(ascii: ".")) }.compactMap { path($0) }
  }
  /// The journal of this name; nil when it is no journal's.
  func path(_ name: String) -> JournalPath? { JournalPath(room: room, date: date, name: name) }
  /// Why the folder could not be read; nil when it could, or is not there.
  let fault: String?

  /// Opens the folder of `date` below the logs folder.
  ///
  /// No symbolic link is followed below it.
  init(
    logs: Int32, room: JournalRoom, date: CivilDate, operations: any FileOperations = SystemFileOperations()
  ) {
    (self.room, self.date, self.operations) = (room, date, operations)
    var (folder, names, fault): (Int32, [String], String?) = (-1, [], nil)
    do throws(SystemFault) {
      folder = try operations.openFolder(JournalPath.folders(room, date: date), in: logs)
      names = try operations.names(in: folder).filter { $0.hasSuffix(".jsonl") }.sorted()
    } catch {
      fault = error.code == ENOENT ? nil : "unreadable"
    }
    (descriptor, self.names, self.fault) = (folder, names, fault)
  }

  deinit { if descriptor >= 0 { operations.close(descriptor) } }

  /// What tells whether anything has changed in the folder; nil when it cannot be had.
  func print() -> FolderPrint? {
    FolderPrint(of: descriptor, date: date, names: names, operations: operations)
  }
}

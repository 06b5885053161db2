import CallJournal
import CallModel
import Files
import Glibc
import PlainText

/// Which calls the journals tell of days after their own, and in which files.
///
/// A call stands in the files of its own day and, over midnight, of the next; what is written of it later
/// stands among the lines of other calls, in any file since. So that it is found without reading all of them,
/// a derived file a month names the calls of each journal that are of earlier days. It holds nothing else and
/// is used only while the files asked for are exactly as they were; what it does not cover is read.
package struct LaterCalls: Sendable {
  /// From how many days after its own on a call's lines are looked for here.
  package static let window = 2

  /// A journal with the calls of earlier days that its lines are about.
  package struct File: Sendable {
    /// The journal.
    package let path: JournalPath
    /// The calls, sorted.
    package let calls: [CallIdentifier]
  }

  private static let layout = DerivedFile.Layout("later-calls", version: 1)

  private let logs: String
  private let room: JournalRoom
  private let reader: JournalReader
  private let operations: any FileOperations = SystemFileOperations()

  /// What is told below the logs folder at `logs`.
  package init(logs: String, room: JournalRoom) {
    self.logs = logs
    self.room = room
    reader = JournalReader(logs: logs)
  }

  /// The files that tell of calls that `isWanted` picks, and what could not be looked through.
  ///
  /// Only the folders from `first` on, and in them the files whose names begin with one of `beginnings`, or
  /// all. With `making` derived files are made of what has none: then all files of a month are read.
  ///
  /// Every segment of a file is given beside one that tells of a wanted call: it may say what is repeated.
  package func files(
    from first: CivilDate, making: Bool, named beginnings: [String]? = nil,
    where isWanted: @escaping @Sendable (CallIdentifier) -> Bool
  ) -> (files: [File], faults: [JournalFault]) {
    files(Search(first: first, isMaking: making && room == .live, beginnings: beginnings, isWanted: isWanted))
  }

  /// The files that tell of one call, of those whose names begin with one of `beginnings`; nothing is made.
  package func files(
    from first: CivilDate, of call: CallIdentifier, named beginnings: [String]
  ) -> (files: [File], faults: [JournalFault]) {
    files(
      Search(
        first: first, isMaking: false, beginnings: beginnings, only: (call, Array(call.description.utf8))
      ) { $0 == call })
  }

  private func files(_ search: Search) -> (files: [File], faults: [JournalFault]) {
    let operations = SystemFileOperations()
    let folder: Int32
    do throws(SystemFault) {
      folder = try operations.openFolder(path: logs)
    } catch {
      return ([], error.code == ENOENT ? [] : [JournalFault(file: ".", line: nil, kind: .unreadable(error))])
    }
    defer { operations.close(folder) }
    let list = FolderList(logs: folder, room: room, from: search.first, until: nil)
    let months = list.months
    let parts = Parallel.map(months.count) { index in
      month(months[index].first, folders: months[index].folders, logs: folder, search: search)
    }
    return (parts.flatMap(\.files), list.journalFaults + parts.flatMap(\.faults))
  }

  private struct Search: Sendable {
    let first: CivilDate
    let isMaking: Bool
    let beginnings: [String]?
    /// The only call wanted, and its number's bytes.
    var only: (call: CallIdentifier, bytes: [UInt8])?
    let isWanted: @Sendable (CallIdentifier) -> Bool

    func isLookedAt(_ name: String) -> Bool { beginnings?.contains { name.hasPrefix($0) } ?? true }

    /// Whether a name of a derived file, in bytes, is looked at; all are when one is to be made.
    func isRead(_ name: UnsafeRawBufferPointer) -> Bool {
      isMaking || (beginnings?.contains { name.starts(with: $0.utf8) } ?? true)
    }

    /// The files of a day that tell of wanted calls.
    func wanted(in files: [File]) -> [File] {
      let looked = files.filter { isLookedAt($0.path.name) }
        .map { File(path: $0.path, calls: $0.calls.filter(isWanted)) }
      let seats = Set(looked.lazy.filter { !$0.calls.isEmpty }.map(\.path.seat))
      return seats.isEmpty ? [] : looked.filter { seats.contains($0.path.seat) }
    }
  }

  /// One folder's files as the derived file has them.
  private struct Day: Sendable {
    let print: FolderPrint
    /// Those that tell of earlier calls, and all later segments.
    let files: [File]
  }

  private struct Part: Sendable {
    var files: [File] = []
    var faults: [JournalFault] = []
  }

  private func month(
    _ month: CivilDate, folders: [CivilDate], logs: Int32, search: Search
  ) -> Part {
    var part = Part()
    var kept = room == .live ? read(month, folders: folders, logs: logs, search: search) : []
    let known = kept.count
    for day in kept where day.print.date >= search.first { part.files += search.wanted(in: day.files) }
    let buffer = FileBuffer()
    var isRun = search.isMaking
    for date in folders.dropFirst(known) where search.isMaking || date >= search.first {
      let (files, faults, print) = scan(date, logs: logs, buffer: buffer, search: search)
      if date >= search.first {
        part.files += search.wanted(in: files)
        part.faults += faults
      }
      isRun = isRun && print != nil && faults.isEmpty
      if isRun, let print { kept.append(Day(print: print, files: files)) }
    }
    if kept.count > known { write(kept, month: month) }
    return part
  }

  // MARK: Journals

  private func scan(
    _ date: CivilDate, logs: Int32, buffer: FileBuffer, search: Search
  ) -> (files: [File], faults: [JournalFault], print: FolderPrint?) {
    let folder = DayFolder(logs: logs, room: room, date: date)
    guard folder.descriptor >= 0 else { return ([], reader.files(room, on: date).faults, nil) }
    let before = search.isMaking ? folder.print() : nil
    var (files, faults): ([File], [JournalFault]) = ([], [])
    for path in folder.paths where search.isMaking || search.isLookedAt(path.name) {
      do throws(SystemFault) {
        try buffer.fill(from: RegularFile(path.name, in: folder.descriptor))
      } catch {
        faults.append(JournalFault(file: path.description, line: nil, kind: .unreadable(error)))
        continue
      }
      let bytes = UnsafeRawBufferPointer(start: buffer.start, count: buffer.count)
      let calls = Self.calls(in: bytes, until: date.adding(days: -Self.window))
      if !calls.isEmpty || path.segment > 1 { files.append(File(path: path, calls: calls)) }
      if path.segment > 1 { Self.addFirstSegments(of: path, among: folder.paths, to: &files) }
    }
    files.sort { $0.path < $1.path }
    return (files, faults, before?.settled(until: folder.print()))
  }

  /// The earlier segments belong to a later one even where they tell of no earlier call.
  private static func addFirstSegments(
    of path: JournalPath, among paths: [JournalPath], to files: inout [File]
  ) {
    for other in paths where other.seat == path.seat && other.segment < path.segment {
      if !files.contains(where: { $0.path == other }) { files.append(File(path: other, calls: [])) }
    }
  }

  private static let key = Array("\"call\":\"".utf8)
  private static let behind: StaticString = "\",\"ev\":\""

  /// The calls up to the day `last` that lines of a file begin with, whether or not a line is sound: whoever
  /// picks the lines of a call out of it tells that.
  static func calls(in bytes: UnsafeRawBufferPointer, until last: CivilDate) -> [CallIdentifier] {
    var calls: Set<CallIdentifier> = []
    let limit = Array(last.compact.utf8)
    var place = 0
    while let hit = bytes.position(of: key, from: place) {
      place = hit + key.count
      guard bytes.count - place > 24 else { break }
      let day = UnsafeRawBufferPointer(rebasing: bytes[place..<(place + 8)])
      guard !limit.lexicographicallyPrecedes(day) else { continue }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place..<min(bytes.count, place + 64)])
      guard let quote = rest.firstIndex(of: UInt8(ascii: "\"")), rest.count - quote > 8,
        UnsafeRawBufferPointer(rebasing: rest[quote..<(quote + 8)]).isText(behind),
        // What is no call's number is about none.
        let call = CallIdentifier(ifValid: String(decoding: rest[..<quote], as: UTF8.self))
      else { continue }
      calls.insert(call)
    }
    return calls.sorted()
  }

  // MARK: The derived file

  private func file(_ month: CivilDate) -> DerivedFile {
    let name = "\(month.description.prefix(7)).later"
    return DerivedFile(logs: logs, name: name, layout: Self.layout, operations: operations)
  }

  /// The days that are kept of a month, from its first folder on, up to the first one that is not as it was.
  private func read(
    _ month: CivilDate, folders: [CivilDate], logs: Int32, search: Search
  ) -> [Day] {
    guard let contents = file(month).open(), contents.count == 1, let bytes = contents.section(0) else {
      return []
    }
    return bytes.withUnsafeBytes { bytes in
      var reader = PlainReader(bytes)
      var days: [Day] = []
      for date in folders {
        guard let day = day(&reader, date: date, search: search) else { break }
        // What is before the days asked for is of no interest unless the file is written again.
        let isNeeded = search.isMaking || date >= search.first
        guard !isNeeded || day.print.isUnchanged(logs: logs, operations: operations) else { break }
        days.append(day)
      }
      return days
    }
  }

  /// The next day; without `isMaking` only what is looked at of it.
  private func day(_ reader: inout PlainReader, date: CivilDate, search: Search) -> Day? {
    var count = 0
    guard let print = FolderPrint(from: &reader, where: search.isRead), print.date == date,
      let names = reader.words(where: { name in
        count += 1
        return search.isRead(name)
      })
    else { return nil }
    guard let calls = calls(&reader, places: names.map(\.place), of: count, search: search) else {
      return nil
    }
    reader.align()
    // Of one call most days tell nothing; then it does not matter what their files are called.
    if search.only != nil, calls.allSatisfy(\.isEmpty) { return Day(print: print, files: []) }
    var files: [File] = []
    for (name, calls) in zip(names, calls) {
      guard let path = JournalPath(room: room, date: date, name: name.word) else { return nil }
      files.append(File(path: path, calls: calls))
    }
    return Day(print: print, files: files)
  }

  /// The calls of each of the files at `places` among `count`.
  private func calls(
    _ reader: inout PlainReader, places: [Int], of count: Int, search: Search
  ) -> [[CallIdentifier]]? {
    var all: [[CallIdentifier]] = []
    var wanted = places[...]
    for place in 0..<count {
      guard let calls = calls(&reader, search: search) else { return nil }
      if wanted.first == place {
        all.append(calls)
        wanted.removeFirst()
      }
    }
    return all
  }

  private func calls(_ reader: inout PlainReader, search: Search) -> [CallIdentifier]? {
    if let only = search.only { return reader.words(have: only.bytes).map { $0 ? [only.call] : [] } }
    guard let words = reader.words() else { return nil }
    // A word that is no call's number was not written by this program.
    let calls = words.compactMap { CallIdentifier(ifValid: $0) }
    return calls.count == words.count ? calls : nil
  }

  /// That it cannot be kept is no fault: the files are read again.
  private func write(_ days: [Day], month: CivilDate) {
    var writer = PlainWriter()
    for day in days {
      day.print.write(to: &writer)
      writer.words(day.files.map(\.path.name))
      for file in day.files { writer.words(file.calls.map(\.description)) }
      writer.align()
    }
    file(month).write([writer.bytes])
  }
}

import CallModel
import Files

/// What `MatterLedger` remembers between two runs.
///
/// It may be deleted at any time; nothing in it is not in the journals.
///
/// It has three parts: what every look needs, the days that do not grow any more, and what only those need
/// who ask for more than complaints. The last two are read when somebody needs them, so that an ordinary look
/// does not depend on the number of days on record.
struct MatterCache: Hashable, Sendable {
  /// How far a file that may still grow was read.
  struct FilePlace: Hashable, Sendable {
    /// The file as it was then.
    var print: FilePrint
    /// Where the next line begins.
    var offset: Int64
    /// The digest of the last line read; what the next line must be linked to.
    var head: LineDigest
  }

  /// Files that may still grow.
  var files: [JournalPath: FilePlace] = [:]
  /// The last day that does not grow any more; so does no day before it but the late ones.
  var closedUntil: CivilDate?
  /// Days before it that could not be closed, because a file of theirs could not be read.
  var late: Set<CivilDate> = []
  /// Folders whose entries are years and months, by path: a new one shows in them.
  var folders: [String: FilePrint] = [:]
  /// When every file was looked at last.
  var checkedAt: WallInstant?
  /// Lines that should have been facts and could not be decoded.
  var faults = 0
  var complaints: [StoredFact] = []
  var closed = Part()
  /// The lines of the facts that are about more than complaints.
  var rest = Part()

  /// A part of the file that is read only when it is needed.
  struct Part: Hashable, Sendable {
    private let written: [UInt8]
    private let contents: DerivedContents?
    private let section: Int

    /// Lines written now.
    init(_ bytes: [UInt8] = []) {
      (written, contents, section) = (bytes, nil, 0)
    }

    /// Lines that stand in a section of a derived file.
    fileprivate init(_ contents: DerivedContents, section: Int) {
      (written, self.contents, self.section) = ([], contents, section)
    }

    /// Its lines as they stand; nil when they are not those that were written.
    var bytes: [UInt8]? { contents.map { $0.section(section) } ?? written }

    static func == (left: Part, right: Part) -> Bool { left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }

  init() {}

  // MARK: The parts

  /// The days of the second part, each with a digest over the prints of its files; nil when it is not whole.
  var closedDays: [CivilDate: LineDigest]? {
    guard let bytes = closed.bytes else { return nil }
    var days: [CivilDate: LineDigest] = [:]
    for line in bytes.split(separator: 0x0A) {
      let fields = CacheFields(line)
      guard fields.count == 2, let day = fields.date(0), let files = fields.digest(1) else { return nil }
      days[day] = files
    }
    return days
  }

  mutating func setClosedDays(_ days: [CivilDate: LineDigest]) {
    let lines = days.sorted { $0.key < $1.key }.map { day, files in "\(day)\t\(files)\n" }
    closed = Part(Array(lines.joined().utf8))
  }

  /// The facts of the third part, each with its group.
  var restFacts: [(group: StoredFact.Group, fact: StoredFact)] {
    (rest.bytes ?? []).split(separator: 0x0A).compactMap { line in
      guard line.count > 2, let first = line.first, let group = StoredFact.Group(rawValue: first),
        let fact = StoredFact(cached: line.dropFirst(2))
      else { return nil }
      return (group, fact)
    }
  }
}

// MARK: Bytes

extension MatterCache {
  private static let layout = DerivedFile.Layout("matters", version: 8)

  /// The file that keeps it.
  static func file(logs: String) -> DerivedFile { DerivedFile(logs: logs, name: "matters", layout: layout) }

  /// What a derived file keeps of it: what every look needs, the days that do not grow, the rest; nil when a
  /// part that was not looked at turns out to be damaged.
  var sections: [[UInt8]]? {
    guard let closed = closed.bytes, let rest = rest.bytes else { return nil }
    return [head, closed, rest]
  }

  private var head: [UInt8] {
    var lines: [String] = []
    for (path, place) in files.sorted(by: { $0.key < $1.key }) {
      lines.append("F\t\(path)\t\(place.print.text)\t\(place.offset)\t\(place.head)\n")
    }
    if let closedUntil { lines.append("B\t\(closedUntil)\n") }
    for day in late.sorted() { lines.append("L\t\(day)\n") }
    for (path, print) in folders.sorted(by: { $0.key < $1.key }) {
      lines.append("T\t\(path)\t\(print.text)\n")
    }
    if let checkedAt { lines.append("A\t\(checkedAt.milliseconds)\n") }
    lines.append("X\t\(faults)\n")
    return Array(lines.joined().utf8) + complaints.flatMap { $0.line(.complaint) }
  }

  /// The cache in a derived file; nil when what every look needs is not whole: then everything is read again.
  init?(_ contents: DerivedContents) {
    guard contents.count == 3, let head = contents.section(0) else { return nil }
    closed = Part(contents, section: 1)
    rest = Part(contents, section: 2)
    for line in head.split(separator: 0x0A) { guard take(line) else { return nil } }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count > 2, let mark = line.first else { return false }
    if mark == StoredFact.Group.complaint.rawValue {
      guard let fact = StoredFact(cached: line.dropFirst(2)) else { return false }
      complaints.append(fact)
      return true
    }
    let fields = CacheFields(line.dropFirst(2))
    switch mark {
    case UInt8(ascii: "F"): return takeFile(fields)
    case UInt8(ascii: "B"):
      closedUntil = fields.date(0)
      return closedUntil != nil
    case UInt8(ascii: "L"):
      guard let day = fields.date(0) else { return false }
      return late.insert(day).inserted
    case UInt8(ascii: "T"):
      folders[fields.text(0)] = fields.print(1)
      return fields.count == 6 && fields.print(1) != nil
    case UInt8(ascii: "A"):
      checkedAt = fields.number(0).map { WallInstant(milliseconds: $0) }
      return checkedAt != nil
    case UInt8(ascii: "X"):
      faults = Int(fields.number(0) ?? 0)
      return true
    default: return false
    }
  }

  private mutating func takeFile(_ fields: CacheFields) -> Bool {
    guard fields.count == 8, let path = JournalPath(fields.text(0)), let print = fields.print(1),
      let offset = fields.number(6), let head = fields.digest(7)
    else { return false }
    files[path] = FilePlace(print: print, offset: offset, head: head)
    return true
  }
}

/// One line of a cache, taken apart at its tabs.
struct CacheFields {
  private let fields: [ArraySlice<UInt8>]

  init(_ line: ArraySlice<UInt8>) {
    fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  var count: Int { fields.count }

  func text(_ index: Int) -> String {
    fields.indices.contains(index) ? String(decoding: fields[index], as: UTF8.self) : ""
  }

  /// A decimal number; nil when there is none, or one that does not fit.
  func number(_ index: Int) -> Int64? {
    guard fields.indices.contains(index) else { return nil }
    let isNegative = fields[index].first == UInt8(ascii: "-")
    let digits = isNegative ? fields[index].dropFirst() : fields[index]
    guard !digits.isEmpty, digits.count <= 18 || !isNegative && digits.count == 19 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.addingReportingOverflow(Int64(digit - 0x30))
      if isTooMuch || isOver { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  func digest(_ index: Int) -> LineDigest? {
    guard fields.indices.contains(index) else { return nil }
    return fields[index].withUnsafeBytes { LineDigest(hexadecimal: $0) }
  }

  func date(_ index: Int) -> CivilDate? { CivilDate(text(index)) }

  /// The print in five fields.
  func print(_ index: Int) -> FilePrint? {
    guard let device = number(index), device >= 0, let inode = number(index + 1), inode >= 0,
      let size = number(index + 2), let modified = number(index + 3), let changed = number(index + 4)
    else { return nil }
    return FilePrint(
      device: UInt64(device), inode: UInt64(inode), size: size, modified: modified, changed: changed)
  }
}

extension FilePrint {
  /// Five numbers between tabs.
  fileprivate var text: String { "\(device)\t\(inode)\t\(size)\t\(modified)\t\(changed)" }
}

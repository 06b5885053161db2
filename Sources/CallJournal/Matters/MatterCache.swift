import CallModel

/// What `MatterLedger` remembers between two runs.
///
/// It may be deleted at any time; nothing in it is not in the journals.
///
/// It has three parts, each with a digest of its own: what every look needs, the days that do not grow any
/// more, and what only those need who ask for more than complaints. The last two are decoded when somebody
/// needs them, so that an ordinary look does not depend on the number of days on record.
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

  /// A part of the file that is decoded only when it is needed.
  struct Part: Hashable, Sendable {
    /// Its lines as they stand.
    private(set) var bytes: [UInt8] = []
    /// What its lines had for a digest when they were written.
    private(set) var digest = LineDigest(of: [])

    init() {}

    /// Lines written now.
    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      digest = LineDigest(of: bytes)
    }

    /// Lines found in a file.
    fileprivate init(_ bytes: [UInt8], writtenAs digest: LineDigest) {
      self.bytes = bytes
      self.digest = digest
    }

    /// Whether the lines are those that were written.
    var isWhole: Bool { LineDigest(of: bytes) == digest }
  }

  init() {}

  // MARK: The parts

  /// The days of the second part, each with a digest over the prints of its files; nil when it is not whole.
  var closedDays: [CivilDate: LineDigest]? {
    guard closed.isWhole else { return nil }
    var days: [CivilDate: LineDigest] = [:]
    for line in closed.bytes.split(separator: 0x0A) {
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
    rest.bytes.split(separator: 0x0A).compactMap { line in
      guard line.count > 2, let first = line.first, let group = StoredFact.Group(rawValue: first),
        let fact = StoredFact(cached: line.dropFirst(2))
      else { return nil }
      return (group, fact)
    }
  }
}

// MARK: Bytes

extension MatterCache {
  private static let word = "call110-matters 2"

  /// The file's bytes.
  var bytes: [UInt8] {
    let head = self.head
    let sizes = [head.count, closed.bytes.count, rest.bytes.count].map(String.init)
    let digests = [LineDigest(of: head), closed.digest, rest.digest].map(\.description)
    let title = ([Self.word] + sizes + digests).joined(separator: "\t") + "\n"
    return Array(title.utf8) + head + closed.bytes + rest.bytes
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

  /// The cache in a file's bytes; nil when they are not whole: then everything is read again.
  ///
  /// Of the third part that is found out only with `withRest`, of the second when it is decoded.
  init?(bytes: [UInt8], withRest: Bool) {
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let title = CacheFields(bytes[..<end])
    guard title.count == 7, title.text(0) == Self.word else { return nil }
    let sizes = (1...3).compactMap { title.number($0) }.filter { $0 >= 0 && $0 <= bytes.count }.map {
      Int($0)
    }
    let digests = (4...6).compactMap { title.digest($0) }
    guard sizes.count == 3, digests.count == 3, bytes.count - end - 1 == sizes.reduce(0, +) else {
      return nil
    }
    var start = end + 1
    let parts = sizes.map { size in
      defer { start += size }
      return Array(bytes[start..<(start + size)])
    }
    guard LineDigest(of: parts[0]) == digests[0] else { return nil }
    closed = Part(parts[1], writtenAs: digests[1])
    rest = Part(parts[2], writtenAs: digests[2])
    if withRest, !rest.isWhole { return nil }
    for line in parts[0].split(separator: 0x0A) { guard take(line) else { return nil } }
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
      return fields.count == 5 && fields.print(1) != nil
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
    guard fields.count == 7, let path = JournalPath(fields.text(0)), let print = fields.print(1),
      let offset = fields.number(5), let head = fields.digest(6)
    else { return false }
    files[path] = FilePlace(print: print, offset: offset, head: head)
    return true
  }
}

/// Where a user's cache of open matters stands: `cache/matters-UID` below the logs folder.
struct MatterCacheFile: Sendable {
  private let file: PrivateCacheFile

  init(logs: String) {
    file = PrivateCacheFile(logs: logs, name: "matters")
  }

  /// What stands there; nil when there is none, or none that is whole.
  func read(withRest: Bool) -> MatterCache? {
    file.read().flatMap { MatterCache(bytes: $0, withRest: withRest) }
  }

  /// Puts a cache there, whole or not at all.
  func write(_ cache: MatterCache) { file.write(cache.bytes) }
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

  /// The print in four fields.
  func print(_ index: Int) -> FilePrint? {
    guard let inode = number(index), inode >= 0, let size = number(index + 1),
      let modified = number(index + 2), let changed = number(index + 3)
    else { return nil }
    return FilePrint(inode: UInt64(inode), size: size, modified: modified, changed: changed)
  }
}

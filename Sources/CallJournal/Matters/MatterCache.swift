import CallModel
import PlainText

/// What `MatterLedger` remembers between two runs.
///
/// It may be deleted at any time; nothing in it is not in the journals.
///
/// The first part is read always, the second only by those who ask for more than complaints.
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

  /// A day whose files do not grow any more.
  struct ClosedDay: Hashable, Sendable {
    /// Its folder as it was then.
    var folder: FilePrint
    /// A digest over the prints of its files.
    var files: LineDigest
  }

  var files: [JournalPath: FilePlace] = [:]
  var days: [CivilDate: ClosedDay] = [:]
  /// Lines that should have been facts and could not be decoded.
  var faults = 0
  var complaints: [StoredFact] = []
  /// The lines of the second part, as they stand there.
  var rest: [UInt8] = []

  // MARK: Bytes

  private static let word = "call110-matters 1"

  /// The file's bytes.
  var bytes: [UInt8] {
    var head: [UInt8] = []
    for (path, place) in files.sorted(by: { $0.key < $1.key }) {
      head += Array("F\t\(path)\t\(place.print.text)\t\(place.offset)\t\(place.head)\n".utf8)
    }
    for (day, closed) in days.sorted(by: { $0.key < $1.key }) {
      head += Array("D\t\(day)\t\(closed.folder.text)\t\(closed.files)\n".utf8)
    }
    head += Array("X\t\(faults)\n".utf8)
    for fact in complaints { head += fact.line(.complaint) }
    let title =
      "\(Self.word)\t\(head.count)\t\(rest.count)\t\(LineDigest(of: head))\t\(LineDigest(of: rest))\n"
    return Array(title.utf8) + head + rest
  }

  init() {}

  /// The cache in a file's bytes; nil when they are not whole: then everything is read again.
  init?(bytes: [UInt8], withRest: Bool) {
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let title = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\t").map(String.init)
    guard title.count == 5, title[0] == Self.word, let headCount = Int(title[1]),
      let restCount = Int(title[2]),
      headCount >= 0, restCount >= 0, bytes.count - end - 1 == headCount + restCount
    else { return nil }
    let head = bytes[(end + 1)..<(end + 1 + headCount)]
    guard LineDigest(of: Array(head)).description == title[3] else { return nil }
    rest = Array(bytes[(end + 1 + headCount)...])
    if withRest, LineDigest(of: rest).description != title[4] { return nil }
    for line in head.split(separator: 0x0A) { guard take(line) else { return nil } }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count > 2 else { return false }
    if line.first == StoredFact.Group.complaint.rawValue {
      guard let fact = StoredFact(cached: line.dropFirst(2)) else { return false }
      complaints.append(fact)
      return true
    }
    let fields = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
    switch fields[0] {
    case "X" where fields.count == 2:
      faults = Int(fields[1]) ?? 0
      return true
    case "F" where fields.count == 8: return takeFile(fields)
    case "D" where fields.count == 7:
      guard let day = CivilDate(fields[1]), let folder = FilePrint(fields[2..<6]),
        let files = LineDigest(fields[6])
      else { return false }
      days[day] = ClosedDay(folder: folder, files: files)
      return true
    default: return false
    }
  }

  private mutating func takeFile(_ fields: [String]) -> Bool {
    guard let path = JournalPath(fields[1]), let print = FilePrint(fields[2..<6]),
      let offset = Int64(fields[6]),
      let head = LineDigest(fields[7])
    else { return false }
    files[path] = FilePlace(print: print, offset: offset, head: head)
    return true
  }

  /// The facts of the second part, each with its group.
  var restFacts: [(group: StoredFact.Group, fact: StoredFact)] {
    rest.split(separator: 0x0A).compactMap { line in
      guard line.count > 2, let first = line.first, let group = StoredFact.Group(rawValue: first),
        let fact = StoredFact(cached: line.dropFirst(2))
      else { return nil }
      return (group, fact)
    }
  }
}

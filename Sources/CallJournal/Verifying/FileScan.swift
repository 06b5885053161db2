import CallModel
import Files
import PlainText

/// Everything a verification needs to know of one file after reading it once.
struct FileScan: Sendable {
  let path: JournalPath
  /// The digest of every complete line, in order.
  var digests: [LineDigest] = []
  /// Where every complete line ends.
  var ends: [Int64] = []
  /// What the first line is linked to.
  var link: LineDigest?
  /// What the first line says, when it is a `segment` line.
  var start: SegmentStart?
  /// The checkpoints of other files found in it, with the line.
  var checkpoints: [(line: Int64, point: WitnessReader.Point)] = []
  /// The files that checkpoints name, each once.
  var witnessedFiles: [JournalPath] = []
  /// The unfinished end, when there is one.
  var torn: TornEnd?
  /// Unfinished ends of other files that lines in it name.
  var named: Set<TornEnd> = []
  /// Whom the file belongs to.
  var owner: UInt32?
  /// The first account that lines say wrote them and that the file does not belong to, with the line.
  var otherWriter: (account: Int64, line: Int64)?
  /// Whether lines say which account wrote them, as those of version 2 do.
  var saysWriter = false
  /// Where calls begin and end, with the line.
  var edges: [(edge: CallEdge, line: Int64)] = []
  var findings: [VerifyFinding] = []
  var bytes: Int64 = 0
  /// The wall time of the first line, as `LineEnvelope.instantDigits`; 0 without a line.
  var firstInstant: Int64 = 0
  /// The wall time of the last line that was not written later than it happened.
  var lastInstant: Int64 = 0
  /// Whether the first and the last drill in it ran on a clock that only their scripts moved: such a clock
  /// says nothing about the machine's.
  var startsScripted = false
  var endsScripted = false
  /// Whether every line has the fixed form; links between good lines are judged apart.
  var isReadable = true

  init(path: JournalPath) {
    self.path = path
  }

  var lines: Int64 { Int64(digests.count) }

  /// The digest of line `number`; of line 0 it is what the first line is linked to.
  func digest(ofLine number: Int64) -> LineDigest? {
    if number == 0 { return link ?? LineDigest.none }
    guard number > 0, number <= lines else { return nil }
    return digests[Int(number - 1)]
  }

  /// Where line `number` ends.
  func end(ofLine number: Int64) -> Int64? {
    if number == 0 { return 0 }
    guard number > 0, number <= lines else { return nil }
    return ends[Int(number - 1)]
  }

  /// Makes room, once, for as many lines as a file of `size` bytes has when all are as long as these.
  mutating func reserve(_ lines: [RawLine], of size: Int64) {
    guard digests.isEmpty, let last = lines.last, last.end > 0 else { return }
    let lines = min(size, last.end + (1 << 20) * 64) * Int64(lines.count) / last.end + 8
    digests.reserveCapacity(Int(lines))
    ends.reserveCapacity(Int(lines))
  }

  /// The same for who compares other files with it.
  var withoutCheckpoints: FileScan {
    var scan = self
    (scan.checkpoints, scan.witnessedFiles) = ([], [])
    return scan
  }

  mutating func add(_ kind: VerifyFinding.Kind, line: Int64?) {
    findings.append(VerifyFinding(file: path.description, line: line, kind: kind))
  }

  /// By how many milliseconds `now` lies before `before`, both as 17 digits.
  static func back(from before: Int64, to now: Int64) -> Int64 { milliseconds(before) - milliseconds(now) }

  private static func milliseconds(_ digits: Int64) -> Int64 {
    let (day, clock) = digits.quotientAndRemainder(dividingBy: 1_000_000_000)
    let (hours, minutes) = (clock / 10_000_000, clock / 100_000 % 100)
    let ofDay = (hours * 60 + minutes) * 60_000 + clock % 100_000
    let year = Int(day / 10_000)
    let date = CivilDate(year: year, month: Int(day / 100 % 100), day: Int(day % 100))
    return date.map { WallInstant(date: $0, millisecondOfDay: ofDay).milliseconds } ?? 0
  }
}

/// An unfinished end of a file, by its place and its bytes.
struct TornEnd: Hashable, Sendable {
  let path: JournalPath
  let offset: Int64
  let bytes: Int64
  let digest: LineDigest
  /// The line it would have been; 0 where only another file tells of it.
  private let line: Int64

  /// One met in a file.
  init(path: JournalPath, line: Int64, offset: Int64, bytes: Int64, digest: LineDigest) {
    (self.path, self.line, self.offset, self.bytes, self.digest) = (path, line, offset, bytes, digest)
  }

  /// One that the payload of a `recovered` line names.
  init?(_ payload: JSONValue) {
    guard let path = payload["file"]?.string.flatMap({ JournalPath($0) }),
      let offset = payload["offset"]?.integer, let bytes = payload["bytes"]?.integer,
      let digest = payload["sha256"]?.string.flatMap({ LineDigest($0) })
    else { return nil }
    self.init(path: path, line: 0, offset: offset, bytes: bytes, digest: digest)
  }

  /// One that was set aside.
  init(_ tail: RecoveredTail) {
    self.init(path: tail.path, line: 0, offset: tail.offset, bytes: tail.bytes, digest: tail.digest)
  }

  /// What is told of one that no line names.
  var finding: VerifyFinding {
    VerifyFinding(
      file: path.description, line: line, kind: .fault(.torn(offset: offset, bytes: bytes)))
  }

  static func == (left: TornEnd, right: TornEnd) -> Bool {
    (left.path, left.offset, left.bytes, left.digest) == (right.path, right.offset, right.bytes, right.digest)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(offset)
  }
}

/// The beginning or the end of a call: there is one of each.
struct CallEdge: Sendable {
  /// What there is once.
  enum Event: UInt8, Sendable {
    case ring
    /// A ring told by the telephone system, which may come behind the one told by key.
    case measuredRing
    /// Behind the answer the telephone system says that the call is one of its own, of a number it does not
    /// know or of this one.
    case unnumberedRing, lateRing
    /// Behind the answer: the telephone system's call was another caller's, only the key tells of this one.
    case disownedRing
    case end
    /// The end before it is none any more.
    case reopening
  }

  /// What is told anew behind an event of this kind: whose call it is may be told and taken back in turn.
  var reopens: [Event] {
    switch event {
    case .reopening: [.end]
    case .disownedRing: [.unnumberedRing, .lateRing]
    case .unnumberedRing, .lateRing: [.disownedRing]
    case .ring, .measuredRing, .end: []
    }
  }

  /// What stands for the call's number: 64 bits tell a hundred million calls apart.
  let call: UInt64
  let event: Event

  /// 64 bits for both.
  var key: UInt64 {
    var name = Name(call)
    name.add(event.rawValue)
    return name.value
  }

  /// Makes 64 bits of a call's number (FNV-1a).
  struct Name {
    private(set) var value: UInt64

    /// That of no bytes, or one to go on with.
    init(_ value: UInt64 = 0xcbf2_9ce4_8422_2325) { self.value = value }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}

import CallModel

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
  var checkpoints: [(line: Int64, point: ChainPoint)] = []
  /// The unfinished end, when there is one.
  var torn: VerifyFinding?
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

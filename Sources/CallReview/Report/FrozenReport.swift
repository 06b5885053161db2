import CallModel
import Catalogue
import PlainText

/// An issued report as it was issued: its figures, who froze it and when, and how far each journal reached
/// that it was read from.
public struct FrozenReport: Hashable, Sendable {
  /// One figure.
  public struct Line: Hashable, Sendable {
    /// The heading it stands under.
    public let section: Message
    /// The name for machines, unique in the report.
    public let key: String
    /// The name for people.
    public let label: Message
    /// Its value when the report was frozen.
    public let figure: Figure
  }

  /// Why bytes are no frozen report.
  public enum Fault: Error, Hashable, Sendable {
    /// They are no JSON object of this form; the member that is missing or wrong.
    case malformed(member: String)
    /// They were written by a newer program.
    case version(Int64)
  }

  private static let version: Int64 = 1
  /// More figures than any report has.
  private static let most = 10_000

  /// Whether it is of a day, a month, a year or a range.
  public let period: ReportPeriod.Kind
  /// The first and the last day it is about.
  public let days: ClosedRange<CivilDate>
  /// Up to when lines were known to it.
  public let enteredUntil: WallInstant
  /// When it was frozen.
  public let frozenAt: WallInstant
  /// Who froze it.
  public let frozenBy: OperatorIdentifier
  /// How many places could not be counted.
  public let leftOut: Int
  /// The figures in their order.
  public let lines: [Line]
  /// Where the journals ended, as checkpoints: `call110-checkpoint FILE BYTES LINES DIGITS`.
  public let checkpoints: [String]

  /// What `report` says, to be kept; its moment must name a last line that counts.
  public init(
    _ report: Report, enteredUntil: WallInstant, at moment: WallInstant, by person: OperatorIdentifier,
    checkpoints: [String]
  ) {
    period = report.period.kind
    days = report.period.days
    self.enteredUntil = enteredUntil
    frozenAt = moment
    frozenBy = person
    leftOut = report.fold.leftOut.count
    lines = report.sections.flatMap { section in
      section.rows.map { Line(section: section.title, key: $0.key, label: $0.label, figure: $0.figure) }
    }
    self.checkpoints = checkpoints
  }

  /// As of which moment it was made.
  public var moment: ReportMoment { .at(enteredUntil) }

  // MARK: The form

  /// One JSON object without a line's end.
  public var json: [UInt8] {
    JSONWriter.object { writer in
      writer.member("version", Self.version)
      writer.member("period", period.rawValue)
      writer.member("from", days.lowerBound.description)
      writer.member("to", days.upperBound.description)
      writer.member("entered_until", enteredUntil.description)
      writer.member("frozen_at", frozenAt.description)
      writer.member("frozen_by", frozenBy.description)
      writer.member("left_out", leftOut)
      writer.array("figures") { list in
        for line in lines {
          list.object { object in
            object.member("section", line.section.chinese)
            object.member("section_english", line.section.english)
            object.member("key", line.key)
            object.member("name", line.label.chinese)
            object.member("name_english", line.label.english)
            Self.write(line.figure, to: &object)
          }
        }
      }
      writer.array("checkpoints") { list in for checkpoint in checkpoints { list.value(checkpoint) } }
    }
  }

  private static func write(_ figure: Figure, to writer: inout JSONWriter) {
    writer.member("unit", figure.unit)
    switch figure {
    case .count(let count): writer.member("value", count)
    case .share(let part, let whole):
      writer.member("part", part)
      writer.member("whole", whole)
    case .milliseconds(let milliseconds): writer.member("value", milliseconds)
    }
  }

  /// The frozen report in these bytes.
  public init(json: [UInt8]) throws(Fault) {
    // What is no JSON at all lacks every member.
    guard let value = JSONReader.value(json), let version = value["version"]?.integer else {
      throw .malformed(member: "version")
    }
    guard version == Self.version else { throw .version(version) }
    func text(_ member: String) throws(Fault) -> String {
      guard let text = value[member]?.string else { throw .malformed(member: member) }
      return text
    }
    func date(_ member: String) throws(Fault) -> CivilDate {
      guard let date = CivilDate(try text(member)) else { throw .malformed(member: member) }
      return date
    }
    func instant(_ member: String) throws(Fault) -> WallInstant {
      guard let instant = WallInstant(try text(member)) else { throw .malformed(member: member) }
      return instant
    }
    guard let kind = ReportPeriod.Kind(rawValue: try text("period")) else {
      throw .malformed(member: "period")
    }
    let (from, to) = (try date("from"), try date("to"))
    guard from <= to else { throw .malformed(member: "to") }
    (period, days) = (kind, from...to)
    (enteredUntil, frozenAt) = (try instant("entered_until"), try instant("frozen_at"))
    // The fault of an identifier would say less than which member it is.
    guard let person = OperatorIdentifier(ifValid: try text("frozen_by")) else {
      throw .malformed(member: "frozen_by")
    }
    frozenBy = person
    guard let leftOut = value["left_out"]?.integer, (0...Int64(Int32.max)).contains(leftOut) else {
      throw .malformed(member: "left_out")
    }
    self.leftOut = Int(leftOut)
    guard let figures = value["figures"]?.array, figures.count <= Self.most,
      Set(figures.map { $0["key"]?.string }).count == figures.count
    else { throw .malformed(member: "figures") }
    var lines: [Line] = []
    for figure in figures { lines.append(try Self.line(figure)) }
    self.lines = lines
    guard let checkpoints = value["checkpoints"]?.array else { throw .malformed(member: "checkpoints") }
    self.checkpoints = checkpoints.compactMap(\.string)
    guard self.checkpoints.count == checkpoints.count else { throw .malformed(member: "checkpoints") }
  }

  private static func line(_ value: JSONValue) throws(Fault) -> Line {
    func words(_ member: String) throws(Fault) -> String {
      guard let text = value[member]?.string else { throw .malformed(member: member) }
      return SafeText(text, limit: 200).description
    }
    return Line(
      section: Message(try words("section"), try words("section_english")), key: try words("key"),
      label: Message(try words("name"), try words("name_english")), figure: try figure(value))
  }

  private static func figure(_ value: JSONValue) throws(Fault) -> Figure {
    func number(_ member: String) throws(Fault) -> Int {
      guard let number = value[member]?.integer, (0...Int64(1) << 40).contains(number) else {
        throw .malformed(member: member)
      }
      return Int(number)
    }
    switch value["unit"]?.string {
    case "count": return .count(try number("value"))
    case "percent": return .share(try number("part"), of: try number("whole"))
    case "ms": return .milliseconds(value["value"] == nil ? nil : try number("value"))
    default: throw .malformed(member: "unit")
    }
  }
}

/// What was entered about the calls of a period after some moment, by call.
public struct LaterEntries: Hashable, Sendable {
  /// Calls whose closing line was entered only then: typed in from paper, or still going on before.
  public var calls: [String] = []
  /// What was written about calls later.
  public var lates: [LateFact.Kind: [String]] = [:]

  /// Nothing.
  public init() {}

  /// Adds what a day's folder says of calls of these days.
  public mutating func add(_ day: DayFacts, about days: ClosedRange<Int32>) {
    for fact in day.calls where days.contains(fact.day) {
      calls.append(Self.name(fact.day, seat: day.seats.words[Int(fact.seat)], number: fact.number))
    }
    for late in day.lates where days.contains(late.day) {
      guard let kind = LateFact.Kind(rawValue: late.kind) else { continue }
      lates[kind, default: []].append(
        Self.name(late.day, seat: day.seats.words[Int(late.seat)], number: late.number))
    }
  }

  private static func name(_ day: Int32, seat: String, number: UInt32) -> String {
    let digits = String(number)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return SafeText("\(CivilDate(dayNumber: Int(day)).compact)-\(seat)-\(number)").description
  }

  /// Whether there is nothing.
  public var isEmpty: Bool { calls.isEmpty && lates.isEmpty }
}

/// A frozen report beside what the records say now, and what explains the difference.
public struct FrozenComparison: Sendable {
  /// One figure that is not what it was.
  public struct Change: Hashable, Sendable {
    /// The heading, and the figure's names.
    public let section: Message
    /// The name for machines.
    public let key: String
    /// The name for people.
    public let label: Message
    /// As frozen; nil when there was no such figure.
    public let frozen: Figure?
    /// As it is now; nil when there is none.
    public let now: Figure?
  }

  /// The frozen report.
  public let frozen: FrozenReport
  /// The figures that changed, in the order of the report now, then those that are gone.
  public let changes: [Change]
  /// Figures that differ even when nothing entered later is looked at: the records themselves are not what
  /// they were.
  public let unexplained: [Change]
  /// What was entered since.
  public let later: LaterEntries
  /// Journals that do not hold the line any more that ended them then.
  public let brokenFiles: [String]

  /// `now` is the report of the same period today, `then` the same made of the present records as of the
  /// frozen report's moment.
  public init(
    _ frozen: FrozenReport, now: Report, then: Report, later: LaterEntries, brokenFiles: [String]
  ) {
    self.frozen = frozen
    changes = Self.changes(frozen, report: now)
    unexplained = Self.changes(frozen, report: then)
    self.later = later
    self.brokenFiles = brokenFiles
  }

  /// Whether nothing differs.
  public var isSame: Bool { changes.isEmpty && unexplained.isEmpty && brokenFiles.isEmpty }

  private static func changes(_ frozen: FrozenReport, report: Report) -> [Change] {
    var old = Dictionary(frozen.lines.map { ($0.key, $0) }) { first, _ in first }
    var changes: [Change] = []
    for section in report.sections {
      for row in section.rows {
        let was = old.removeValue(forKey: row.key)?.figure
        // A figure that was not told then, and counts nothing, says the same.
        guard was != row.figure, was != nil || row.figure != .count(0) else { continue }
        changes.append(
          Change(section: section.title, key: row.key, label: row.label, frozen: was, now: row.figure))
      }
    }
    for line in frozen.lines where old[line.key] != nil {
      changes.append(
        Change(section: line.section, key: line.key, label: line.label, frozen: line.figure, now: nil))
    }
    return changes
  }
}

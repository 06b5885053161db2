import CallModel
import CallProtocol
import Catalogue
import PlainText

/// A report: every figure of a period beside the period before, and what had to be left out.
public struct Report: Sendable {
  /// What it is about: a kind of period, and its days.
  public let period: ReportPeriod
  /// The moment as of which it was made.
  public let asOf: ReportMoment
  /// The tallies of the period.
  public let fold: ReportFold
  /// The tallies of the period before; nil when nothing is compared.
  public let before: ReportFold?
  /// Names of categories, elements and branches.
  public let document: ProtocolDocument
  /// Whether every line's digest was checked.
  public let isVerified: Bool
  /// Whether it is about calls taken over from other systems.
  public var isImported = false

  /// A report from its parts.
  public init(
    period: ReportPeriod, asOf: ReportMoment, fold: ReportFold, before: ReportFold?,
    document: ProtocolDocument,
    isVerified: Bool
  ) {
    self.period = period
    self.asOf = asOf
    self.fold = fold
    self.before = before
    self.document = document
    self.isVerified = isVerified
  }

  /// What the period before had to leave out, without what is left out of this one too.
  public var leftOutBefore: [LeftOut] {
    let own = Set(fold.leftOut)
    return (before?.leftOut ?? []).filter { !own.contains($0) }
  }

  /// Every figure, in the order shown.
  public var sections: [ReportSection] {
    ReportFigures(now: fold, before: before, table: fold.table, document: document).sections + [categories]
  }

  /// Calls by category, the most frequent first.
  public var categories: ReportSection {
    let rows = fold.categories.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
      ReportSection.Row(
        key: "category.\(code.isEmpty ? "none" : Self.safe(code))", label: categoryName(code),
        figure: .share(count, of: fold.total.calls),
        previous: before.map { .share($0.categories[code] ?? 0, of: $0.total.calls) })
    }
    return ReportSection(key: "categories", title: .reportCategories, note: nil, rows: rows)
  }

  /// What people call a category; its code where the protocol does not know it.
  public func categoryName(_ code: String) -> Message {
    if code.isEmpty { return .reportNoCategory }
    return document.category(code: code)?.name ?? .verbatim(Self.safe(code))
  }

  /// Words of journals (operators, categories) as they may stand in any output.
  private static func safe(_ word: String) -> String { SafeText(word, limit: 64).description }

  /// The heads of the columns of the table of groups.
  public var groupHeads: [Message] {
    [
      .reportGroup(fold.grouping?.rawValue ?? ""), .reportCalls, .reportAnswered,
      .reportWithinMeasured(rings: document.ringLimit.ringsAllowed),
      .reportPercentile(500), .reportPercentile(950),
      .reportWithinReported(rings: document.ringLimit.ringsAllowed), .reportAllAsked,
      .reportPhrasesSaid,
      .reportBreachedCalls,
    ]
  }

  /// The names for machines of the same columns.
  public static let groupKeys = [
    "group", "calls", "answered", "within_measured", "p50_ms", "p95_ms", "within_reported", "all_asked",
    "phrases_said", "breached_calls",
  ]

  /// A line for each group, in the order of their names.
  public var groups: [(name: String, label: Message, figures: [Figure])] {
    fold.groups.sorted { $0.key < $1.key }.map { name, tally in
      (Self.safe(name), groupLabel(name), figures(of: tally))
    }
  }

  private func groupLabel(_ name: String) -> Message {
    switch fold.grouping {
    case .category: categoryName(name)
    case .hour: .verbatim("\(name):00")
    case .operator, .seat, nil: .verbatim(Self.safe(name))
    }
  }

  /// Of a seat or a person also the callers passed on to it count as calls: they rang there.
  private func figures(of tally: Tally) -> [Figure] {
    let (measured, reported) = (tally.answers(.measured), tally.answers(.reported))
    let isPlace = fold.grouping == .seat || fold.grouping == .operator
    let passedOn = isPlace ? (tally.passedOn, tally.passedOnAnswered) : (0, 0)
    return [
      .count(tally.calls + passedOn.0), .count(tally.answered + passedOn.1),
      .share(measured.within, of: measured.all),
      .milliseconds(tally.measuredRing.percentile(500)), .milliseconds(tally.measuredRing.percentile(950)),
      .share(reported.within, of: reported.all), .share(tally.allAsked, of: tally.elementCalls),
      .share(tally.said.reduce(0, +), of: tally.required.reduce(0, +)),
      .share(tally.breachedCalls, of: tally.conversations),
    ]
  }
}

/// The days a report is about, and the days it is compared with.
public struct ReportPeriod: Hashable, Sendable {
  /// The kinds of periods.
  public enum Kind: String, CaseIterable, Sendable {
    /// One day.
    case day
    /// Monday to Sunday.
    case week
    /// A month of the calendar.
    case month
    /// A year of the calendar.
    case year
    /// Any days.
    case range
  }

  /// Which kind.
  public let kind: Kind
  /// The first and the last day, both counted.
  public let days: ClosedRange<CivilDate>
  /// The days compared with: the period of the same kind before; for a range as many days before it.
  public let previous: ClosedRange<CivilDate>

  /// The period of a kind that holds `day`; for a range, the day alone.
  public init(_ kind: Kind, holding day: CivilDate) {
    let first = Self.first(kind, day: day)
    let before = Self.first(kind, day: first.adding(days: -1))
    self.kind = kind
    days = first...Self.last(kind, first: first)
    previous = before...first.adding(days: -1)
  }

  /// Any days.
  public init(_ days: ClosedRange<CivilDate>) {
    kind = .range
    self.days = days
    let count = days.upperBound.dayNumber - days.lowerBound.dayNumber + 1
    previous = days.lowerBound.adding(days: -count)...days.lowerBound.adding(days: -1)
  }

  private static func first(_ kind: Kind, day: CivilDate) -> CivilDate {
    let parts = day.parts
    return switch kind {
    case .day, .range: day
    case .week: day.adding(days: 1 - day.weekday.rawValue)
    case .month: day.adding(days: 1 - parts.day)
    case .year: CivilDate(year: parts.year, month: 1, day: 1) ?? day
    }
  }

  private static func last(_ kind: Kind, first: CivilDate) -> CivilDate {
    let parts = first.parts
    return switch kind {
    case .day, .range: first
    case .week: first.adding(days: 6)
    case .month:
      (CivilDate(year: parts.year + parts.month / 12, month: parts.month % 12 + 1, day: 1)
        ?? first.adding(days: 31)).adding(days: -1)
    case .year:
      (CivilDate(year: parts.year + 1, month: 1, day: 1) ?? first.adding(days: 365)).adding(days: -1)
    }
  }
}

/// A part of a report: figures under a heading, each beside that of the period before.
public struct ReportSection: Hashable, Sendable {
  /// One line.
  public struct Row: Hashable, Sendable {
    /// The name for machines, unique in the report: `answer.measured.within`.
    public let key: String
    /// The name for people.
    public let label: Message
    /// Its value in this period.
    public let figure: Figure
    /// The figure of the period before; nil when nothing is compared.
    public let previous: Figure?
  }

  /// The name for machines.
  public let key: String
  /// The heading.
  public let title: Message
  /// A sentence that says how to read it; nil when nothing needs saying.
  public let note: Message?
  /// The lines.
  public let rows: [Row]
}

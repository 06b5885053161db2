import CallModel
import CallProtocol
import Catalogue
import PlainText

/// A report: every figure of a period beside the period before, and what had to be left out.
public struct Report: Sendable {
  /// The period.
  public let period: ReportPeriod
  /// The day as of which it was made: an unanswered complaint due before it is late.
  public let asOf: CivilDate
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
    period: ReportPeriod, asOf: CivilDate, fold: ReportFold, before: ReportFold?, document: ProtocolDocument,
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
    ReportFigures(now: fold.total, before: before?.total, table: fold.table, document: document).sections
      + [categories]
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

  /// The name of a category.
  public func categoryName(_ code: String) -> Message {
    if code.isEmpty { return .reportNoCategory }
    return document.category(code: code)?.name ?? .verbatim(Self.safe(code))
  }

  /// Words of journals (operators, categories) as they may stand in any output.
  private static func safe(_ word: String) -> String { SafeText(word, limit: 64).description }

  /// The heads of the columns of the table of groups.
  public var groupHeads: [Message] {
    [
      .reportGroup(fold.grouping?.rawValue ?? ""), .reportCalls, .reportAnswered, .reportWithinMeasured,
      .reportPercentile(500), .reportPercentile(950), .reportWithinReported, .reportAllAsked,
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
      (Self.safe(name), groupLabel(name), Self.figures(of: tally))
    }
  }

  private func groupLabel(_ name: String) -> Message {
    switch fold.grouping {
    case .category: categoryName(name)
    case .hour: .verbatim("\(name):00")
    default: .verbatim(Self.safe(name))
    }
  }

  private static func figures(of tally: Tally) -> [Figure] {
    let measured = tally.verdicts[0..<4]
    let reported = tally.verdicts[4..<8]
    return [
      .count(tally.calls), .count(tally.answered), .share(measured[0], of: measured.reduce(0, +)),
      .milliseconds(tally.measuredRing.percentile(500)), .milliseconds(tally.measuredRing.percentile(950)),
      .share(reported[4], of: reported.reduce(0, +)), .share(tally.allAsked, of: tally.elementCalls),
      .share(tally.said.reduce(0, +), of: tally.required.reduce(0, +)),
      .share(tally.breachedCalls, of: tally.answered),
    ]
  }
}

import CallModel
import Catalogue
import PlainText

/// The result of a skill contest (岗位练兵、技能比武): everybody had the same scenarios and seed.
public struct ContestResult: Sendable {
  /// The scenarios everybody had.
  public let scenarios: [String]
  /// Their titles, by name.
  private let titles: [String: Message]
  /// The contestants, best first; equal scores share a rank.
  public let ranking: [(rank: Int, entry: ContestEntry, score: Int)]

  /// A result.
  ///
  /// The score is the mean of all scenarios by rule, one not finished counting 0; judges' marks stand beside
  /// it and do not change it.
  public init(scenarios: [String], titles: [String: Message] = [:], entries: [ContestEntry]) {
    self.scenarios = scenarios
    self.titles = titles
    let scored = entries.map { entry in
      (entry: entry, score: scenarios.reduce(0) { $0 + (entry.scores[$1] ?? 0) } / max(1, scenarios.count))
    }.sorted { ($1.score, $0.entry.blind) < ($0.score, $1.entry.blind) }
    ranking = scored.map { item in
      (1 + scored.count { $0.score > item.score }, item.entry, item.score)
    }
  }

  /// Pairs of contestants that two judges put in the same order, in per mille of the pairs both put in an
  /// order; nil when there is no such pair.
  ///
  /// 1000 is full agreement, 500 chance.
  public var agreement: Int? {
    let judges = Set(ranking.flatMap(\.entry.marks.keys)).sorted()
    var (same, all) = (0, 0)
    for (index, first) in judges.enumerated() {
      for second in judges[(index + 1)...] { compare(first, with: second, same: &same, all: &all) }
    }
    return all > 0 ? same * 1_000 / all : nil
  }

  private func compare(_ first: String, with second: String, same: inout Int, all: inout Int) {
    let totals = ranking.compactMap { item -> (Int, Int)? in
      guard let left = item.entry.marks[first], let right = item.entry.marks[second] else { return nil }
      return (left.reduce(0, +), right.reduce(0, +))
    }
    for (index, one) in totals.enumerated() {
      for other in totals[(index + 1)...] where one.0 != other.0 && one.1 != other.1 {
        all += 1
        if (one.0 < other.0) == (one.1 < other.1) { same += 1 }
      }
    }
  }

  /// As many scenarios have a column of their own on the page; of more the sheet shows the mean alone.
  private static let mostColumns = 12

  /// Whether every scenario has its column.
  private var showsScenarios: Bool { scenarios.count <= Self.mostColumns }

  /// The sheet as a table, its first row the head: rank, blind number, who it is when `showsNames`, the score
  /// by rule, the judges' mean and spread, then every scenario under its number.
  public func table(showsNames: Bool) -> [[Message]] {
    let numbers = showsScenarios ? scenarios.indices.map { Message.verbatim("\($0 + 1)") } : []
    let head: [Message] =
      [.contestRank, .contestBlindNumber] + (showsNames ? [.contestWho] : [])
      + [.contestByRule, .contestJudged, .contestSpread] + numbers
    let rows = ranking.map { item -> [Message] in
      let who = showsNames ? [item.entry.trainee.description] : []
      let figures =
        [ScoreSheet.text(item.score), item.entry.judged.map(ScoreSheet.text) ?? "-"]
        + [item.entry.spread.map(String.init) ?? "-"]
      let scores = showsScenarios ? scenarios.map { item.entry.scores[$0].map(ScoreSheet.text) ?? "-" } : []
      return (["\(item.rank)", "\(item.entry.blind)"] + who + figures + scores).map { .verbatim($0) }
    }
    return [head] + rows
  }

  /// What stands under the table: the scenarios by their numbers, with their titles.
  public var legend: Message {
    func list(_ text: (Message) -> String) -> String {
      scenarios.enumerated().map { index, name in
        "\(index + 1) " + (titles[name].map(text) ?? name)
      }.joined(separator: " · ")
    }
    return Message(list(\.chinese), list(\.english))
  }

  /// What each contestant got by aspect, and every judge's marks.
  public var particulars: [Message] {
    ranking.map(\.entry).sorted { $0.blind < $1.blind }.flatMap { entry in
      [
        Message.contestAspects(
          entry.blind,
          DrillAspect.allCases.map {
            (
              Message.drillAspect($0.rawValue),
              ScoreSheet.text(entry.aspects[$0] ?? 0) + "/" + ScoreSheet.text($0.maximum)
            )
          })
      ] + entry.marks.sorted { $0.key < $1.key }.map { Message.contestMarks(entry.blind, $0.key, $0.value) }
        + exceptions(of: entry)
    }
  }

  /// What was not as it was for everybody: drills granted again, drills that do not count.
  private func exceptions(of entry: ContestEntry) -> [Message] {
    entry.reruns.map { rerun in
      Message.contestRerunGranted(
        entry.blind, paper: (scenarios.firstIndex(of: rerun.scenario) ?? -1) + 1, judge: rerun.judge,
        reason: rerun.reason)
    } + (entry.discounted > 0 ? [.contestDiscounted(entry.blind, entry.discounted)] : [])
  }

  /// What stands over the table: how many took part, how they are ranked, how far the judges agree.
  public func notes(name: String) -> [Message] {
    [.contestHeading(name, contestants: ranking.count, scenarios: scenarios.count), .contestRule]
      + (agreement.map { [.contestAgreement(ScoreSheet.text($0))] } ?? [])
  }

  /// The printed sheet; names only when `showsNames`.
  public func rows(name: String, showsNames: Bool) -> [Message] {
    var rows: [Message] = [
      .contestHeading(name, contestants: ranking.count, scenarios: scenarios.count),
      .contestColumns,
    ]
    rows += ranking.map { item in
      let judged = item.entry.judged.map(ScoreSheet.text) ?? "-"
      let spread = item.entry.spread.map(String.init) ?? "-"
      let name = showsNames ? item.entry.trainee.description : ""
      let place = String(item.rank).padded(to: 6) + String(item.entry.blind).padded(to: 8)
      let figures = ScoreSheet.text(item.score).padded(to: 10) + judged.padded(to: 10)
      return .verbatim("  " + place + figures + spread.padded(to: 8) + name)
    }
    rows += particulars + [legend]
    if let agreement { rows.append(.contestAgreement(ScoreSheet.text(agreement))) }
    return rows
  }
}

/// One contestant with his drills and the judges' marks.
public struct ContestEntry: Hashable, Sendable {
  /// The blind number judges know him by.
  public let blind: Int
  /// Who he is; printed only after the judging.
  public let trainee: OperatorIdentifier
  /// The score of each scenario finished, in tenths, by scenario.
  public let scores: [String: Int]
  /// The mean of each aspect over all scenarios, in tenths.
  public let aspects: [DrillAspect: Int]
  /// Every judge's marks, each 0 to 100, by judge.
  public let marks: [String: [Int]]

  /// The drills he was granted once more.
  public let reruns: [Rerun]
  /// How many finished drills do not count: of another paper than the one pinned, or of one finished before.
  public let discounted: Int

  /// A drill cut short that may be drilled once more.
  public struct Rerun: Hashable, Sendable {
    /// Of which scenario.
    public let scenario: String
    /// Who granted it.
    public let judge: String
    /// Why, in the judge's words.
    public let reason: String

    /// A rerun as it was granted.
    public init(scenario: String, judge: String, reason: String) {
      self.scenario = scenario
      self.judge = judge
      self.reason = reason
    }
  }

  /// An entry from its parts.
  public init(
    blind: Int, trainee: OperatorIdentifier, scores: [String: Int], aspects: [DrillAspect: Int] = [:],
    marks: [String: [Int]], reruns: [Rerun] = [], discounted: Int = 0
  ) {
    self.aspects = aspects
    self.blind = blind
    self.trainee = trainee
    self.scores = scores
    self.marks = marks
    self.reruns = reruns
    self.discounted = discounted
  }

  /// The mean of each aspect over `count` scenarios, one not finished counting 0.
  public static func means(_ sheets: [ScoreSheet], of count: Int) -> [DrillAspect: Int] {
    Dictionary(
      uniqueKeysWithValues: DrillAspect.allCases.map { aspect in
        (aspect, sheets.reduce(0) { $0 + $1.points(aspect) } / max(1, count))
      })
  }

  /// The mean of the judges' totals, in tenths; nil without marks.
  public var judged: Int? {
    let totals = marks.values.map { $0.reduce(0, +) }
    return totals.isEmpty ? nil : totals.reduce(0, +) * 10 / totals.count
  }

  /// How far the judges' totals are apart, in points; nil with fewer than two judges.
  public var spread: Int? {
    let totals = marks.values.map { $0.reduce(0, +) }
    guard totals.count > 1, let low = totals.min(), let high = totals.max() else { return nil }
    return high - low
  }
}

import CallModel

/// Folds days of facts into the tallies of a report; two folds over different days can be merged.
public struct ReportFold: Sendable {
  /// What a group's tally is kept for.
  public enum Grouping: String, CaseIterable, Sendable {
    /// Each operator.
    case `operator`
    /// Each seat.
    case seat
    /// Each hour of the day, by the moment the call began.
    case hour
    /// Each category.
    case category
  }

  /// A fact written down in a later folder, its words spelt out.
  public struct Pending: Hashable, Sendable {
    /// The fact.
    public let late: LateFact
    /// The call's seat.
    public let seat: String
    /// The category corrected to; empty for anything else.
    public let category: String
    /// Who wrote a rating down; empty for anything else.
    public let person: String
    /// Who agreed to it; empty for anything else.
    public let agreed: String

    private init(_ late: LateFact, in day: DayFacts) {
      self.late = late
      seat = day.seats.words[Int(late.seat)]
      category = late.kind == LateFact.Kind.category.rawValue ? day.categories.words[Int(late.value)] : ""
      person = late.isRating ? day.operators.words[Int(late.personnel)] : ""
      agreed = late.kind == LateFact.Kind.ratedAnew.rawValue ? day.operators.words[Int(late.agreed)] : ""
    }

    /// What a folder, or the folders of a month, say of calls of earlier days, as far as they are among
    /// `days`, by the day of the call.
    public static func all(in facts: DayFacts, about days: ClosedRange<Int32>) -> [Int32: [Pending]] {
      let date = Int32(clamping: facts.folder.dayNumber)
      var pending: [Int32: [Pending]] = [:]
      for late in facts.lates where late.day < date && days.contains(late.day) {
        pending[late.day, default: []].append(Pending(late, in: facts))
      }
      return pending
    }
  }

  /// One complaint, for the strip of deadlines.
  public struct Complaint: Hashable, Comparable, Sendable {
    /// The day it was received.
    public let received: Int32
    /// The day its answer is due.
    public let due: Int32
    /// The day it was answered; 0 while it is not.
    public let replied: Int32
    /// The call's seat.
    public let seat: String
    /// The call's number.
    public let number: UInt32

    /// By due day, then call.
    public static func < (left: Complaint, right: Complaint) -> Bool {
      (left.due, left.received, left.seat, left.number) < (
        right.due, right.received, right.seat, right.number
      )
    }
  }

  /// That somebody rated a call that had been rated already.
  public struct RatingAgain: Hashable, Sendable {
    /// The call that was rated more than once.
    public let call: DayFacts.CallKey
    /// Who wrote the later rating down.
    public let person: String
  }

  /// The first and last day of the calls counted.
  public let days: ClosedRange<Int32>
  /// The moment as of which the report is made, as a day.
  public let today: Int32
  /// What is grouped; nil for nothing.
  public let grouping: Grouping?
  /// What the protocol requires.
  public let table: RequirementTable
  /// All calls.
  public private(set) var total: Tally
  private var knownMasks: (words: [String], masks: [UInt64]) = ([], [])
  private var groupNames = WordTable()
  private var groupTallies: [Tally] = []
  /// Calls by category code; empty for none.
  public private(set) var categories: [String: Int] = [:]
  /// Calls by weekday (Monday first) and hour.
  public private(set) var heat = [Int](repeating: 0, count: 7 * 24)
  /// Calls, answered measured, and of those within, by day of the period.
  public private(set) var daily: [CallSummary.DayCount]
  /// The complaints received in the period, as they stand at the report's moment.
  public private(set) var complaints: [Complaint] = []
  /// Who rated which call again; nobody twice for one call.
  public private(set) var ratingsAgain: Set<RatingAgain> = []
  /// What could not be counted.
  public private(set) var leftOut: [LeftOut] = []
  /// Lines read.
  public private(set) var lines: Int64 = 0
  /// Calls that have no closing line.
  public private(set) var unclosed: Set<DayFacts.CallKey> = []
  private var closedElsewhere: Set<DayFacts.CallKey> = []
  /// Lines behind a fault in their file.
  public private(set) var unverified: Int64 = 0

  /// A fold over the calls of `days`.
  public init(days: ClosedRange<Int32>, today: Int32, grouping: Grouping?, table: RequirementTable) {
    self.days = days
    self.today = today
    self.grouping = grouping
    self.table = table
    total = Tally(requirements: table.rows.count)
    knownMasks.masks = table.phraseMasks(WordTable())
    daily = Array(repeating: CallSummary.DayCount(), count: Int(days.upperBound - days.lowerBound) + 1)
  }

  /// Counts a day's calls; `pending` is what later days wrote about them.
  public mutating func add(_ day: DayFacts, pending: [Pending]) {
    lines += day.lines
    leftOut += day.leftOut
    unverified += day.unverified
    var facts = day
    count(&facts, pending: pending) { _, _, _ in }
  }

  /// Counts the calls of a month's folders; `pending` is what later folders wrote about them.
  ///
  /// `summary` gives what the settled calls add up to, nil when it cannot be had; it is asked when all of the
  /// month is counted. `settled` gives these calls themselves, by day, seat and number; it is asked when some
  /// of them must be looked at. For a month behind the period neither is.
  public mutating func add(
    _ month: MonthFacts, pending: [Pending], summary: () -> CallSummary?, settled: () -> [CallFact]
  ) {
    for folder in month.folders where folder.day >= days.lowerBound {
      lines += folder.lines
      leftOut += folder.leftOut
      unverified += folder.unverified
    }
    var facts = month.open
    note(month.ratingsAgain, in: facts)
    count(&facts, pending: pending) { fold, lates, count in
      guard fold.days.overlaps(month.days) else { return }
      let isWhole =
        fold.grouping == nil && fold.days.contains(month.days.lowerBound)
        && fold.days.contains(month.days.upperBound)
      if isWhole, let summary = summary() {
        fold.add(summary, of: month, lates: &lates, settled: settled, count: &count)
      } else {
        for fact in settled() where fold.days.contains(fact.day) {
          fold.add(lates.changed(fact), count: &count)
        }
      }
    }
  }

  /// Counts facts with everything written about them; `others` counts what is not among them.
  private mutating func count(
    _ facts: inout DayFacts, pending: [Pending],
    others: (inout ReportFold, inout LateIndex, inout DayCount) -> Void
  ) {
    for key in facts.unclosed where days.contains(key.day) { unclosed.insert(key) }
    closedElsewhere.formUnion(facts.closedOnly)
    var lates = LateIndex(pending, in: &facts)
    let rule = table.rule(masks(facts.phrases), categories: facts.categories, today: today)
    var count = DayCount(facts, names: groupNames(of: facts), rule: rule)
    for fact in facts.calls where days.contains(fact.day) { add(lates.changed(fact), count: &count) }
    others(&self, &lates, &count)
    note(lates.ratingsAgain, in: facts)
    for (number, count) in count.categories.enumerated() where count != 0 {
      categories[facts.categories.words[number], default: 0] += count
    }
  }

  private mutating func note(_ ratings: [LateFact], in facts: DayFacts) {
    for late in ratings where days.contains(late.day) {
      let seat = facts.seats.words[Int(late.seat)]
      ratingsAgain.insert(
        RatingAgain(
          call: DayFacts.CallKey(day: late.day, seat: seat, number: late.number),
          person: facts.operators.words[Int(late.personnel)]))
    }
  }

  private mutating func add(
    _ summary: CallSummary, of month: MonthFacts, lates: inout LateIndex, settled: () -> [CallFact],
    count: inout DayCount
  ) {
    add(summary, from: month.days.lowerBound, count: &count)
    let changes = lates.changes(of: summary)
    for fact in changes.rated { total.addRating(of: fact) }
    guard !changes.others.isEmpty else { return }
    let calls = settled()
    for key in changes.others {
      let place = calls.partitioningIndex { LateIndex.key($0) >= key }
      guard place < calls.count, LateIndex.key(calls[place]) == key else { continue }
      add(calls[place], count: &count, sign: -1)
      add(lates.changed(calls[place]), count: &count)
    }
  }

  /// The masks of the phrases; most days name the same.
  private mutating func masks(_ phrases: WordTable) -> [UInt64] {
    if knownMasks.words != phrases.words { knownMasks = (phrases.words, table.phraseMasks(phrases)) }
    return knownMasks.masks
  }

  /// What is kept while one day is counted, by the numbers of that day's words.
  private struct DayCount {
    let names: [String]
    let seats: [String]
    let rule: CountRule
    /// The group of each name; -1 for one not met yet.
    var groups: [Int]
    var categories: [Int]

    init(_ day: DayFacts, names: [String], rule: CountRule) {
      self.names = names
      seats = day.seats.words
      self.rule = rule
      groups = Array(repeating: -1, count: names.count)
      categories = Array(repeating: 0, count: day.categories.words.count)
    }
  }

  private mutating func add(_ fact: CallFact, count: inout DayCount, sign: Int = 1) {
    if fact.isLifted { return }
    total.add(fact, by: count.rule, sign: sign)
    guard !fact.isCancelled else { return }
    if fact.isReceived {
      count.categories[Int(fact.category)] += sign
      heat[fact.weekday * 24 + fact.hour] += sign
    }
    daily[Int(fact.day - days.lowerBound)].add(fact, sign: Int32(sign))
    if fact.due > 0, sign > 0 {
      complaints.append(
        Complaint(
          received: fact.day, due: fact.due, replied: fact.replied, seat: count.seats[Int(fact.seat)],
          number: fact.number))
    }
    if let key = groupKey(fact) {
      if count.groups[key] < 0 { count.groups[key] = groupNumber(count.names[key]) }
      groupTallies[count.groups[key]].add(fact, by: count.rule)
    }
  }

  private mutating func add(_ summary: CallSummary, from first: Int32, count: inout DayCount) {
    total.merge(summary.tally)
    for said in summary.phrases { total.addPhrases(said.set, by: count.rule, calls: said.calls) }
    for (number, calls) in summary.categories.enumerated() { count.categories[number] += calls }
    for (place, calls) in summary.heat.enumerated() { heat[place] += calls }
    let start = Int(first - days.lowerBound)
    for (index, day) in summary.daily.enumerated() { daily[start + index].add(day) }
  }

  /// Groups by name.
  public var groups: [String: Tally] {
    Dictionary(zip(groupNames.words, groupTallies)) { first, _ in first }
  }

  private mutating func groupNumber(_ name: String) -> Int {
    let number = Int(groupNames.number(of: name))
    if number == groupTallies.count {
      groupTallies.append(Tally(requirements: table.rows.count, isGroup: true))
    }
    return number
  }

  private func groupKey(_ fact: CallFact) -> Int? {
    switch grouping {
    case nil: nil
    case .operator: Int(fact.personnel)
    case .seat: Int(fact.seat)
    case .hour: fact.hour
    case .category: Int(fact.category)
    }
  }

  private func groupNames(of day: DayFacts) -> [String] {
    switch grouping {
    case .operator: day.operators.words
    case .seat: day.seats.words
    case .category: day.categories.words
    case .hour: Self.hours
    case nil: []
    }
  }

  private static let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }

  /// Notes what another part of the work could not count.
  public mutating func leaveOut(_ places: [LeftOut]) { leftOut += places }

  /// Adds all of another fold over the same period.
  public mutating func merge(_ other: ReportFold) {
    total.merge(other.total)
    for (name, tally) in zip(other.groupNames.words, other.groupTallies) {
      groupTallies[groupNumber(name)].merge(tally)
    }
    categories.merge(other.categories) { $0 + $1 }
    for (index, count) in other.heat.enumerated() { heat[index] += count }
    for (index, day) in other.daily.enumerated() { daily[index].add(day) }
    complaints += other.complaints
    ratingsAgain.formUnion(other.ratingsAgain)
    leftOut += other.leftOut
    lines += other.lines
    unverified += other.unverified
    unclosed.formUnion(other.unclosed)
    closedElsewhere.formUnion(other.closedElsewhere)
  }

  /// Puts everything into the order in which it is shown, whatever the order of the days was.
  public mutating func finish() {
    complaints.sort()
    // Several lines may tell of the same file.
    leftOut = Set(leftOut).sorted()
    unclosed.subtract(closedElsewhere)
  }
}

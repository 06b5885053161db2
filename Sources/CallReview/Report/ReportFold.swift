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

    private init(_ late: LateFact, _ seats: [String], _ categories: [String]) {
      self.late = late
      seat = seats[Int(late.seat)]
      category = late.kind == LateFact.Kind.category.rawValue ? categories[Int(late.value)] : ""
    }

    /// What a folder says of calls of earlier days, by the day of the call.
    public static func all(in day: DayFacts) -> [Int32: [Pending]] {
      let (seats, categories) = (day.seats.words, day.categories.words)
      let date = Int32(clamping: day.folder.dayNumber)
      var pending: [Int32: [Pending]] = [:]
      for late in day.lates where late.day < date {
        pending[late.day, default: []].append(Pending(late, seats, categories))
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
  public private(set) var daily: [(calls: Int, measured: Int, within: Int)]
  /// The complaints.
  public private(set) var complaints: [Complaint] = []
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
    daily = Array(repeating: (0, 0, 0), count: Int(days.upperBound - days.lowerBound) + 1)
  }

  /// Counts a day's calls; `pending` is what later days wrote about them.
  ///
  /// `ordinary` gives the calls that the day's summary counts, by seat and number; it is asked only when one
  /// of them must be looked at.
  public mutating func add(_ day: DayFacts, pending: [Pending], ordinary: () -> [CallFact] = { [] }) {
    lines += day.lines
    leftOut += day.leftOut
    unverified += day.unverified
    for key in day.unclosed where days.contains(key.day) { unclosed.insert(key) }
    closedElsewhere.formUnion(day.closedOnly)
    var day = day
    let lates = LateIndex(own: day.lates, pending, &day.seats, &day.categories)
    var count = DayCount(day, names: groupNames(of: day), masks: masks(day.phrases))
    for fact in day.calls where days.contains(fact.day) { add(lates.changed(fact), &count, day) }
    if let summary = day.summary { add(summary, lates, ordinary, &count, day) }
    for (number, count) in count.categories.enumerated() where count > 0 {
      categories[day.categories.words[number], default: 0] += count
    }
  }

  private mutating func add(
    _ summary: DaySummary, _ lates: LateIndex, _ ordinary: () -> [CallFact], _ count: inout DayCount,
    _ day: DayFacts
  ) {
    guard grouping == nil, days.contains(Int32(day.folder.dayNumber)) else {
      for fact in ordinary() where days.contains(fact.day) { add(lates.changed(fact), &count, day) }
      return
    }
    add(summary, &count, day)
    let changes = lates.changes(of: summary)
    for rating in changes.ratings { total.addRating(at: rating) }
    guard !changes.others.isEmpty else { return }
    let calls = ordinary()
    for key in changes.others {
      let place = calls.partitioningIndex { LateIndex.key($0) >= key }
      guard place < calls.count, LateIndex.key(calls[place]) == key else { continue }
      add(calls[place], &count, day, sign: -1)
      add(lates.changed(calls[place]), &count, day)
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
    let masks: [UInt64]
    /// The group of each name; -1 for one not met yet.
    var groups: [Int]
    var categories: [Int]

    init(_ day: DayFacts, names: [String], masks: [UInt64]) {
      self.names = names
      self.masks = masks
      groups = Array(repeating: -1, count: names.count)
      categories = Array(repeating: 0, count: day.categories.words.count)
    }
  }

  private mutating func add(_ fact: CallFact, _ count: inout DayCount, _ day: DayFacts, sign: Int = 1) {
    total.add(fact, table, count.masks, today: today, sign: sign)
    count.categories[Int(fact.category)] += sign
    place(fact, sign)
    if fact.due > 0 { note(fact, day) }
    if let key = groupKey(fact) {
      if count.groups[key] < 0 { count.groups[key] = groupNumber(count.names[key]) }
      groupTallies[count.groups[key]].add(fact, table, count.masks, today: today)
    }
  }

  private mutating func add(_ summary: DaySummary, _ count: inout DayCount, _ day: DayFacts) {
    total.merge(summary.tally)
    for said in summary.phrases { total.addPhrases(said.set, table, count.masks, said.calls) }
    for (number, calls) in summary.categories.enumerated() { count.categories[number] += calls }
    let date = Int32(day.folder.dayNumber)
    for (hour, calls) in summary.hours.enumerated() { heat[Self.weekday(date) * 24 + hour] += calls }
    let index = Int(date - days.lowerBound)
    daily[index].calls += summary.tally.calls
    daily[index].measured += summary.tally.verdicts[..<4].reduce(0, +)
    daily[index].within += summary.tally.verdicts[0]
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

  private mutating func place(_ fact: CallFact, _ sign: Int) {
    heat[Self.weekday(fact.day) * 24 + fact.hour] += sign
    let index = Int(fact.day - days.lowerBound)
    daily[index].calls += sign
    if fact.source == 1 {
      daily[index].measured += sign
      if fact.verdict == 0 { daily[index].within += sign }
    }
  }

  /// Monday is 0.
  private static func weekday(_ day: Int32) -> Int { Int(((day % 7) + 7 + 3) % 7) }

  private mutating func note(_ fact: CallFact, _ day: DayFacts) {
    complaints.append(
      Complaint(
        received: fact.day, due: fact.due, replied: fact.replied, seat: day.seats.words[Int(fact.seat)],
        number: fact.number))
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
    for (index, day) in other.daily.enumerated() {
      daily[index].calls += day.calls
      daily[index].measured += day.measured
      daily[index].within += day.within
    }
    complaints += other.complaints
    leftOut += other.leftOut
    lines += other.lines
    unverified += other.unverified
    unclosed.formUnion(other.unclosed)
    closedElsewhere.formUnion(other.closedElsewhere)
  }

  /// Puts everything into the order in which it is shown, whatever the order of the days was.
  public mutating func finish() {
    complaints.sort()
    leftOut.sort()
    unclosed.subtract(closedElsewhere)
  }
}

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

    /// A pending fact out of the day it was found in.
    public init(_ late: LateFact, in day: DayFacts) {
      self.late = late
      seat = day.seats.words[Int(late.seat)]
      let isCategory = late.kind == LateFact.Kind.category.rawValue
      category = isCategory ? day.categories.words[Int(late.value)] : ""
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
    daily = Array(repeating: (0, 0, 0), count: Int(days.upperBound - days.lowerBound) + 1)
  }

  /// Counts a day's calls; `pending` is what later days wrote about them.
  public mutating func add(_ day: DayFacts, pending: [Pending]) {
    lines += day.lines
    leftOut += day.leftOut
    unverified += day.unverified
    for key in day.unclosed where days.contains(key.day) { unclosed.insert(key) }
    closedElsewhere.formUnion(day.closedOnly)
    var day = day
    let lates = LateIndex(own: day.lates, pending, &day.seats, &day.categories)
    let masks = table.phraseMasks(day.phrases)
    var groupNumbers = [Int](repeating: -1, count: groupNames(of: day).count)
    var categoryCounts = [Int](repeating: 0, count: day.categories.words.count)
    for fact in day.calls where days.contains(fact.day) {
      let fact = lates.changed(fact)
      total.add(fact, table, masks, today: today)
      categoryCounts[Int(fact.category)] += 1
      place(fact)
      if fact.due > 0 { note(fact, day) }
      if let key = groupKey(fact) {
        if groupNumbers[key] < 0 { groupNumbers[key] = groupNumber(groupNames(of: day)[key]) }
        groupTallies[groupNumbers[key]].add(fact, table, masks, today: today)
      }
    }
    for (number, count) in categoryCounts.enumerated() where count > 0 {
      categories[day.categories.words[number], default: 0] += count
    }
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

  private mutating func place(_ fact: CallFact) {
    let hour = min(23, max(0, Int(fact.began) / 3_600_000))
    let weekday = Int(((fact.day % 7) + 7 + 3) % 7)
    heat[weekday * 24 + hour] += 1
    let index = Int(fact.day - days.lowerBound)
    daily[index].calls += 1
    if fact.source == 1 {
      daily[index].measured += 1
      if fact.verdict == 0 { daily[index].within += 1 }
    }
  }

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
    case .hour: min(23, max(0, Int(fact.began) / 3_600_000))
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

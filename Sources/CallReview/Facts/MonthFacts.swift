import CallModel

/// What the folders of a month hold for a report, taken together: the settled calls as sums, the others one
/// by one, with everything that the same folders say of them taken in.
public struct MonthFacts: Sendable {
  /// What was read in one day's folder.
  public struct Folder: Hashable, Sendable {
    /// The folder's day.
    public let day: Int32
    /// Lines read.
    public let lines: Int64
    /// Lines that stand behind a fault in their file.
    public let unverified: Int64
    /// What could not be counted.
    public let leftOut: [LeftOut]

    /// A folder from its parts.
    public init(day: Int32, lines: Int64, unverified: Int64, leftOut: [LeftOut]) {
      (self.day, self.lines, self.unverified, self.leftOut) = (day, lines, unverified, leftOut)
    }
  }

  /// The folders, earliest first; one at least.
  public let folders: [Folder]
  /// Words; the calls that are not settled; what is said of calls of days before the first folder's month;
  /// calls without a closing line, and closing lines without a call.
  public let open: DayFacts
  /// Ratings of calls that had been rated already.
  public let ratingsAgain: [LateFact]

  /// A month from its parts.
  public init(folders: [Folder], open: DayFacts, ratingsAgain: [LateFact]) {
    (self.folders, self.open, self.ratingsAgain) = (folders, open, ratingsAgain)
  }

  /// The month that holds `day`, as its first and last day.
  public static func days(holding day: CivilDate) -> ClosedRange<Int32> {
    let days = ReportPeriod(.month, holding: day).days
    return Int32(days.lowerBound.dayNumber)...Int32(days.upperBound.dayNumber)
  }

  /// The days of the month.
  public var days: ClosedRange<Int32> { Self.days(holding: open.folder) }

  /// The last folder's day.
  public var last: Int32 { folders.last?.day ?? days.lowerBound }
}

/// Takes the folders of a month together, the earliest first.
public struct MonthMaker: Sendable {
  private var folders: [MonthFacts.Folder] = []
  private var facts: DayFacts
  private var ratingsAgain: [LateFact] = []

  /// A month without a folder yet.
  public init(month: CivilDate) {
    facts = DayFacts(folder: month)
  }

  /// A month that was made before, with the calls that its sums count, to which later folders are added.
  public init(_ month: MonthFacts, settled: [CallFact]) {
    (folders, facts, ratingsAgain) = (month.folders, month.open, month.ratingsAgain)
    facts.calls += settled
  }

  /// Adds the next folder.
  public mutating func add(_ day: DayFacts) {
    folders.append(
      MonthFacts.Folder(
        day: Int32(day.folder.dayNumber), lines: day.lines, unverified: day.unverified, leftOut: day.leftOut))
    let numbers = Numbers(of: day, in: &facts)
    let lates = day.lates.map(numbers.renumbered)
    let lifted = Set(lates.filter(\.liftsEnd).map { LateIndex.key($0) })
    if !lifted.isEmpty { facts.calls.removeAll { lifted.contains(LateIndex.key($0)) } }
    for fact in day.calls { facts.calls.append(numbers.renumbered(fact)) }
    take(lates)
    facts.unclosed.formUnion(day.unclosed)
    facts.closedOnly.formUnion(day.closedOnly)
  }

  /// Takes in what a folder says of calls, those of its own day among them.
  private mutating func take(_ lates: [LateFact]) {
    guard !lates.isEmpty else { return }
    var news = DayFacts(folder: facts.folder)
    news.lates = lates
    var index = LateIndex([], in: &news)
    for place in facts.calls.indices { facts.calls[place] = index.changed(facts.calls[place]) }
    ratingsAgain += index.ratingsAgain
    let first = MonthFacts.days(holding: facts.folder).lowerBound
    facts.lates += lates.filter { $0.day < first }
  }

  /// The month, its sums and the calls they count; nil when they cannot be kept.
  ///
  /// `kinds` are the categories that counting tells apart.
  public func finish(kinds: CountedKinds) -> (month: MonthFacts, summary: CallSummary, settled: [CallFact])? {
    // Phrases behind the 63rd share a bit, which cannot be told apart in another day.
    guard !folders.isEmpty, facts.phrases.words.count < 64 else { return nil }
    let days = MonthFacts.days(holding: facts.folder)
    var (open, settled) = (facts, [CallFact]())
    open.calls = []
    var last: UInt64?
    for (key, index) in facts.calls.indices.map({ (LateIndex.key(facts.calls[$0]), $0) }).sorted(by: <) {
      let fact = facts.calls[index]
      defer { last = key }
      // A call ends once; its later closing lines stand in later folders, which come behind.
      if key == last { continue }
      if days.contains(fact.day), fact.isSettled {
        settled.append(fact)
      } else {
        open.calls.append(fact)
      }
    }
    open.lates.sort { (LateIndex.key($0), $0.at) < (LateIndex.key($1), $1.at) }
    (open.unclosed, open.closedOnly) = (
      facts.unclosed.subtracting(facts.closedOnly), facts.closedOnly.subtracting(facts.unclosed)
    )
    let summary = CallSummary(settled, days: days, kinds: kinds, categories: open.categories)
    return (MonthFacts(folders: folders, open: open, ratingsAgain: ratingsAgain), summary, settled)
  }

  /// The numbers that a day's words have in the month.
  private struct Numbers {
    private let seats: [UInt16]
    private let operators: [UInt16]
    private let categories: [UInt16]
    private let phrases: [UInt16]

    init(of day: DayFacts, in month: inout DayFacts) {
      seats = day.seats.words.map { month.seats.number(of: $0) }
      operators = day.operators.words.map { month.operators.number(of: $0) }
      categories = day.categories.words.map { month.categories.number(of: $0) }
      phrases = day.phrases.words.map { month.phrases.number(of: $0) }
    }

    func renumbered(_ fact: CallFact) -> CallFact {
      var fact = fact
      fact.seat = seats[Int(fact.seat)]
      fact.personnel = operators[Int(fact.personnel)]
      fact.category = categories[Int(fact.category)]
      var (rest, said): (UInt64, UInt64) = (fact.said, 0)
      while rest != 0 {
        said |= 1 << UInt64(min(63, phrases[rest.trailingZeroBitCount]))
        rest &= rest - 1
      }
      fact.said = said
      return fact
    }

    func renumbered(_ late: LateFact) -> LateFact {
      var late = late
      late.seat = seats[Int(late.seat)]
      if late.isRating { late.personnel = operators[Int(late.personnel)] }
      if late.kind == LateFact.Kind.ratedAnew.rawValue { late.agreed = operators[Int(late.agreed)] }
      if late.kind == LateFact.Kind.category.rawValue {
        late.value = Int32(categories[Int(late.value)])
      }
      return late
    }
  }
}

import CallModel

/// Counts over calls; adding two tallies gives the tally of both.
///
/// Everything a report says is made from one.
public struct Tally: Hashable, Sendable {
  /// Calls of the period.
  public var calls = 0
  /// By ending, in the order of `CallEnding.allCases`.
  public var endings = [Int](repeating: 0, count: CallEnding.allCases.count)
  /// Answered calls.
  public var answered = 0
  /// Calls lost (abandoned or cut off) whose caller was called back.
  public var calledBack = 0
  /// Answered calls by source and verdict: row `source`, column `verdict`, in the order of their cases.
  public var verdicts = [Int](repeating: 0, count: 12)
  /// The operators' own figures beside measured ones, by verdict.
  public var besideVerdicts = [Int](repeating: 0, count: 4)
  /// Ringing of calls measured.
  public var measuredRing = MillisecondCounts()
  /// Ringing of calls reported only.
  public var reportedRing = MillisecondCounts()
  /// From the answer to the place.
  public var place = MillisecondCounts()
  /// From the answer to the first unit told.
  public var dispatch = MillisecondCounts()
  /// Length of conversations.
  public var talk = MillisecondCounts()
  /// Calls in which elements count (answered; not only rude, harassing, referred or complaining; not a
  /// repetition).
  public var elementCalls = 0
  /// Of those, how often each set of elements was asked for, settled and given: an index is a set of bits.
  private var askedSets = [Int](repeating: 0, count: 256)
  private var settledSets = [Int](repeating: 0, count: 256)
  private var givenSets = [Int](repeating: 0, count: 256)
  /// Asked for or answered, by element.
  public var asked: [Int] { Self.perElement(askedSets) }
  /// Settled, by element.
  public var settled: [Int] { Self.perElement(settledSets) }
  /// Given, by element.
  public var given: [Int] { Self.perElement(givenSets) }
  /// Calls in which all eight were asked or answered.
  public var allAsked = 0
  /// Required sentences, by row of the `RequirementTable`.
  public var required: [Int]
  /// Those said.
  public var said: [Int]
  /// Calls by branch.
  public var branches = [Int](repeating: 0, count: BranchIdentifier.allCases.count)
  /// Calls by rule broken.
  public var breaches = [Int](repeating: 0, count: BreachRule.allCases.count)
  /// Calls with any rule broken.
  public var breachedCalls = 0
  /// Taboo phrases used.
  public var taboos = 0
  /// Calls that repeat an earlier one.
  public var repeats = 0
  /// Promises made.
  public var promises = 0
  /// Promises without a deed, replies to complaints left out.
  public var openPromises = 0
  /// Complaints received.
  public var complaints = 0
  /// Answered in time.
  public var repliedInTime = 0
  /// Answered late.
  public var repliedLate = 0
  /// Not answered and late.
  public var overdue = 0
  /// Not answered, with time left.
  public var stillOpen = 0
  /// Complaints in which a prescribed field was not answered in any way.
  public var incompleteComplaints = 0
  /// Ratings, the best first.
  public var ratings = [Int](repeating: 0, count: 4)
  /// Calls by level, 0 for none; levels over 9 count as 9.
  public var levels = [Int](repeating: 0, count: 10)

  /// Nothing counted; `isGroup` for one of many groups.
  public init(requirements: Int, isGroup: Bool = false) {
    required = Array(repeating: 0, count: requirements)
    said = Array(repeating: 0, count: requirements)
    for path in Self.spreads { self[keyPath: path] = MillisecondCounts(isSmall: isGroup) }
  }

  /// Counts one call.
  ///
  /// `today` is the day from which on an unanswered complaint is not late yet.
  mutating func add(_ fact: CallFact, _ table: RequirementTable, _ masks: [UInt64], today: Int32) {
    calls += 1
    if fact.ending > 0 { endings[Int(fact.ending) - 1] += 1 }
    if fact.isLost, fact.flags & CallFact.calledBackFlag != 0 { calledBack += 1 }
    if fact.level < 10 { levels[Int(fact.level)] += 1 } else { levels[9] += 1 }
    if fact.rating > 0 { ratings[Int(fact.rating) - 1] += 1 }
    if fact.due > 0 { addComplaint(fact, today: today) }
    guard fact.isAnswered else { return }
    answered += 1
    talk.add(fact.talk)
    place.add(fact.place)
    dispatch.add(fact.dispatch)
    if fact.repeats { repeats += 1 }
    promises += Int(fact.promises)
    openPromises += Int(fact.openPromises)
    taboos += Int(fact.taboos)
    addTiming(fact)
    addElements(fact)
    addMarks(fact)
    addPhrases(fact, table, masks)
  }

  private mutating func addTiming(_ fact: CallFact) {
    verdicts[(Int(fact.source) - 1) * 4 + Int(fact.verdict)] += 1
    if fact.source == 1 { measuredRing.add(fact.ring) }
    if fact.source == 2 { reportedRing.add(fact.ring) }
    if fact.reportedVerdict > 0 { besideVerdicts[Int(fact.reportedVerdict) - 1] += 1 }
  }

  private mutating func addElements(_ fact: CallFact) {
    let isBare = fact.branches != 0 && fact.branches & ~Self.withoutElements == 0 && fact.asked == 0
    guard !isBare, !fact.repeats else { return }
    elementCalls += 1
    if fact.asked == 0xFF { allAsked += 1 }
    askedSets[Int(fact.asked)] += 1
    settledSets[Int(fact.settled)] += 1
    givenSets[Int(fact.given)] += 1
  }

  private static func perElement(_ sets: [Int]) -> [Int] {
    (0..<8).map { bit in
      sets.indices.reduce(0) { $0 + ($1 >> bit & 1 == 1 ? sets[$1] : 0) }
    }
  }

  private mutating func addMarks(_ fact: CallFact) {
    if fact.branches != 0 {
      for index in branches.indices { branches[index] += Int(fact.branches >> UInt8(index) & 1) }
    }
    if fact.breaches != 0 {
      breachedCalls += 1
      for index in breaches.indices { breaches[index] += Int(fact.breaches >> UInt8(index) & 1) }
    }
  }

  private mutating func addPhrases(_ fact: CallFact, _ table: RequirementTable, _ masks: [UInt64]) {
    guard fact.ending == Self.finished else { return }
    for index in masks.indices {
      let branch = table.branchMasks[index]
      guard branch == 0 || fact.branches & branch != 0, fact.branches & table.excludedMasks[index] == 0 else {
        continue
      }
      required[index] += 1
      if fact.said & masks[index] != 0 { said[index] += 1 }
    }
  }

  private mutating func addComplaint(_ fact: CallFact, today: Int32) {
    complaints += 1
    if fact.missingFields > 0 { incompleteComplaints += 1 }
    if fact.replied > 0 {
      if fact.replied <= fact.due { repliedInTime += 1 } else { repliedLate += 1 }
    } else if fact.due < today {
      overdue += 1
    } else {
      stillOpen += 1
    }
  }

  private static let finished = CallFact.position(CallEnding.finished)
  private static let withoutElements = [BranchIdentifier.referral, .rude, .harassment, .complaint]
    .map(RequirementTable.mask).reduce(0, |)

  /// Adds all of another.
  public mutating func merge(_ other: Tally) {
    for path in Self.numbers { self[keyPath: path] += other[keyPath: path] }
    for path in Self.lists {
      for (index, value) in other[keyPath: path].enumerated() { self[keyPath: path][index] += value }
    }
    for path in Self.spreads { self[keyPath: path].merge(other[keyPath: path]) }
  }

  private static let numbers: [any WritableKeyPath<Tally, Int> & Sendable] = [
    \.calls, \.answered, \.calledBack, \.elementCalls, \.allAsked, \.breachedCalls, \.taboos, \.repeats,
    \.promises, \.openPromises, \.complaints, \.repliedInTime, \.repliedLate, \.overdue, \.stillOpen,
    \.incompleteComplaints,
  ]
  private static let lists: [any WritableKeyPath<Tally, [Int]> & Sendable] = [
    \.endings, \.verdicts, \.besideVerdicts, \.askedSets, \.settledSets, \.givenSets, \.required, \.said,
    \.branches,
    \.breaches, \.ratings, \.levels,
  ]
  private static let spreads: [any WritableKeyPath<Tally, MillisecondCounts> & Sendable] = [
    \.measuredRing, \.reportedRing, \.place, \.dispatch, \.talk,
  ]
}

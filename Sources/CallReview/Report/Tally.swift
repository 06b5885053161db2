import CallModel
import CallProtocol

/// Counts over calls; adding two tallies gives the tally of both.
///
/// Everything a report says is made from one.
public struct Tally: Hashable, Sendable {
  /// Calls received: a caller passed on from seat to seat is one, and a call that went out none.
  public var calls = 0
  /// Records of callers whom another seat passed on.
  public var passedOn = 0
  /// Of these, answered.
  public var passedOnAnswered = 0
  /// Of these, callers who gave up before this seat answered.
  public var passedOnLost = 0
  /// Calls that went out.
  public var outgoing = 0
  /// Of these, answered.
  public var outgoingAnswered = 0
  /// Calls received, and cut off also at a later seat, by ending, in the order of `CallEnding.allCases`.
  public var endings = [Int](repeating: 0, count: CallEnding.allCases.count)
  /// Calls received that were answered.
  public var answered = 0
  /// Records of conversations: at the first seat, at later ones, and those of calls that went out.
  public var conversations: Int { answered + passedOnAnswered + outgoingAnswered }
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
  /// Calls of which elements are asked, as `ElementDemand` has it.
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
  /// Calls rated more than once.
  public var ratedAgain = 0
  /// Calls by level, 0 for none; levels over 9 count as 9.
  public var levels = [Int](repeating: 0, count: 10)

  /// Nothing counted; `isGroup` for one of many groups.
  public init(requirements: Int, isGroup: Bool = false) {
    required = Array(repeating: 0, count: requirements)
    said = Array(repeating: 0, count: requirements)
    for path in Self.spreads { self[keyPath: path] = MillisecondCounts(isSmall: isGroup) }
  }

  /// Counts one call, or takes one back that was counted, with `sign` -1.
  mutating func add(_ fact: CallFact, by rule: CountRule, sign: Int = 1) {
    if fact.isCancelled { return endings[Int(fact.ending) - 1] += sign }
    let fact = rule.judged(fact)
    addCall(fact, sign: sign)
    if fact.isLost, !fact.isOutgoing, fact.flags & CallFact.calledBackFlag != 0 { calledBack += sign }
    if fact.rating > 0 { ratings[Int(fact.rating) - 1] += sign }
    if fact.flags & CallFact.ratedAgainFlag != 0 { ratedAgain += sign }
    if fact.due > 0 { addComplaint(fact, today: rule.today, sign: sign) }
    guard fact.isAnswered else { return }
    if fact.repeats { repeats += sign }
    promises += sign * Int(fact.promises)
    openPromises += sign * fact.openPromises.nonzeroBitCount
    taboos += sign * Int(fact.taboos)
    addTimes(fact, sign: sign)
    addTiming(fact, sign: sign)
    addElements(fact, isNoReport: rule.isNoReport[Int(fact.category)], sign: sign)
    addMarks(fact, sign: sign)
    if let set = fact.phraseSet { addPhrases(set, by: rule, calls: sign) }
  }

  /// Counts a record as a call received, as one passed on, or as one that went out.
  private mutating func addCall(_ fact: CallFact, sign: Int) {
    if fact.isOutgoing {
      outgoing += sign
      if fact.isAnswered { outgoingAnswered += sign }
      return
    }
    let ending = Int(fact.ending) - 1
    if fact.isPassedOn {
      passedOn += sign
      if fact.isAnswered { passedOnAnswered += sign }
      if fact.isLost { if fact.isAnswered { endings[ending] += sign } else { passedOnLost += sign } }
      return
    }
    calls += sign
    if fact.isAnswered { answered += sign }
    if ending >= 0 { endings[ending] += sign }
    levels[min(9, Int(fact.level))] += sign
  }

  /// Counts what was made of the rating of a call that was counted without one.
  mutating func addRating(of fact: CallFact) {
    if fact.rating > 0 { ratings[Int(fact.rating) - 1] += 1 }
    if fact.flags & CallFact.ratedAgainFlag != 0 { ratedAgain += 1 }
  }

  private mutating func addTimes(_ fact: CallFact, sign: Int) {
    if sign > 0 {
      talk.add(fact.talk)
      place.add(fact.place)
      dispatch.add(fact.dispatch)
    } else {
      talk.take(fact.talk)
      place.take(fact.place)
      dispatch.take(fact.dispatch)
    }
  }

  /// The answered calls of this source by verdict, in the order of `RingTiming.Verdict`.
  func verdicts(of source: RingTiming.Source) -> ArraySlice<Int> {
    let start = (Int(CallFact.position(source)) - 1) * 4
    return verdicts[start..<start + 4]
  }

  /// The answered calls of this source, and those of them within the rings allowed.
  func answers(_ source: RingTiming.Source) -> (within: Int, all: Int) {
    let verdicts = verdicts(of: source)
    return (verdicts.first ?? 0, verdicts.reduce(0, +))
  }

  /// Counts how long it rang for these records, and nothing else of them.
  mutating func addTimings(of records: some Sequence<CallRecord>) {
    var words = DayFacts(folder: CivilDate(dayNumber: 0))
    for record in records where record.answer != nil { addTiming(CallFact(record, in: &words), sign: 1) }
  }

  /// Every seat that answered a caller has its own ring; where this seat was the caller, nobody waited for
  /// it.
  private mutating func addTiming(_ fact: CallFact, sign: Int) {
    guard fact.isAnswered, !fact.isOutgoing else { return }
    verdicts[(Int(fact.source) - 1) * 4 + Int(fact.verdict)] += sign
    if fact.reportedVerdict > 0 { besideVerdicts[Int(fact.reportedVerdict) - 1] += sign }
    switch (fact.source, sign > 0) {
    case (1, true): measuredRing.add(fact.ring)
    case (1, false): measuredRing.take(fact.ring)
    case (2, true): reportedRing.add(fact.ring)
    case (2, false): reportedRing.take(fact.ring)
    default: break
    }
  }

  private mutating func addElements(_ fact: CallFact, isNoReport: Bool, sign: Int) {
    let isBare = fact.branches != 0 && fact.branches & ~Self.withoutElements == 0
    guard
      ElementDemand.holds(
        isBare: isBare, isAnyKnown: fact.asked != 0, isRepeat: fact.repeats, isNoReport: isNoReport)
    else { return }
    elementCalls += sign
    if fact.asked == 0xFF { allAsked += sign }
    askedSets[Int(fact.asked)] += sign
    settledSets[Int(fact.settled)] += sign
    givenSets[Int(fact.given)] += sign
  }

  private static func perElement(_ sets: [Int]) -> [Int] {
    (0..<8).map { bit in
      sets.indices.reduce(0) { $0 + ($1 >> bit & 1 == 1 ? sets[$1] : 0) }
    }
  }

  private mutating func addMarks(_ fact: CallFact, sign: Int) {
    if fact.branches != 0 {
      for index in branches.indices { branches[index] += sign * Int(fact.branches >> UInt8(index) & 1) }
    }
    if fact.breaches != 0 {
      breachedCalls += sign
      for index in breaches.indices { breaches[index] += sign * Int(fact.breaches >> UInt8(index) & 1) }
    }
  }

  /// Counts what was required of `count` finished calls in which the same was said.
  mutating func addPhrases(_ set: CallSummary.PhraseSet, by rule: CountRule, calls count: Int) {
    guard let table = rule.table else { return }
    for index in rule.phraseMasks.indices {
      let branch = table.branchMasks[index]
      guard branch == 0 || set.branches & branch != 0, set.branches & table.excludedMasks[index] == 0,
        !table.isGreeting[index] || !set.isGreeted
      else { continue }
      required[index] += count
      if set.said & rule.phraseMasks[index] != 0 { said[index] += count }
    }
  }

  private mutating func addComplaint(_ fact: CallFact, today: Int32, sign: Int) {
    complaints += sign
    if fact.missingFields > 0 { incompleteComplaints += sign }
    if fact.replied > 0 {
      if fact.replied <= fact.due { repliedInTime += sign } else { repliedLate += sign }
    } else if fact.due < today {
      overdue += sign
    } else {
      stillOpen += sign
    }
  }

  private static let withoutElements = ElementDemand.branchesWithout.map(RequirementTable.mask).reduce(0, |)

  /// Adds all of another.
  ///
  /// By hand and not by the key paths below: it runs once for every day of a report.
  public mutating func merge(_ other: Tally) {
    calls += other.calls
    answered += other.answered
    passedOn += other.passedOn
    passedOnAnswered += other.passedOnAnswered
    passedOnLost += other.passedOnLost
    outgoing += other.outgoing
    outgoingAnswered += other.outgoingAnswered
    calledBack += other.calledBack
    elementCalls += other.elementCalls
    allAsked += other.allAsked
    breachedCalls += other.breachedCalls
    taboos += other.taboos
    repeats += other.repeats
    promises += other.promises
    openPromises += other.openPromises
    complaints += other.complaints
    repliedInTime += other.repliedInTime
    repliedLate += other.repliedLate
    overdue += other.overdue
    stillOpen += other.stillOpen
    incompleteComplaints += other.incompleteComplaints
    ratedAgain += other.ratedAgain
    Self.add(other.endings, to: &endings)
    Self.add(other.verdicts, to: &verdicts)
    Self.add(other.besideVerdicts, to: &besideVerdicts)
    Self.add(other.askedSets, to: &askedSets)
    Self.add(other.settledSets, to: &settledSets)
    Self.add(other.givenSets, to: &givenSets)
    Self.add(other.required, to: &required)
    Self.add(other.said, to: &said)
    Self.add(other.branches, to: &branches)
    Self.add(other.breaches, to: &breaches)
    Self.add(other.ratings, to: &ratings)
    Self.add(other.levels, to: &levels)
    measuredRing.merge(other.measuredRing)
    reportedRing.merge(other.reportedRing)
    place.merge(other.place)
    dispatch.merge(other.dispatch)
    talk.merge(other.talk)
  }

  private static func add(_ values: [Int], to sums: inout [Int]) {
    for (index, value) in values.enumerated() { sums[index] += value }
  }

  static let numbers: [any WritableKeyPath<Tally, Int> & Sendable] = [
    \.calls, \.answered, \.calledBack, \.elementCalls, \.allAsked, \.breachedCalls, \.taboos, \.repeats,
    \.promises, \.openPromises, \.complaints, \.repliedInTime, \.repliedLate, \.overdue, \.stillOpen,
    \.incompleteComplaints, \.ratedAgain, \.passedOn, \.passedOnAnswered, \.passedOnLost, \.outgoing,
    \.outgoingAnswered,
  ]
  static let keptLists: [any WritableKeyPath<Tally, [Int]> & Sendable] = [
    \.endings, \.verdicts, \.besideVerdicts, \.askedSets, \.settledSets, \.givenSets, \.branches, \.breaches,
    \.ratings, \.levels,
  ]
  static let spreads: [any WritableKeyPath<Tally, MillisecondCounts> & Sendable] = [
    \.measuredRing, \.reportedRing, \.place, \.dispatch, \.talk,
  ]
}

/// A tally as plain numbers, the form in which derived files keep it.
///
/// Required sentences are left out: they depend on the protocol in force.
extension Tally {
  /// How many spreads there are.
  public static var spreadCount: Int { spreads.count }

  /// All counters in a fixed order.
  public var flatCounts: [Int] {
    Self.numbers.map { self[keyPath: $0] } + Self.keptLists.flatMap { self[keyPath: $0] }
  }

  /// The numbers of milliseconds counted, each spread's by itself, in a fixed order.
  public var packedSpreads: [[UInt16]] { Self.spreads.map { self[keyPath: $0].packedValues } }

  /// A tally from its plain numbers; nil when there are not as many as there must be.
  public init?(counts: [Int], spreads: [[UInt16]]) {
    self.init(requirements: 0, isGroup: true)
    var rest = counts[...]
    for path in Self.numbers {
      guard let number = rest.popFirst() else { return nil }
      self[keyPath: path] = number
    }
    for path in Self.keptLists {
      let length = self[keyPath: path].count
      guard rest.count >= length else { return nil }
      self[keyPath: path] = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    guard rest.isEmpty, spreads.count == Self.spreads.count else { return nil }
    for (path, values) in zip(Self.spreads, spreads) {
      self[keyPath: path] = MillisecondCounts(packed: values)
    }
  }
}

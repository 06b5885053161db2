import CallModel
import CallProtocol

/// What the settled calls of some days add up to, so that a report over many days need not count them one by
/// one.
///
/// Settled is a call of which nothing is expected to be written later but a rating: without a complaint,
/// without an open promise, and not lost unless its caller was called back. Nothing in here depends on the
/// present day or on the sentences the protocol requires: those said are kept as sets, and what is required
/// is counted from them. It does depend on the kinds of categories; a derived file names them.
public struct CallSummary: Hashable, Sendable {
  /// What decides which sentences were required of a finished call, and which of them were said.
  public struct PhraseSet: Hashable, Sendable {
    /// The branches, as in `CallFact`.
    public let branches: UInt8
    /// The phrases said, as in `CallFact`.
    public let said: UInt64
    /// Whether no greeting is asked (`RequirementCheck.asksGreeting`).
    public let isGreeted: Bool

    /// A set from its parts.
    public init(branches: UInt8, said: UInt64, isGreeted: Bool) {
      self.branches = branches
      self.said = said
      self.isGreeted = isGreeted
    }
  }

  /// How many calls have the same set.
  public struct PhraseCount: Hashable, Sendable {
    /// Which prescribed phrases they were.
    public let set: PhraseSet
    /// In how many calls exactly these were said.
    public let calls: Int

    /// A count from its parts.
    public init(_ set: PhraseSet, calls: Int) {
      self.set = set
      self.calls = calls
    }
  }

  /// The counts of one day.
  public struct DayCount: Hashable, Sendable, BitwiseCopyable {
    /// Calls received on this day.
    public var calls: Int32 = 0
    /// Answers with a measured figure, at whatever seat the caller was.
    public var measured: Int32 = 0
    /// Of these, within the limit.
    public var within: Int32 = 0
  }

  /// Everything counted but the required sentences.
  public let tally: Tally
  /// Finished calls by what was said in them.
  public let phrases: [PhraseCount]
  /// Calls by weekday (Monday first) and the hour they began in.
  public let heat: [Int]
  /// By day, from the first of the days on.
  public let daily: [DayCount]
  /// Calls by the number of their category.
  public let categories: [Int]
  /// Which calls they are, as runs of numbers that follow each other at one seat: firsts and lasts.
  ///
  /// A call is given as in `LateIndex`.
  public let (firsts, lasts): ([UInt64], [UInt64])
  /// Those of them that were rated, sorted.
  public let rated: [UInt64]

  /// The sum of these calls, no two of one number, sorted by day, seat and number, all on `days`; their
  /// categories are numbers of `categories`.
  init(_ calls: [CallFact], days: ClosedRange<Int32>, kinds: CountedKinds, categories words: WordTable) {
    let rule = CountRule(table: nil, phraseMasks: [], kinds: kinds, categories: words, today: 0)
    var tally = Tally(requirements: 0, isGroup: true)
    var heat = [Int](repeating: 0, count: 7 * 24)
    var categories = [Int](repeating: 0, count: words.words.count)
    var daily = [DayCount](repeating: DayCount(), count: Int(days.upperBound - days.lowerBound) + 1)
    var sets: [PhraseSet: Int] = [:]
    var (firsts, lasts, rated): ([UInt64], [UInt64], [UInt64]) = ([], [], [])
    for fact in calls {
      tally.add(fact, by: rule)
      if fact.isReceived, !fact.isCancelled {
        heat[fact.weekday * 24 + fact.hour] += 1
        categories[Int(fact.category)] += 1
      }
      if !fact.isCancelled { daily[Int(fact.day - days.lowerBound)].add(fact) }
      if let set = rule.judged(fact).phraseSet { sets[set, default: 0] += 1 }
      let key = LateIndex.key(fact)
      if fact.rating > 0 { rated.append(key) }
      if let last = lasts.last, last + 1 == key {
        lasts[lasts.count - 1] = key
      } else {
        firsts.append(key)
        lasts.append(key)
      }
    }
    let phrases = sets.map { PhraseCount($0.key, calls: $0.value) }
      .sorted { ($0.set.order, $0.set.said) < ($1.set.order, $1.set.said) }
    self.init(
      tally: tally, phrases: phrases, heat: heat, daily: daily, categories: categories, firsts: firsts,
      lasts: lasts, rated: rated)
  }

  /// A sum from its parts.
  public init(
    tally: Tally, phrases: [PhraseCount], heat: [Int], daily: [DayCount], categories: [Int],
    firsts: [UInt64], lasts: [UInt64], rated: [UInt64]
  ) {
    (self.tally, self.phrases, self.heat, self.daily) = (tally, phrases, heat, daily)
    self.categories = categories
    (self.firsts, self.lasts, self.rated) = (firsts, lasts, rated)
  }

  /// Whether a call, given as in `LateIndex`, is one of them.
  func holds(_ key: UInt64) -> Bool {
    let place = lasts.partitioningIndex { $0 >= key }
    return place < firsts.count && firsts[place] <= key
  }

  /// Whether a call, given as in `LateIndex`, is one of them and was rated.
  func isRated(_ key: UInt64) -> Bool {
    let place = rated.partitioningIndex { $0 >= key }
    return place < rated.count && rated[place] == key
  }
}

extension CallSummary.PhraseSet {
  /// The number sets are sorted by before what was said.
  fileprivate var order: Int { (isGreeted ? 256 : 0) + Int(branches) }
}

extension CallSummary.DayCount {
  /// Counts a record, or takes it back with `sign` -1.
  mutating func add(_ fact: CallFact, sign: Int32 = 1) {
    if fact.isReceived { calls += sign }
    guard fact.source == 1, !fact.isOutgoing else { return }
    measured += sign
    if fact.verdict == 0 { within += sign }
  }

  /// Adds all of another.
  mutating func add(_ other: CallSummary.DayCount) {
    calls += other.calls
    measured += other.measured
    within += other.within
  }
}

extension CallFact {
  /// The hour of the day it began in, 0 to 23.
  var hour: Int { min(23, max(0, Int(began) / 3_600_000)) }

  /// The weekday of its day, Monday 0.
  var weekday: Int { Int(((day % 7) + 7 + 3) % 7) }

  /// What the required sentences are counted from; nil for a call of which none are required.
  var phraseSet: CallSummary.PhraseSet? {
    guard isAnswered, ending == Self.finished else { return nil }
    let asks = RequirementCheck.asksGreeting(isPassedOn: isPassedOn, isOutgoing: isOutgoing)
    return CallSummary.PhraseSet(branches: branches, said: said, isGreeted: !asks)
  }

  /// Whether nothing but a rating is expected to be written about the call later.
  var isSettled: Bool {
    due == 0 && openPromises == 0 && (!isLost || flags & Self.calledBackFlag != 0)
  }

  private static let finished = position(CallEnding.finished)
}

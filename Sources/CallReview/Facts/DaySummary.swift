import CallModel

/// What the ordinary calls of a day's folder add up to, so that a report over many days need not count them
/// one by one.
///
/// Ordinary is a call of the folder's own day of which nothing is expected to be written later but a rating:
/// without a complaint, without an open promise, not lost, and not changed later in the same folder. Nothing
/// in here depends on the protocol in force or on the present day: the sentences said are kept as sets, and
/// what is required is counted from them.
public struct DaySummary: Hashable, Sendable {
  /// What decides which sentences were required of a finished call, and which of them were said.
  public struct PhraseSet: Hashable, Sendable {
    /// The branches, as in `CallFact`.
    public let branches: UInt8
    /// The phrases said, as in `CallFact`.
    public let said: UInt64

    /// A set from its parts.
    public init(branches: UInt8, said: UInt64) {
      self.branches = branches
      self.said = said
    }
  }

  /// How many calls have the same set.
  public struct PhraseCount: Hashable, Sendable {
    /// The set.
    public let set: PhraseSet
    /// The calls.
    public let calls: Int

    /// A count from its parts.
    public init(_ set: PhraseSet, calls: Int) {
      self.set = set
      self.calls = calls
    }
  }

  /// Everything counted but the required sentences.
  public let tally: Tally
  /// Finished calls by what was said in them.
  public let phrases: [PhraseCount]
  /// Calls by the hour they began in, 24 of them.
  public let hours: [Int]
  /// Calls by the number of their category.
  public let categories: [Int]
  /// Which calls they are, as runs of numbers that follow each other at one seat: firsts and lasts.
  ///
  /// A call is given as in `LateIndex`.
  public let (firsts, lasts): ([UInt64], [UInt64])

  /// The sum of these calls, no two of one number, sorted by seat and number; their categories are numbers
  /// below `categories`.
  init(_ calls: [CallFact], categories: Int) {
    var tally = Tally(requirements: 0, isGroup: true)
    var (hours, counts) = ([Int](repeating: 0, count: 24), [Int](repeating: 0, count: categories))
    var sets: [PhraseSet: Int] = [:]
    var (firsts, lasts): ([UInt64], [UInt64]) = ([], [])
    for fact in calls {
      tally.add(fact, nil, [], today: 0)
      hours[fact.hour] += 1
      counts[Int(fact.category)] += 1
      if let set = fact.phraseSet { sets[set, default: 0] += 1 }
      let key = LateIndex.key(fact)
      if let last = lasts.last, last + 1 == key {
        lasts[lasts.count - 1] = key
      } else {
        firsts.append(key)
        lasts.append(key)
      }
    }
    let phrases = sets.map { PhraseCount($0.key, calls: $0.value) }
      .sorted { ($0.set.branches, $0.set.said) < ($1.set.branches, $1.set.said) }
    self.init(tally: tally, phrases: phrases, hours: hours, categories: counts, firsts: firsts, lasts: lasts)
  }

  /// A sum from its parts.
  public init(
    tally: Tally, phrases: [PhraseCount], hours: [Int], categories: [Int], firsts: [UInt64], lasts: [UInt64]
  ) {
    self.tally = tally
    self.phrases = phrases
    self.hours = hours
    self.categories = categories
    (self.firsts, self.lasts) = (firsts, lasts)
  }

  /// Whether a call, given as in `LateIndex`, is one of them.
  func holds(_ key: UInt64) -> Bool {
    let place = lasts.partitioningIndex { $0 >= key }
    return place < firsts.count && firsts[place] <= key
  }
}

extension CallFact {
  /// The hour of the day it began in, 0 to 23.
  var hour: Int { min(23, max(0, Int(began) / 3_600_000)) }

  /// What the required sentences are counted from; nil for a call of which none are required.
  var phraseSet: DaySummary.PhraseSet? {
    guard isAnswered, ending == Self.finished else { return nil }
    return DaySummary.PhraseSet(branches: branches, said: said)
  }

  /// Whether nothing but a rating is expected to be written about the call later.
  fileprivate var isSettled: Bool {
    due == 0 && openPromises == 0 && ending == Self.finished && rating == 0
  }

  private static let finished = position(CallEnding.finished)
}

extension DayFacts {
  /// The same facts with the ordinary calls taken together, and these calls by seat and number.
  public func summarized() -> (day: DayFacts, ordinary: [CallFact]) {
    var (day, ordinary) = (inOrderOfWords(), [CallFact]())
    let late = Set(day.lates.map { LateIndex.key($0) })
    let own = Int32(clamping: folder.dayNumber)
    let sorted = day.calls.sorted { LateIndex.key($0) < LateIndex.key($1) }
    day.calls = []
    for fact in sorted {
      let isKnown = ordinary.last.map { LateIndex.key($0) == LateIndex.key(fact) } ?? false
      if fact.day == own, fact.isSettled, !isKnown, !late.contains(LateIndex.key(fact)) {
        ordinary.append(fact)
      } else {
        day.calls.append(fact)
      }
    }
    day.summary = DaySummary(ordinary, categories: day.categories.words.count)
    return (day, ordinary)
  }

  /// The same facts with every table of words in the order of the words, so that the tables of most days are
  /// alike, and with what was written later in the order in which it is looked up.
  private func inOrderOfWords() -> DayFacts {
    var day = self
    let (seats, operators, categories) = (seats.sorted(), operators.sorted(), categories.sorted())
    // Phrases behind the 63rd share a bit, which cannot be told apart again.
    let phrases = phrases.words.count < 64 ? phrases.sorted() : (table: phrases, numbers: Array(0..<64))
    (day.seats, day.operators) = (seats.table, operators.table)
    (day.categories, day.phrases) = (categories.table, phrases.table)
    for index in day.calls.indices {
      day.calls[index].seat = seats.numbers[Int(calls[index].seat)]
      day.calls[index].personnel = operators.numbers[Int(calls[index].personnel)]
      day.calls[index].category = categories.numbers[Int(calls[index].category)]
      day.calls[index].said = Self.said(calls[index].said, phrases.numbers)
    }
    for index in day.lates.indices {
      day.lates[index].seat = seats.numbers[Int(lates[index].seat)]
      guard lates[index].kind == LateFact.Kind.category.rawValue else { continue }
      day.lates[index].value = Int32(categories.numbers[Int(lates[index].value)])
    }
    day.lates.sort { (LateIndex.key($0), $0.at) < (LateIndex.key($1), $1.at) }
    return day
  }

  private static func said(_ said: UInt64, _ numbers: [UInt16]) -> UInt64 {
    var (rest, result): (UInt64, UInt64) = (said, 0)
    while rest != 0 {
      result |= 1 << UInt64(numbers[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
    return result
  }
}

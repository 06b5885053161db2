/// What was written about calls later, ready to be looked up while the calls are counted.
struct LateIndex {
  private static let filterBits = 1 << 14

  /// Sorted by call, then time.
  private var facts: [LateFact] = []
  /// Their calls.
  private let keys: [UInt64]
  /// The calls that later folders wrote about.
  private let pendingKeys: [UInt64]
  /// A mark for each call that occurs, by some bits of its key: most calls have nothing to look up.
  private var marks: [Bool]
  /// The ratings, met while calls were looked up, of calls that had been rated already.
  private(set) var ratingsAgain: [LateFact] = []

  /// What `day` itself says of its calls and what later folders say of them, whose words get their numbers in
  /// it.
  init(_ pending: [ReportFold.Pending], in day: inout DayFacts) {
    // What opens a call again stands before the end that the same folder has of it.
    let own = day.lates.filter { !$0.liftsEnd }
    let later = pending.map { item in
      var late = item.late
      late.seat = day.seats.number(of: item.seat)
      if !item.category.isEmpty { late.value = Int32(day.categories.number(of: item.category)) }
      if late.isRating { late.personnel = day.operators.number(of: item.person) }
      if !item.agreed.isEmpty { late.agreed = day.operators.number(of: item.agreed) }
      return late
    }
    pendingKeys = later.map { Self.key($0) }.sorted()
    facts = own + later
    facts.sort { (Self.key($0), $0.at) < (Self.key($1), $1.at) }
    keys = facts.map { Self.key($0) }
    marks = Array(repeating: false, count: Self.filterBits)
    for late in facts { marks[Self.mark(late.seat, number: late.number)] = true }
  }

  /// The fact with everything that was written about its call.
  @inline(__always)
  mutating func changed(_ fact: CallFact) -> CallFact {
    marks[Self.mark(fact.seat, number: fact.number)] ? lookedUp(fact) : fact
  }

  private mutating func lookedUp(_ fact: CallFact) -> CallFact {
    let key = Self.key(fact)
    var fact = fact
    var place = keys.partitioningIndex { $0 >= key }
    // Of one that was opened again all else is told where its end stands.
    if let lift = facts[place...].prefix(while: { Self.key($0) == key }).first(where: \.liftsEnd) {
      fact.apply(lift)
      return fact
    }
    while place < keys.count, keys[place] == key {
      let late = facts[place]
      place += 1
      if late.isRating, fact.rating > 0 { ratingsAgain.append(late) }
      fact.apply(late)
    }
    return fact
  }

  /// What later folders wrote about the calls of a summary: what became of the rating of each that was rated
  /// for the first time and nothing else, and the keys of those of which something else was said.
  mutating func changes(of summary: CallSummary) -> (rated: [CallFact], others: [UInt64]) {
    var (rated, others): ([CallFact], [UInt64]) = ([], [])
    var last: UInt64?
    for key in pendingKeys where key != last {
      last = key
      guard summary.holds(key) else { continue }
      let facts = facts[keys.partitioningIndex { $0 >= key }...].prefix { Self.key($0) == key }
      if let first = facts.first, facts.allSatisfy({ $0.kind == LateFact.Kind.rated.rawValue }),
        !summary.isRated(key)
      {
        var fact = CallFact()
        (fact.day, fact.seat, fact.number) = (first.day, first.seat, first.number)
        rated.append(lookedUp(fact))
      } else {
        others.append(key)
      }
    }
    return (rated, others)
  }

  private static func mark(_ seat: UInt16, number: UInt32) -> Int {
    Int(truncatingIfNeeded: number &* 31 &+ UInt32(seat) &* 2_654_435_761 >> 7) & (filterBits - 1)
  }

  static func key(_ late: LateFact) -> UInt64 { key(late.day, seat: late.seat, number: late.number) }

  static func key(_ fact: CallFact) -> UInt64 { key(fact.day, seat: fact.seat, number: fact.number) }

  /// Day, seat and number in one word.
  ///
  /// Numbers end at 999,999 (20 bits) and seats at 65,000 (16 bits).
  private static func key(_ day: Int32, seat: UInt16, number: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: day)) << 36 | UInt64(seat) << 20 | UInt64(number & 0xF_FFFF)
  }
}

extension Array {
  /// The first place whose element has the property, in an array that has it from some place on.
  func partitioningIndex(where hasProperty: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

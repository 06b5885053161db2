/// What was written about calls later, ready to be looked up while the calls are counted.
struct LateIndex {
  private static let filterBits = 1 << 14

  /// Sorted by call, then time.
  private var facts: [LateFact] = []
  /// A mark for each call that occurs, by some bits of its key: most calls have nothing to look up.
  private var marks: [Bool]

  init(
    own: [LateFact], _ pending: [ReportFold.Pending], _ seats: inout WordTable, _ categories: inout WordTable
  ) {
    facts = own
    for item in pending {
      var late = item.late
      late.seat = seats.number(of: item.seat)
      if !item.category.isEmpty { late.value = Int32(categories.number(of: item.category)) }
      facts.append(late)
    }
    facts.sort { (Self.key($0), $0.at) < (Self.key($1), $1.at) }
    marks = Array(repeating: false, count: Self.filterBits)
    for late in facts { marks[Self.mark(late.seat, late.number)] = true }
  }

  /// The fact with everything that was written about its call.
  @inline(__always)
  func changed(_ fact: CallFact) -> CallFact {
    marks[Self.mark(fact.seat, fact.number)] ? lookedUp(fact) : fact
  }

  private func lookedUp(_ fact: CallFact) -> CallFact {
    let key = Self.key(fact.day, fact.seat, fact.number)
    var (low, high) = (0, facts.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.key(facts[middle]) < key { low = middle + 1 } else { high = middle }
    }
    var fact = fact
    var kept: Set<Int32> = []
    while low < facts.count, Self.key(facts[low]) == key {
      let late = facts[low]
      low += 1
      // Two desks may both write down the deed of one promise.
      if late.kind == LateFact.Kind.kept.rawValue, late.value > 0, !kept.insert(late.value).inserted {
        continue
      }
      fact.apply(late)
    }
    return fact
  }

  private static func mark(_ seat: UInt16, _ number: UInt32) -> Int {
    Int(truncatingIfNeeded: number &* 31 &+ UInt32(seat) &* 2_654_435_761 >> 7) & (filterBits - 1)
  }

  private static func key(_ late: LateFact) -> UInt64 { key(late.day, late.seat, late.number) }

  /// Day, seat and number in one word.
  ///
  /// Numbers end at 999,999 (20 bits) and seats at 65,000 (16 bits).
  private static func key(_ day: Int32, _ seat: UInt16, _ number: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: day)) << 36 | UInt64(seat) << 20 | UInt64(number & 0xF_FFFF)
  }
}

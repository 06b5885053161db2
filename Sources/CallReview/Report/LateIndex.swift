/// What was written about calls later, ready to be looked up while the calls are counted.
struct LateIndex {
  private struct Key: Hashable {
    let day: Int32
    let number: UInt32
    let seat: UInt16
  }

  private var facts: [Key: [LateFact]] = [:]
  /// A bit for each call number that occurs, by its low bits: most calls have nothing to look up.
  private var numbers = [Bool](repeating: false, count: 1_024)

  init(
    own: [LateFact], _ pending: [ReportFold.Pending], _ seats: inout WordTable, _ categories: inout WordTable
  ) {
    for late in own { insert(late) }
    for item in pending {
      var late = item.late
      late.seat = seats.number(of: item.seat)
      if !item.category.isEmpty { late.value = Int32(categories.number(of: item.category)) }
      insert(late)
    }
  }

  private mutating func insert(_ late: LateFact) {
    numbers[Int(late.number & 1_023)] = true
    facts[Key(day: late.day, number: late.number, seat: late.seat), default: []].append(late)
  }

  /// The fact with everything that was written about its call.
  func changed(_ fact: CallFact) -> CallFact {
    guard numbers[Int(fact.number & 1_023)],
      let found = facts[Key(day: fact.day, number: fact.number, seat: fact.seat)]
    else { return fact }
    var fact = fact
    for late in found.sorted(by: { $0.at < $1.at }) { fact.apply(late) }
    return fact
  }
}

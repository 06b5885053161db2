/// How often each number of milliseconds occurred; percentiles out of it are exact.
public struct MillisecondCounts: Hashable, Sendable {
  /// Below this a number has its own counter; from there on, it is kept by itself.
  private let dense: Int
  private var counters: [UInt32] = []
  private var large: [Int32] = []
  /// Numbers out of a derived file, sorted, each as its distance from the one before.
  private var packed: [UInt16] = []
  /// How many numbers were counted.
  public private(set) var count = 0

  /// Nothing counted yet.
  ///
  /// With `isSmall` no counters are kept, only the numbers: for the many groups of a report.
  public init(isSmall: Bool = false) {
    dense = isSmall ? 0 : 1 << 20
  }

  /// The numbers of which `packedValues` was made.
  init(packed: [UInt16]) {
    self.init(isSmall: true)
    self.packed = packed
    count = Self.count(packed)
  }

  private static func count(_ packed: [UInt16]) -> Int { packed.reduce(0) { $0 + ($1 == .max ? 0 : 1) } }

  /// The numbers counted, when each was kept by itself (those with counters are left out): sorted, each as
  /// its distance from the one before, a distance of 65,535 and more as that and the rest behind it.
  var packedValues: [UInt16] {
    var (packed, last): ([UInt16], Int32) = ([], 0)
    packed.reserveCapacity(count + 16)
    for value in values.sorted() {
      var distance = value - last
      last = value
      while distance >= Int32(UInt16.max) {
        packed.append(.max)
        distance -= Int32(UInt16.max)
      }
      packed.append(UInt16(distance))
    }
    return packed
  }

  /// The numbers kept by themselves.
  private var values: [Int32] {
    var (values, value) = (large, Int32(0))
    for distance in packed {
      value &+= Int32(distance)
      if distance != .max { values.append(value) }
    }
    return values
  }

  /// Counts a number; one below zero means "not known" and is not counted.
  @inline(__always)
  public mutating func add(_ milliseconds: Int32) {
    guard milliseconds >= 0 else { return }
    count += 1
    let index = Int(milliseconds)
    if index < counters.count {
      counters[index] &+= 1
    } else {
      addBeyond(milliseconds)
    }
  }

  private mutating func addBeyond(_ milliseconds: Int32) {
    let index = Int(milliseconds)
    guard index < dense else { return large.append(milliseconds) }
    grow(to: min(dense, max(index + 1, counters.count * 2, 4_096)))
    counters[index] += 1
  }

  /// Makes room for counters, touching no more memory than they take.
  private mutating func grow(to size: Int) {
    var grown = [UInt32](repeating: 0, count: size)
    for (index, value) in counters.enumerated() { grown[index] = value }
    counters = grown
  }

  /// Takes a number back that was counted before.
  mutating func take(_ milliseconds: Int32) {
    guard milliseconds >= 0 else { return }
    let index = Int(milliseconds)
    if index < dense {
      guard index < counters.count, counters[index] > 0 else { return }
      counters[index] -= 1
    } else {
      (large, packed) = (values, [])
      guard let place = large.firstIndex(of: milliseconds) else { return }
      large.remove(at: place)
    }
    count -= 1
  }

  /// Adds all of another.
  public mutating func merge(_ other: MillisecondCounts) {
    if other.counters.count > counters.count {
      grow(to: other.counters.count)
    }
    for index in other.counters.indices { counters[index] &+= other.counters[index] }
    count += other.count - other.large.count - Self.count(other.packed)
    for value in other.large { add(value) }
    guard !other.packed.isEmpty else { return }
    if dense > 0 {
      merge(packed: other.packed)
    } else {
      for value in MillisecondCounts(packed: other.packed).values { add(value) }
    }
  }

  /// Counts numbers of a derived file: they are sorted, so that memory is walked once.
  private mutating func merge(packed: [UInt16]) {
    let last = packed.reduce(0) { $0 + Int($1) }
    if last >= counters.count { grow(to: min(dense, last + 1)) }
    var beyond: [Int32] = []
    counters.withUnsafeMutableBufferPointer { counters in
      var value = 0
      for distance in packed {
        value += Int(distance)
        if distance == .max { continue }
        if value < counters.count { counters[value] &+= 1 } else { beyond.append(Int32(clamping: value)) }
      }
    }
    count += Self.count(packed)
    large += beyond
  }

  /// The smallest number that at least `permille` of all are not above (nearest rank); nil when there are
  /// none.
  public func percentile(_ permille: Int) -> Int? {
    guard count > 0 else { return nil }
    let rank = max(1, (count * permille + 999) / 1_000)
    var seen = 0
    for (index, value) in counters.enumerated() where value > 0 {
      seen += Int(value)
      if seen >= rank { return index }
    }
    return Int(values.sorted()[rank - seen - 1])
  }

  /// How many are below `limit` ms.
  public func count(below limit: Int) -> Int {
    counters.prefix(max(0, limit)).reduce(0) { $0 + Int($1) } + values.count { $0 < limit }
  }
}

import CallModel

/// Draws calls for review: uniformly, new people's calls with more weight, every person at least once a week.
///
/// The share is that of APCO/NENA ANS 1.107.1-2015 (at least 2 %, newcomers more) unless another one is asked
/// for.
public struct SampleDraw: Sendable {
  /// How much likelier a new person's call is drawn than another one's.
  public static let newcomerWeight = 3
  /// One sampled call in so many is gone through by two reviewers.
  public static let doubleEvery: UInt64 = 5

  private let seed: UInt64
  private let share: Int
  private let newcomers: Set<OperatorIdentifier>

  private struct Week: Hashable {
    let person: OperatorIdentifier
    /// The week's Monday.
    let monday: CivilDate
  }

  private struct Drawn {
    let candidate: SampleCandidate
    let key: UInt64
    let isDouble: Bool
  }

  /// A draw; `share` is in hundredths of a percent: 200 for 2 %.
  public init(seed: UInt64, share: Int, newcomers: Set<OperatorIdentifier>) {
    self.seed = seed
    self.share = min(max(share, 1), 10_000)
    self.newcomers = newcomers
  }

  /// The calls drawn, by id.
  ///
  /// The order of `candidates` does not matter.
  ///
  /// It is never fewer than one call a person and week, even when that is more than the share.
  public func draw(_ candidates: [SampleCandidate]) -> [SampledCall] {
    let keyed = candidates.map(key).sorted { ($0.key, $0.candidate.call) > ($1.key, $1.candidate.call) }
    var reasons: [CallIdentifier: SampledCall.Reason] = [:]
    var seen: Set<Week> = []
    for drawn in keyed where seen.insert(week(drawn.candidate)).inserted {
      reasons[drawn.candidate.call] = .weekly
    }
    let wanted = (candidates.count * share + 9_999) / 10_000
    for drawn in keyed {
      guard reasons.count < wanted else { break }
      if reasons[drawn.candidate.call] == nil { reasons[drawn.candidate.call] = .draw }
    }
    return keyed.compactMap { drawn in
      reasons[drawn.candidate.call].map {
        SampledCall(
          call: drawn.candidate.call, person: drawn.candidate.person, reason: $0, isDouble: drawn.isDouble)
      }
    }.sorted { $0.call < $1.call }
  }

  private func key(_ candidate: SampleCandidate) -> Drawn {
    var source = SampleKey(seed: seed, call: candidate.call)
    // Taken before the weighted number, so that weight does not move it.
    let isDouble = source.next() % Self.doubleEvery == 0
    let weight = newcomers.contains(candidate.person) ? Self.newcomerWeight : 1
    return Drawn(candidate: candidate, key: source.weighted(weight), isDouble: isDouble)
  }

  private func week(_ candidate: SampleCandidate) -> Week {
    let date = candidate.call.date
    return Week(person: candidate.person, monday: date.adding(days: 1 - date.weekday.rawValue))
  }
}

/// A call that could be drawn.
public struct SampleCandidate: Hashable, Sendable {
  /// The number of its record.
  public let call: CallIdentifier
  /// Whose call it is.
  public let person: OperatorIdentifier

  /// A call and its person.
  public init(call: CallIdentifier, person: OperatorIdentifier) {
    self.call = call
    self.person = person
  }
}

/// The number a call draws: it depends on the seed and the call's id alone, so a draw can be repeated by
/// anybody and one more call on record changes no other call's number.
struct SampleKey {
  private var state: UInt64

  /// FNV-1a (Fowler, Noll, Vo) over the id, begun with the seed; the outputs are those of SplitMix64 from
  /// there.
  init(seed: UInt64, call: CallIdentifier) {
    state = 0xCBF2_9CE4_8422_2325 ^ Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for byte in call.description.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// The largest of `weight` independent numbers: drawing calls by it in descending order is drawing without
  /// replacement with that weight (Efraimidis and Spirakis 2006), in whole numbers.
  mutating func weighted(_ weight: Int) -> UInt64 {
    (0..<max(1, weight)).reduce(0) { largest, _ in max(largest, next()) }
  }

  /// The next number.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

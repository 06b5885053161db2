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

/// A sample was drawn; with the same calls, seed and settings the same calls come out again.
public struct SampleDrawn: Hashable, Sendable {
  /// The month sampled.
  public let period: Period
  /// The share asked for, in hundredths of a percent: 200 for 2 %.
  public let share: Int
  /// The seed.
  public let seed: UInt64
  /// How many calls there were to draw from.
  public let population: Int
  /// SHA-256 over the ids drawn from, a line each, lower-hex; shows whether calls were added since.
  public let digest: String
  /// The people who are new and therefore weighted.
  public let newcomers: [OperatorIdentifier]
  /// Why a further draw of the same month was made; empty for the first.
  public let reason: String
  /// The calls drawn, by id.
  public let calls: [SampledCall]

  /// A draw from its parts.
  public init(
    period: Period, share: Int, seed: UInt64, population: Int, digest: String,
    newcomers: [OperatorIdentifier], reason: String, calls: [SampledCall]
  ) {
    self.period = period
    self.share = share
    self.seed = seed
    self.population = population
    self.digest = digest
    self.newcomers = newcomers
    self.reason = reason
    self.calls = calls
  }
}

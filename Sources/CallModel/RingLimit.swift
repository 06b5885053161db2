/// "Within three rings" in figures (protocol article 1): answered before the fourth ring begins.
///
/// Mainland China's ringing cadence is 1 s on, 4 s off (GB/T 3380-1982), so the default limit is 3 × 5,000
/// ms.
public struct RingLimit: Hashable, Sendable {
  /// How many rings may sound; 3 by the protocol.
  public let ringsAllowed: Int
  /// One ring and the pause after it, in ms; 5,000 in mainland China.
  public let ringCycleMilliseconds: Int64

  /// A limit from its two settings.
  ///
  /// Values below 1 become 1.
  public init(ringsAllowed: Int = 3, ringCycleMilliseconds: Int64 = 5_000) {
    self.ringsAllowed = max(1, ringsAllowed)
    self.ringCycleMilliseconds = max(1, ringCycleMilliseconds)
  }

  /// The limit in ms; ringing for this long or longer is late.
  public var milliseconds: Int64 { Int64(ringsAllowed) * ringCycleMilliseconds }

  /// Which ring is sounding, from 1, after `milliseconds` of ringing.
  public func ring(after milliseconds: Int64) -> Int {
    Int(max(0, milliseconds) / ringCycleMilliseconds) + 1
  }
}

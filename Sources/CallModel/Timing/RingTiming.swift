import PlainText

/// How fast a call was answered, with everything needed to judge the figure again later.
public struct RingTiming: Hashable, Sendable {
  /// Who says so.
  ///
  /// The three are never merged into one percentage.
  public enum Source: String, CaseIterable, Sendable {
    /// The telephone system, with one clock.
    case measured
    /// The operator, by key or by typing the number of rings.
    case reported
    /// Nobody.
    case unknown
  }

  /// What the figure starts from.
  public enum Basis: String, CaseIterable, Sendable {
    /// The seat's phone was ringing (SIP 180).
    case alerting
    /// The seat was only known to be called: an upper bound.
    case dialed
    /// The link came up while the phone was ringing.
    case snapshot
    /// The source sent no time; the times of receipt were used.
    case received
    /// The operator pressed a key when the phone rang and again when answering.
    case keys
    /// The operator typed how many rings there were.
    case count
    /// No figure at all.
    case none
  }

  /// The judgement on three rings.
  public enum Verdict: String, CaseIterable, Sendable {
    /// Answered before the fourth ring (合格).
    case within
    /// Not (超时).
    case late
    /// The error bound straddles the limit (临界); never counted as a pass.
    case undetermined
    /// There is no figure (未记录).
    case unknown
  }

  /// Who says so.
  public let source: Source
  /// What the figure starts from.
  public let basis: Basis
  /// How long this seat rang before it was answered, in ms; nil when unknown.
  public let ringMilliseconds: Int64?
  /// How long the caller waited from the first ring at any seat, in ms; nil when unknown.
  public let waitMilliseconds: Int64?
  /// Half the width of the figure's uncertainty, in ms.
  public let errorMilliseconds: Int64
  /// The limit the verdict used.
  public let limit: RingLimit
  /// The judgement.
  public let verdict: Verdict

  /// A timing; the verdict is made here and nowhere else.
  public init(
    source: Source, basis: Basis, ringMilliseconds: Int64?, waitMilliseconds: Int64? = nil,
    errorMilliseconds: Int64 = 0, limit: RingLimit
  ) {
    self.source = source
    self.basis = basis
    self.ringMilliseconds = ringMilliseconds
    self.waitMilliseconds = waitMilliseconds
    self.errorMilliseconds = max(0, errorMilliseconds)
    self.limit = limit
    verdict = Self.judge(
      ringMilliseconds, basis: basis, error: max(0, errorMilliseconds), limit: limit.milliseconds)
  }

  /// No figure.
  public static func unknown(limit: RingLimit) -> RingTiming {
    RingTiming(source: .unknown, basis: .none, ringMilliseconds: nil, limit: limit)
  }

  /// A timing from the number of rings the operator counted, from 1: the middle of that ring's cycle.
  public static func counted(rings: Int, limit: RingLimit) -> RingTiming {
    let cycle = limit.ringCycleMilliseconds
    let middle = Int64(max(1, rings) - 1) * cycle + cycle / 2
    return RingTiming(source: .reported, basis: .count, ringMilliseconds: middle, limit: limit)
  }

  /// Which ring it was answered in, from 1; nil when unknown.
  public var ring: Int? { ringMilliseconds.map(limit.ring(after:)) }

  private static func judge(_ ring: Int64?, basis: Basis, error: Int64, limit: Int64) -> Verdict {
    // A figure beyond a month is no ringing phone; the bound also keeps the sums below from overflowing.
    guard let ring, (0...2_678_400_000).contains(ring), error <= 2_678_400_000 else { return .unknown }
    switch basis {
    case .none: return .unknown
    // An upper bound, as good as its sender says: it can prove an answer in time and never a late one.
    case .dialed: return ring + error < limit ? .within : .undetermined
    case .keys, .count: return ring < limit ? .within : .late
    case .alerting, .snapshot, .received:
      if ring + error < limit { return .within }
      return ring - error >= limit ? .late : .undetermined
    }
  }
}

extension RingTiming {
  /// Writes the members of the timing: the figure, and everything its verdict was made from.
  public func write(to writer: inout JSONWriter) {
    writer.member("source", source.rawValue)
    writer.member("basis", basis.rawValue)
    writer.member("ring_ms", ringMilliseconds)
    writer.member("ring", ring)
    writer.member("wait_ms", waitMilliseconds)
    writer.member("err_ms", errorMilliseconds)
    writer.member("rings_allowed", limit.ringsAllowed)
    writer.member("ring_cycle_ms", limit.ringCycleMilliseconds)
    writer.member("limit_ms", limit.milliseconds)
    writer.member("verdict", verdict.rawValue)
  }

  /// The timing of a stored object; the verdict is made again from its figures.
  ///
  /// Nil when the source or basis is unknown.
  public init?(_ value: JSONValue) {
    guard let source = value["source"]?.string.flatMap(Source.init(rawValue:)),
      let basis = value["basis"]?.string.flatMap(Basis.init(rawValue:))
    else { return nil }
    let rings = value["rings_allowed"]?.integer.flatMap { Int(exactly: $0) } ?? 3
    let cycle = value["ring_cycle_ms"]?.integer ?? 5_000
    guard (1...100).contains(rings), (1...600_000).contains(cycle) else { return nil }
    self.init(
      source: source, basis: basis, ringMilliseconds: value["ring_ms"]?.integer,
      waitMilliseconds: value["wait_ms"]?.integer,
      errorMilliseconds: min(value["err_ms"]?.integer ?? 0, 600_000),
      limit: RingLimit(ringsAllowed: rings, ringCycleMilliseconds: cycle))
  }
}

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

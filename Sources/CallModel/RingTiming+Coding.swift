import PlainText

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

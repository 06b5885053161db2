import CallModel
import PlainText

/// How a drill began, as it stands in the journal: everything needed to score it again.
public struct DrillStart: Hashable, Sendable {
  /// The drill's number: that of its first call.
  public let drill: CallIdentifier
  /// Who is drilled.
  public let trainee: OperatorIdentifier
  /// The scenario's name.
  public let scenario: String
  /// The digest of `source`.
  public let digest: String
  /// The seed it was varied with; 0 as written.
  public let seed: UInt64
  /// The caller's pace in percent.
  public let pacePercent: Int64
  /// The contest it belongs to, with the blind number; nil for an ordinary drill.
  public let contest: (name: String, blind: Int)?
  /// The scenario as a file.
  public let source: String
  /// The digest of the protocol in force; nil in logs from before it was kept.
  public let protocolDigest: String?
  /// Whether only a script moved the drill's clock, which then says nothing about the machine's.
  public let isScripted: Bool

  /// A start from its parts.
  public init(
    drill: CallIdentifier, trainee: OperatorIdentifier, scenario: DrillScenario, seed: UInt64,
    pacePercent: Int64, contest: (name: String, blind: Int)? = nil, protocolDigest: String? = nil,
    isScripted: Bool = false
  ) {
    self.protocolDigest = protocolDigest
    self.isScripted = isScripted
    self.drill = drill
    self.trainee = trainee
    self.scenario = scenario.identifier
    digest = scenario.digest
    source = scenario.source
    self.seed = seed
    self.pacePercent = pacePercent
    self.contest = contest
  }

  /// The start in a line's payload; nil when it is none.
  public init?(_ payload: JSONValue) {
    guard let drill = payload["drill"]?.string.flatMap({ CallIdentifier(ifValid: $0) }),
      let trainee = payload["trainee"]?.string.flatMap({ OperatorIdentifier(ifValid: $0) }),
      let scenario = payload["scenario"]?.string, let digest = payload["digest"]?.string,
      let source = payload["source"]?.string
    else { return nil }
    self.drill = drill
    self.trainee = trainee
    self.scenario = scenario
    self.digest = digest
    self.source = source
    protocolDigest = payload["protocol"]?.string
    isScripted = payload["clock"]?.string == "script"
    seed = payload["seed"]?.string.flatMap { UInt64($0) } ?? 0
    pacePercent = payload["pace"]?.integer ?? 100
    contest = payload["contest"]?.string.flatMap { name in
      payload["blind"]?.integer.map { (name, Int(clamping: $0)) }
    }
  }

  /// The payload of its line.
  ///
  /// The seed is a text because a JSON number need not hold 64 bits.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("drill", drill.description)
      writer.member("trainee", trainee.description)
      writer.member("scenario", scenario)
      writer.member("digest", digest)
      writer.member("seed", String(seed))
      writer.member("pace", pacePercent)
      writer.member("contest", contest?.name)
      writer.member("blind", contest?.blind)
      writer.member("protocol", protocolDigest)
      writer.member("clock", isScripted ? "script" : nil)
      writer.member("source", source)
    }
  }

  /// Equal when everything stored is equal.
  public static func == (left: DrillStart, right: DrillStart) -> Bool { left.payload == right.payload }

  /// Feeds what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(payload) }
}

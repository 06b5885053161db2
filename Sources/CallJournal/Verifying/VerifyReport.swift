import CallModel

/// What a verification looked at, what it found, and what it could not know.
public struct VerifyReport: Hashable, Sendable {
  /// The days looked at.
  public internal(set) var days = 0
  /// The files read.
  public internal(set) var files = 0
  /// Their complete lines.
  public internal(set) var lines: Int64 = 0
  /// Their bytes.
  public internal(set) var bytes: Int64 = 0
  /// The earliest day looked at.
  public internal(set) var firstDay: CivilDate?
  /// The latest day looked at.
  public internal(set) var lastDay: CivilDate?
  /// Everything found, in the order of days and files.
  public internal(set) var findings: [VerifyFinding] = []
  /// Checkpoints compared that stand in other seats' journals.
  public internal(set) var checkpoints = 0
  /// Checkpoints compared that came from outside: a shift sheet, syslog.
  public internal(set) var outsideCheckpoints = 0
  /// Checkpoints from outside about files that this verification did not look at.
  public internal(set) var outsideUnused = 0
  /// Lines at the ends of chains that no checkpoint covers: cutting them off could not be seen.
  public internal(set) var uncoveredLines: Int64 = 0
  /// How many chains have such lines.
  public internal(set) var uncoveredChains = 0
  /// The newest end of every seat's chain.
  public internal(set) var heads: [ChainPoint] = []

  init() {}

  /// How many findings are of this severity.
  public func count(_ severity: VerifyFinding.Severity) -> Int { findings.count { $0.severity == severity } }

  /// The worst finding; a notice when there is none.
  public var worst: VerifyFinding.Severity { findings.map(\.severity).max() ?? .notice }
}

import CallModel

/// Everything that proves what stands on record about one call: its lines, and what vouches for them.
public struct CallEvidence: Hashable, Sendable {
  /// The lines, by file and number.
  public internal(set) var lines: [EvidenceLine] = []
  /// The first checkpoints of others behind the lines, at most `JournalReader.mostWitnesses` a file.
  public internal(set) var witnesses: [EvidenceWitness] = []
  /// The ends of the files, when they were read.
  public internal(set) var heads: [ChainPoint] = []
  /// What was wrong in the files the lines stand in.
  public internal(set) var faults: [JournalFault] = []

  /// Whether every line agrees with its neighbours and every checkpoint holds.
  public var isSound: Bool { lines.allSatisfy(\.isSound) && witnesses.allSatisfy(\.holds) }
}

import CallModel
import Files

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

/// One line of a journal exactly as it stands in its file, with its place in the chain.
public struct EvidenceLine: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// The line in the file, from 1, counted and not taken from the line.
  public let number: Int64
  /// Where it begins in the file, in bytes.
  public let offset: Int64
  /// Its bytes without the LF.
  public let bytes: [UInt8]
  /// Its `at`, as written.
  public let at: String
  /// Its `ev`.
  public let kind: String
  /// The SHA-256 of its bytes.
  public let digest: LineDigest
  /// What it says the digest of the line before is.
  public let previous: LineDigest
  /// Whether the line before has that digest; true for the first line of a file, which names a line of
  /// another one.
  public let isLinked: Bool
  /// What the line behind says this line's digest is; nil when no line follows yet.
  public internal(set) var following: LineDigest?

  init(
    _ line: RawLine, envelope: LineEnvelope, in path: JournalPath, number: Int64, digest: LineDigest,
    after before: LineDigest?
  ) {
    func text(_ range: Range<Int>) -> String { String(decoding: line.bytes[range], as: UTF8.self) }
    self.path = path
    self.number = number
    offset = line.offset
    bytes = Array(line.bytes)
    at = text(envelope.instant)
    kind = text(envelope.kind)
    self.digest = digest
    previous = envelope.previous
    isLinked = before.map { $0 == envelope.previous } ?? true
  }

  /// Whether both neighbours agree with it, as far as there are any.
  public var isSound: Bool { isLinked && (following.map { $0 == digest } ?? true) }
}

/// A checkpoint that another seat or desk left behind a call's lines and that vouches for them.
public struct EvidenceWitness: Hashable, Sendable {
  /// The checkpoint's own line.
  public let line: EvidenceLine
  /// What it says of the file the call stands in.
  public let point: ChainPoint
  /// Whether the file still has that line there, with that digest.
  public let holds: Bool
}

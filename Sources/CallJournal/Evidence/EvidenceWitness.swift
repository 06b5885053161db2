/// A checkpoint that another seat or desk left behind a call's lines and that vouches for them.
public struct EvidenceWitness: Hashable, Sendable {
  /// The checkpoint's own line.
  public let line: EvidenceLine
  /// What it says of the file the call stands in.
  public let point: ChainPoint
  /// Whether the file still has that line there, with that digest.
  public let holds: Bool
}

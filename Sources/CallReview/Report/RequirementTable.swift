import CallModel
import CallProtocol

/// The phrases the protocol requires, each with the calls it is required in.
public struct RequirementTable: Hashable, Sendable {
  /// One required sentence.
  public struct Row: Hashable, Sendable {
    /// The identifiers of the sentences that will do, the first one names the row.
    public let phrases: [String]
    /// The branch that requires it; nil when every answered call does.
    public let branch: BranchIdentifier?
  }

  /// Greeting, consent and farewell first, then branch by branch.
  public let rows: [Row]
  /// The masks of branches, by row; 0 for every call.
  ///
  /// Harassing calls need neither consent nor farewell.
  let branchMasks: [UInt8]
  let excludedMasks: [UInt8]

  /// What `document` requires.
  public init(_ document: ProtocolDocument) {
    var rows: [Row] = []
    var excluded: [UInt8] = []
    let harassment = Self.mask(.harassment)
    for kind in [PhraseKind.greeting, .consent, .farewell] {
      let phrases = document.phrases.filter { $0.kind == kind }.map(\.identifier)
      guard !phrases.isEmpty else { continue }
      rows.append(Row(phrases: phrases, branch: nil))
      excluded.append(kind == .greeting ? 0 : harassment)
    }
    for branch in document.branches {
      for required in branch.requiredPhrases {
        rows.append(Row(phrases: required.alternatives, branch: branch.identifier))
        excluded.append(0)
      }
    }
    self.rows = rows
    excludedMasks = excluded
    branchMasks = rows.map { $0.branch.map(Self.mask) ?? 0 }
  }

  /// The bit of a branch in `CallFact.branches`.
  static func mask(_ branch: BranchIdentifier) -> UInt8 { 1 << (CallFact.position(branch) - 1) }

  /// The bits of each row's phrases among the phrases a day's facts name.
  func phraseMasks(_ phrases: WordTable) -> [UInt64] {
    rows.map { row in
      phrases.words.enumerated().reduce(0) { mask, word in
        row.phrases.contains(word.element) ? mask | 1 << UInt64(min(63, word.offset)) : mask
      }
    }
  }
}

import CallModel
import CallProtocol

/// What counting takes from the protocol: the phrases it requires, each with the calls it is required in, and
/// the categories of calls that are not judged on elements.
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
  /// Whether a row is the greeting, which only the first seat owes.
  let isGreeting: [Bool]
  /// The categories that counting tells apart.
  public let kinds: CountedKinds

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
    let greetings = document.phrases.filter { $0.kind == .greeting }.map(\.identifier)
    isGreeting = rows.map { $0.branch == nil && $0.phrases == greetings }
    kinds = CountedKinds(document)
    branchMasks = rows.map { $0.branch.map(Self.mask) ?? 0 }
  }

  /// The bit of a branch in `CallFact.branches`.
  static func mask(_ branch: BranchIdentifier) -> UInt8 { 1 << (CallFact.position(branch) - 1) }

  /// What a day's calls are counted by, its words being these; a complaint due before `today` is overdue.
  func rule(_ phrases: [UInt64], categories: WordTable, today: Int32) -> CountRule {
    CountRule(table: self, phraseMasks: phrases, kinds: kinds, categories: categories, today: today)
  }

  /// The bits of each row's phrases among the phrases a day's facts name.
  func phraseMasks(_ phrases: WordTable) -> [UInt64] {
    rows.map { row in
      phrases.words.enumerated().reduce(0) { mask, word in
        row.phrases.contains(word.element) ? mask | 1 << UInt64(min(63, word.offset)) : mask
      }
    }
  }
}

/// The categories that counting tells apart from all others, by their codes.
public struct CountedKinds: Hashable, Sendable {
  /// Those in which nobody reports anything (`CategoryKind.isNoReport`).
  fileprivate let noReport: Set<String>
  /// Those that stand for a branch, with its mask (`CategoryKind.branch`).
  fileprivate let branches: [String: UInt8]

  /// Those of `document`.
  public init(_ document: ProtocolDocument) {
    noReport = Set(document.categories.filter(\.kind.isNoReport).map(\.code))
    let standing = document.categories.compactMap { category in
      category.kind.branch.map { (category.code, RequirementTable.mask($0)) }
    }
    branches = Dictionary(standing) { first, _ in first }
  }

  /// The same as plain words, by which a derived file knows whether it was made with them.
  public var words: [String] {
    noReport.sorted() + branches.map { "\($0.key)/\($0.value)" }.sorted()
  }
}

/// What the calls of one day's facts are counted by, in the numbers of that day's words.
struct CountRule {
  /// What the protocol requires; nil where required sentences are not counted.
  let table: RequirementTable?
  /// The bits of each row's phrases.
  let phraseMasks: [UInt64]
  /// Whether nobody reports anything in a category, by its number.
  let isNoReport: [Bool]
  /// The branch that a category stands for, as a mask, by its number; 0 for most.
  private let branches: [UInt8]
  /// The day from which on an unanswered complaint is not late yet.
  let today: Int32

  init(
    table: RequirementTable?, phraseMasks: [UInt64], kinds: CountedKinds, categories: WordTable, today: Int32
  ) {
    (self.table, self.phraseMasks, self.today) = (table, phraseMasks, today)
    isNoReport = categories.words.map(kinds.noReport.contains)
    branches = categories.words.map { kinds.branches[$0] ?? 0 }
  }

  /// The call with all branches it is judged by: that of its category is one of them, entered or not.
  func judged(_ fact: CallFact) -> CallFact {
    var fact = fact
    fact.branches |= branches[Int(fact.category)]
    return fact
  }
}

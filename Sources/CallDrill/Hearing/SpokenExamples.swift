import CallModel
import PlainText

/// What was said to callers, from `Resources/hearing.examples`: questions with what each asked for, insults,
/// and what asked for nothing.
///
/// A second opinion beside the wordings: words, pairs and triples of words are weighed by how often they
/// stood in each kind (naive Bayes).
///
/// Whole numbers only, so that every machine hears the same.
struct SpokenExamples: Sendable {
  private static let elements = Array(ElementIdentifier.allCases)
  /// The elements that can be asked for, then `insult` and `said`.
  private static let kinds = elements.map(\.rawValue) + ["insult", "said"]
  private static let insult = elements.count
  private static let said = elements.count + 1
  /// How often each run of words stood in one of a kind, by the place of the kind.
  private var counts: [String: [Int]] = [:]
  /// How many there are of each kind.
  private var totals = Array(repeating: 0, count: kinds.count)

  /// Words at the beginning that ask for nothing of their own: could you tell me.
  private let politeness: [[String]]

  /// Lines are ELEMENT, `insult` or `said`, a tab, and what was said; others are left out.
  init(_ bytes: [UInt8], rewrites: TokenRewrites, politeness: [[String]]) {
    self.politeness = politeness
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, let place = Self.kinds.firstIndex(of: String(fields[0])) else { continue }
      totals[place] += 1
      let tokens = rewrites.applied(to: SpokenTokens.tokens(of: String(fields[1])))
      for run in runs(tokens) {
        counts[run, default: Array(repeating: 0, count: Self.kinds.count)][place] += 1
      }
    }
  }

  /// How likely each element is.
  struct Opinion: Sendable {
    /// Sixteenths of a bit, by the place of the element.
    fileprivate let scores: [Int]

    /// The likeliest of these elements, and by how much it is likelier than the next; the earlier of equals.
    func likeliest(
      of elements: some Collection<ElementIdentifier> = SpokenExamples.elements
    ) -> (element: ElementIdentifier, lead: Int)? {
      let ranked = SpokenExamples.elements.indices
        .filter { elements.contains(SpokenExamples.elements[$0]) }
        .sorted { (scores[$1], $0) < (scores[$0], $1) }
      guard let first = ranked.first else { return nil }
      let next = ranked.dropFirst().first.map { scores[$0] }
      return (SpokenExamples.elements[first], next.map { scores[first] - $0 } ?? Int.max)
    }

    /// By how much an element is likelier than the likeliest of others.
    func lead(of element: ElementIdentifier, over others: Set<ElementIdentifier>) -> Int {
      func score(_ element: ElementIdentifier) -> Int {
        SpokenExamples.elements.firstIndex(of: element).map { scores[$0] } ?? 0
      }
      return others.map(score).max().map { score(element) - $0 } ?? Int.max
    }
  }

  /// How likely each element is; nil when too little of the words was ever asked.
  func opinion(on tokens: [String]) -> Opinion? {
    let known = runs(tokens).compactMap { counts[$0] }
      .filter { $0.prefix(Self.elements.count).contains { $0 > 0 } }
    guard known.count >= Self.fewest else { return nil }
    return Opinion(
      scores: Self.elements.indices.map { place in
        known.reduce(Self.bits(totals[place] * 10 + 2)) { $0 + Self.weight($1[place], of: totals[place]) }
      })
  }

  /// How much of the words that are not common was asked for an element before, together with a neighbour;
  /// in a thousand.
  func familiarity(
    of tokens: [String], with element: ElementIdentifier, leavingOut common: Set<String>
  ) -> Int {
    let place = Self.elements.firstIndex(of: element) ?? 0
    func isKnown(_ words: [String]) -> Bool { (counts[words.joined(separator: " ")]?[place] ?? 0) > 0 }
    let rare = tokens.indices.filter { !common.contains(tokens[$0]) }
    guard !rare.isEmpty else { return 1_000 }
    let known = rare.count { index in
      index > 0 && isKnown([tokens[index - 1], tokens[index]])
        || index + 1 < tokens.count && isKnown([tokens[index], tokens[index + 1]])
    }
    return known * 1_000 / rare.count
  }

  /// By how many sixteenths of a bit the words are likelier to insult than to ask or to tell; negative when
  /// they are not.
  func rudeness(of tokens: [String]) -> Int {
    let known = runs(tokens).compactMap { counts[$0] }
    guard known.count >= Self.fewest else { return Int.min }
    func score(_ places: Range<Int>) -> Int {
      let total = totals[places].reduce(0, +)
      return known.reduce(0) { $0 + Self.weight($1[places].reduce(0, +), of: total) }
    }
    return score(Self.insult..<Self.said)
      - max(score(Self.said..<Self.kinds.count), score(0..<Self.elements.count))
  }

  /// How much a run speaks for a kind: it stood in so many of all there are.
  private static func weight(_ count: Int, of total: Int) -> Int {
    bits(count * 10 + 1) - bits(total * 10 + 2)
  }

  /// Fewer known runs tell nothing.
  private static let fewest = 4

  /// Single words, pairs and triples, the beginning and the end as words of their own.
  private func runs(_ tokens: [String]) -> Set<String> {
    var own = tokens[...]
    while let form = politeness.first(where: { own.count > $0.count && own.starts(with: $0) }) {
      own = own.dropFirst(form.count)
    }
    let words = ["^"] + own + ["$"]
    var runs = Set(words)
    for index in words.indices.dropFirst() {
      runs.insert(words[index - 1] + " " + words[index])
      if index > 1 { runs.insert(words[index - 2] + " " + words[index - 1] + " " + words[index]) }
    }
    return runs
  }

  /// Sixteen times the binary logarithm of a positive number, straight between powers of two.
  private static func bits(_ number: Int) -> Int {
    let power = Int.bitWidth - 1 - number.leadingZeroBitCount
    return power * 16 + ((number - (1 << power)) * 16 >> power)
  }
}

import CallModel
import PlainText

/// Questions that were asked, from `Resources/hearing.examples`, and what each asked for.
///
/// A second opinion beside the wordings: words, pairs and triples of words are weighed by how often they
/// stood in questions for each element (naive Bayes).
///
/// Whole numbers only, so that every machine hears the same.
struct SpokenExamples: Sendable {
  private static let elements = Array(ElementIdentifier.allCases)
  /// How often each run of words stood in a question, by the place of its element.
  private var counts: [String: [Int]] = [:]
  /// How many questions there are for each element.
  private var totals = Array(repeating: 0, count: elements.count)

  /// Lines are ELEMENT, a tab, and what was said; others are left out.
  init(_ bytes: [UInt8], rewrites: TokenRewrites) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, let element = ElementIdentifier(rawValue: String(fields[0])),
        let place = Self.elements.firstIndex(of: element)
      else { continue }
      totals[place] += 1
      let tokens = rewrites.applied(to: SpokenTokens.tokens(of: String(fields[1])))
      for run in Self.runs(tokens) {
        counts[run, default: Array(repeating: 0, count: Self.elements.count)][place] += 1
      }
    }
  }

  /// The likeliest element, and by how many sixteenths of a bit it is likelier than the next; nil when too
  /// little of the words was ever asked.
  func opinion(on tokens: [String]) -> (element: ElementIdentifier, lead: Int)? {
    let known = Self.runs(tokens).compactMap { counts[$0] }
    guard known.count >= Self.fewest else { return nil }
    let scores = Self.elements.indices.map { place in
      known.reduce(Self.bits(totals[place] * 10 + 6)) { sum, counts in
        sum + Self.bits(counts[place] * 10 + 3) - Self.bits(totals[place] * 10 + 6)
      }
    }
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    guard order.count > 1 else { return nil }
    return (Self.elements[order[0]], scores[order[0]] - scores[order[1]])
  }

  /// Fewer known runs tell nothing.
  private static let fewest = 4

  /// Single words, pairs and triples, the beginning and the end as words of their own.
  private static func runs(_ tokens: [String]) -> Set<String> {
    let words = ["^"] + tokens + ["$"]
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

import PlainText

/// Completes what stands left of the cursor from a list of candidates; a repeated Tab goes through the
/// matches.
struct Completer {
  /// What Tab does.
  struct Completion: Hashable {
    /// What takes the place of the text from byte `start` to the cursor.
    let text: String
    /// Where it begins, in bytes.
    let start: Int
    /// What else there is to choose from; empty when there is one match.
    let choices: [String]
  }

  private struct Cycle {
    var head: String
    let start: Int
    let matches: [String]
    var next: Int
  }

  private var cycle: Cycle?

  /// The completion of `head`, the text left of the cursor; nil when nothing matches.
  mutating func complete(_ head: String, from candidates: [String]) -> Completion? {
    if var cycle, cycle.head == head { return advance(&cycle) }
    cycle = nil
    let whole = head.drop { $0 == " " }
    let word = head.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    for query in [whole, word] where !query.isEmpty {
      if let found = match(query, in: head, candidates: candidates) { return found }
    }
    return nil
  }

  private mutating func match(_ query: Substring, in head: String, candidates: [String]) -> Completion? {
    let folded = Self.folded(query)
    var matches = candidates.filter { Self.folded($0).hasPrefix(folded) }
    let areExtensions = !matches.isEmpty
    if matches.isEmpty { matches = candidates.filter { Self.contains(Self.folded($0), part: folded) } }
    guard let first = matches.first else { return nil }
    let start = head.utf8.count - query.utf8.count
    if matches.count == 1 { return Completion(text: first, start: start, choices: []) }
    let common = Self.commonPrefix(matches)
    let text = areExtensions && common.count >= query.count ? common : String(query)
    let before = String(head.utf8.prefix(start)) ?? ""
    cycle = Cycle(head: before + text, start: start, matches: matches, next: 0)
    return Completion(text: text, start: start, choices: matches)
  }

  private mutating func advance(_ cycle: inout Cycle) -> Completion {
    let text = cycle.matches[cycle.next]
    cycle.head = (String(cycle.head.utf8.prefix(cycle.start)) ?? "") + text
    cycle.next = (cycle.next + 1) % cycle.matches.count
    self.cycle = cycle
    return Completion(text: text, start: cycle.start, choices: cycle.matches)
  }

  /// The longest beginning that all have in common, in whole characters: two Chinese characters may share
  /// bytes.
  static func commonPrefix(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    var common = first[...]
    for text in texts.dropFirst() {
      let length = zip(common, text).prefix { $0 == $1 }.count
      common = common.prefix(length)
    }
    return String(common)
  }

  private static func folded(_ text: some StringProtocol) -> String { text.halfWidth.lowercased() }

  private static func contains(_ text: String, part: String) -> Bool {
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix(part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

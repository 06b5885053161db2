import PlainText

/// Words as they are heard: every ideograph is a token of its own, every run of letters or digits one token,
/// so that English words have boundaries and Chinese ones need none.
///
/// Forms of one word are brought together by the rewrites of the data (dialect, politeness, slips of input).
enum SpokenTokens {
  /// Marks that end a clause.
  private static let clauseMarks: Set<Character> = [
    "\u{3002}", "\u{FF0C}", ",", "\u{FF1F}", "?", "\u{FF01}", "!", "\u{FF1B}", ";", "\u{2026}", "\n",
    "\u{3001}",
  ]
  private static let questionMarks: Set<Character> = ["?", "\u{FF1F}"]

  /// One clause with whether a question mark ends it.
  struct Clause: Sendable {
    /// The text as it was said, trimmed.
    let text: String
    let tokens: [String]
    let isMarkedQuestion: Bool
    /// What it names that can be compared with facts.
    let slots: FactSlots
  }

  /// The clauses of `text`, empty ones left out; directions in round brackets are no words.
  static func clauses(of text: String, rewrites: TokenRewrites) -> [Clause] {
    var clauses: [Clause] = []
    var piece = ""
    func close(_ isMarked: Bool) {
      let tokens = rewrites.applied(to: Self.tokens(of: piece))
      if !tokens.isEmpty {
        let text = piece.trimmed
        clauses.append(
          Clause(text: text, tokens: tokens, isMarkedQuestion: isMarked, slots: FactSlots(text)))
      }
      piece = ""
    }
    let characters = Array(withoutDirections(text.halfWidth))
    for (index, character) in characters.enumerated() {
      let isStop = character == "." && (index + 1 == characters.count || characters[index + 1] == " ")
      if clauseMarks.contains(character) || isStop {
        close(questionMarks.contains(character))
      } else {
        piece.append(character)
      }
    }
    close(false)
    return clauses
  }

  /// The tokens of a text, lower case, marks left out.
  static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var run = ""
    for character in text.halfWidth.lowercased() {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain {
        run.append(character)
        continue
      }
      // A dot in a plate does not end it, nor a stroke behind its first letter.
      if character == "\u{B7}" || character == "-" && run.count == 1 && run.first?.isLetter == true {
        continue
      }
      if !run.isEmpty { tokens.append(run) }
      run = ""
      if character.isLetter || character.isNumber { tokens.append(String(character)) }
    }
    if !run.isEmpty { tokens.append(run) }
    return tokens
  }

  static func withoutDirections(_ text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "(" || character == "\u{FF08}" { depth += 1 }
      defer { if character == ")" || character == "\u{FF09}" { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }
}

/// Forms that are heard as other forms, longest first: dialect, politeness, slips of pinyin input.
struct TokenRewrites: Sendable {
  private var forms: [String: [(from: [String], to: [String])]] = [:]

  init(_ pairs: [(from: String, to: String)] = []) {
    for pair in pairs {
      let from = SpokenTokens.tokens(of: pair.from)
      guard let first = from.first else { continue }
      forms[first, default: []].append((from, SpokenTokens.tokens(of: pair.to)))
    }
    for key in forms.keys { forms[key]?.sort { $0.from.count > $1.from.count } }
  }

  func applied(to tokens: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < tokens.count {
      let form = forms[tokens[index]]?.first { form in
        index + form.from.count <= tokens.count
          && tokens[index..<(index + form.from.count)].elementsEqual(form.from)
      }
      result += form?.to ?? [tokens[index]]
      index += form?.from.count ?? 1
    }
    return result
  }
}

/// One wording of the data: tokens, gaps (`..`, up to six tokens), word classes (`{person}`), the beginning
/// (`^`) and the end (`$`) of a clause.
struct SpokenPattern: Sendable {
  enum Piece: Hashable, Sendable {
    case word(String)
    case gap
    case oneOf([[String]])
  }

  static let longestGap = 6
  /// What may stand behind the end of a clause without meaning anything.
  let particles: Set<String>
  let pieces: [Piece]
  let beginsClause: Bool
  let endsClause: Bool
  /// How much it says: one for an ideograph, two for a word of letters.
  let weight: Int
  /// The signs of the words without which it cannot stand anywhere.
  let signs: TokenSigns

  init?(_ text: String, classes: [String: [[String]]], rewrites: TokenRewrites, particles: Set<String>) {
    self.particles = particles
    var pieces: [Piece] = []
    var rest = text.trimmed[...]
    beginsClause = rest.first == "^"
    endsClause = rest.last == "$"
    if beginsClause { rest.removeFirst() }
    if endsClause { rest.removeLast() }
    func add(_ words: some StringProtocol) {
      pieces += rewrites.applied(to: SpokenTokens.tokens(of: String(words))).map(Piece.word)
    }
    while !rest.isEmpty {
      if rest.hasPrefix("..") {
        pieces.append(.gap)
        rest = rest.dropFirst(2)
      } else if rest.first == "{", let end = rest.firstIndex(of: "}") {
        guard let words = classes[String(rest[rest.index(after: rest.startIndex)..<end])] else { return nil }
        pieces.append(.oneOf(words))
        rest = rest[rest.index(after: end)...]
      } else {
        let end = [rest.firstRange(of: "..")?.lowerBound, rest.firstIndex(of: "{")].compactMap { $0 }.min()
        add(rest[..<(end ?? rest.endIndex)])
        rest = rest[(end ?? rest.endIndex)...]
      }
    }
    guard pieces.contains(where: { $0 != .gap }) else { return nil }
    self.pieces = pieces
    signs = TokenSigns(
      pieces.compactMap { piece in
        if case .word(let word) = piece { word } else { nil }
      })
    weight = pieces.reduce(0) { sum, piece in
      switch piece {
      case .word(let word): sum + (word.first?.isASCII == true ? 2 : 1)
      case .oneOf: sum + 1
      case .gap: sum
      }
    }
  }

  /// How many wordings it stands for in a language, a class of words counted word by word.
  func count(in language: HearingWords.WordingLanguage) -> Int {
    func isSpoken(_ word: String) -> Bool { (word.first?.isASCII == true) == (language == .english) }
    return pieces.reduce(1) { count, piece in
      switch piece {
      case .word(let word): isSpoken(word) ? count : 0
      case .oneOf(let words): count * words.count { $0.first.map(isSpoken) ?? false }
      case .gap: count
      }
    }
  }

  /// The first tokens it can begin with; nil when it begins with a gap.
  var firstTokens: [String] {
    switch pieces[0] {
    case .word(let word): [word]
    case .oneOf(let words): Array(Set(words.compactMap(\.first)))
    case .gap: []
    }
  }

  /// The end of the match that begins at `start`; nil when there is none.
  func end(from start: Int, in tokens: [String]) -> Int? {
    if beginsClause, start != 0 { return nil }
    return match(0, at: start, in: tokens)
  }

  private func match(_ piece: Int, at index: Int, in tokens: [String]) -> Int? {
    guard piece < pieces.count else {
      guard endsClause else { return index }
      return tokens[index...].allSatisfy(particles.contains) ? index : nil
    }
    switch pieces[piece] {
    case .word(let word):
      return index < tokens.count && tokens[index] == word ? match(piece + 1, at: index + 1, in: tokens) : nil
    case .oneOf(let words):
      for word in words where tokens[index...].starts(with: word) {
        if let end = match(piece + 1, at: index + word.count, in: tokens) { return end }
      }
      return nil
    case .gap:
      for skipped in 0...Self.longestGap where index + skipped <= tokens.count {
        if let end = match(piece + 1, at: index + skipped, in: tokens) { return end }
      }
      return nil
    }
  }
}

/// Wordings with what they mean, found by their first token.
struct PatternTable<Meaning: Sendable>: Sendable {
  struct Hit: Sendable {
    let meaning: Meaning
    let range: Range<Int>
    let weight: Int
    /// The place in the data, so that the earlier of two equals wins.
    let order: Int
  }

  private var entries: [(pattern: SpokenPattern, meaning: Meaning)] = []
  private var starts: [String: [Int]] = [:]
  /// Those of the entries' wordings, side by side.
  private var signs: [TokenSigns] = []

  mutating func add(_ pattern: SpokenPattern, meaning: Meaning) {
    for token in pattern.firstTokens { starts[token, default: []].append(entries.count) }
    signs.append(pattern.signs)
    entries.append((pattern, meaning))
  }

  /// Every place at which a wording stands in the tokens.
  func hits(in tokens: [String]) -> [Hit] {
    let said = TokenSigns(tokens)
    var hits: [Hit] = []
    for start in tokens.indices {
      for order in starts[tokens[start]] ?? [] where said.mayHold(signs[order]) {
        let entry = entries[order]
        guard let end = entry.pattern.end(from: start, in: tokens) else { continue }
        hits.append(
          Hit(meaning: entry.meaning, range: start..<end, weight: entry.pattern.weight, order: order))
      }
    }
    return hits
  }
}

/// One bit of 64 for each of some words: where a bit is missing the word is, too, so that of many thousand
/// wordings only those are tried that may stand in a clause.
struct TokenSigns: Sendable {
  private let bits: UInt64

  /// The signs of these words.
  init(_ tokens: [String]) { bits = tokens.reduce(0) { $0 | Self.bit(of: $1) } }

  /// Whether all words with the other signs may be among these.
  func mayHold(_ other: TokenSigns) -> Bool { other.bits & ~bits == 0 }

  private static func bit(of token: String) -> UInt64 {
    let hash = token.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return 1 << (hash >> 58)
  }
}

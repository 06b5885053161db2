/// Looks for a pattern at one place of a tokenised text.
///
/// Every step is bounded, so it cannot run away.
struct WordingMatcher {
  /// How many characters `XX` stands for at most.
  static let longestWildcard = 12
  /// How many filler words in a row are passed over inside a match.
  static let longestFiller = 2

  private let tokens: [WordingTokens.Token]
  private let pattern: [WordingPattern.Element]
  /// Short patterns must stand in one clause: 「别着急，什么事」 is not 「急什么」.
  private let mayCrossBreaks: Bool

  /// A matcher of `pattern` in a text's tokens.
  init(_ pattern: WordingPattern, in tokens: [WordingTokens.Token]) {
    self.tokens = tokens
    self.pattern = pattern.elements
    mayCrossBreaks = pattern.length >= 4
  }

  /// The number of the token after the match that begins at token `start`; nil when none does.
  func end(from start: Int) -> Int? { end(element: 0, token: start, fillers: 0) }

  private func end(element: Int, token: Int, fillers: Int) -> Int? {
    guard element < pattern.count else { return token }
    switch pattern[element] {
    case .clauseStart: return startsClause(token) ? end(element: element + 1, token: token, fillers: 0) : nil
    case .clauseEnd: return endsClause(token) ? token : nil
    case .pause:
      let next = at(token) == .clauseBreak ? token + 1 : token
      return end(element: element + 1, token: next, fillers: 0)
    case .anything: return endAfterAnything(element, token: token)
    case .character(let scalar, let isOptional):
      return endAfter(scalar, isOptional: isOptional, element: element, token: token, fillers: fillers)
    }
  }

  private func endAfter(
    _ scalar: Unicode.Scalar, isOptional: Bool, element: Int, token: Int, fillers: Int
  ) -> Int? {
    let met = at(token)
    if met == .character(scalar), let found = end(element: element + 1, token: token + 1, fillers: 0) {
      return found
    }
    if isOptional, let found = end(element: element + 1, token: token, fillers: fillers) { return found }
    guard element > 0, pattern[element - 1] != .clauseStart else { return nil }
    if met == .clauseBreak, mayCrossBreaks {
      return end(element: element, token: token + 1, fillers: fillers)
    }
    guard isFiller(met), fillers < Self.longestFiller else { return nil }
    return end(element: element, token: token + 1, fillers: fillers + 1)
  }

  private func endAfterAnything(_ element: Int, token: Int) -> Int? {
    for skipped in 0...Self.longestWildcard {
      if let found = end(element: element + 1, token: token + skipped, fillers: 0) { return found }
      guard let met = at(token + skipped), met != .clauseBreak else { return nil }
    }
    return nil
  }

  private func startsClause(_ token: Int) -> Bool { token == 0 || at(token - 1) == .clauseBreak }

  private func endsClause(_ token: Int) -> Bool {
    var token = token
    for _ in 0..<Self.longestFiller where isFiller(at(token)) { token += 1 }
    return at(token) == nil || at(token) == .clauseBreak
  }

  private func at(_ token: Int) -> WordingTokens.Token? {
    tokens.indices.contains(token) ? tokens[token] : nil
  }

  private func isFiller(_ token: WordingTokens.Token?) -> Bool {
    guard case .character(let scalar) = token else { return false }
    return WordingTokens.fillers.contains(scalar)
  }
}

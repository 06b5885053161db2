/// A form of a taboo phrase the guard looks for, made from its text.
///
/// `XX` stands for up to 12 characters of one clause, `^` for the beginning of a clause, `$` for its end; a
/// final full stop means `$` too. Other punctuation may be there or not. Spaces, width, 你/您 and interjections
/// do not matter; 的, 了, 着 and 吗 may be missing.
struct WordingPattern: Hashable, Sendable {
  enum Element: Hashable, Sendable {
    case character(Unicode.Scalar, isOptional: Bool)
    /// Punctuation in the pattern: a break is welcome here.
    case pause
    /// `XX`.
    case anything
    /// `^`.
    case clauseStart
    /// `$`.
    case clauseEnd
  }

  private(set) var elements: [Element] = []
  /// How many characters it has.
  private(set) var length = 0

  private static let optional = Set("的了着吗".unicodeScalars)
  private static let wildcard: [Unicode.Scalar] = ["X", "X"]

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)[...]
    if scalars.first == "^" {
      elements.append(.clauseStart)
      scalars.removeFirst()
    }
    let endsClause = scalars.last == "$" || scalars.last == "。"
    if scalars.last == "$" { scalars.removeLast() }
    appendAll(scalars)
    while elements.last == .pause || elements.last == .anything { elements.removeLast() }
    if endsClause { elements.append(.clauseEnd) }
  }

  private mutating func appendAll(_ scalars: ArraySlice<Unicode.Scalar>) {
    var index = scalars.startIndex
    while index < scalars.endIndex {
      if scalars[index...].starts(with: Self.wildcard) {
        if length > 0 { elements.append(.anything) }
        index += Self.wildcard.count
      } else {
        for token in WordingTokens.tokens(of: scalars[index]) { append(token) }
        index += 1
      }
    }
  }

  /// Whether there is enough to look for.
  var isUsable: Bool { length >= 2 }

  /// The character every match begins with.
  var first: Unicode.Scalar? {
    for case .character(let scalar, _) in elements { return scalar }
    return nil
  }

  private mutating func append(_ token: WordingTokens.Token) {
    switch token {
    case .clauseBreak: if length > 0, elements.last != .pause { elements.append(.pause) }
    case .character(let scalar):
      // The first character is never optional: matches are looked up by it.
      elements.append(.character(scalar, isOptional: length > 0 && Self.optional.contains(scalar)))
      length += 1
    }
  }
}

extension TabooPhrase {
  /// Everything looked for: the sentence, what it has in brackets, and the further forms.
  var patterns: [WordingPattern] {
    var outside = ""
    var inside = ""
    var depth = 0
    for character in text {
      switch character {
      case "（", "(": depth += 1
      case "）", ")": depth -= 1
      default: if depth > 0 { inside.append(character) } else { outside.append(character) }
      }
    }
    return ([outside, inside] + variants).map(WordingPattern.init).filter(\.isUsable)
  }
}

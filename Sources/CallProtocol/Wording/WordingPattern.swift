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

  init(_ text: String) {
    let parts = Self.body(text).split(separator: "XX", omittingEmptySubsequences: false)
    if text.hasPrefix("^") { elements.append(.clauseStart) }
    for (index, part) in parts.enumerated() {
      if index > 0, length > 0 { elements.append(.anything) }
      for token in WordingTokens(String(part)).tokens { append(token) }
    }
    while elements.last == .pause || elements.last == .anything { elements.removeLast() }
    if text.hasSuffix("$") || text.hasSuffix("。") { elements.append(.clauseEnd) }
  }

  /// Whether there is enough to look for.
  var isUsable: Bool { length >= 2 }

  /// The character every match begins with.
  var first: Unicode.Scalar? {
    for case .character(let scalar, _) in elements { return scalar }
    return nil
  }

  private static func body(_ text: String) -> Substring {
    var body = text[...]
    if body.hasPrefix("^") { body.removeFirst() }
    if body.hasSuffix("$") { body.removeLast() }
    return body
  }

  private mutating func append(_ token: WordingTokens.Token) {
    switch token {
    case .clauseBreak: if length > 0 { elements.append(.pause) }
    case .character(let scalar):
      // The first character is never optional: matches are looked up by it.
      elements.append(.character(scalar, isOptional: length > 0 && Self.optional.contains(scalar)))
      length += 1
    }
  }
}

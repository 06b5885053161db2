/// A said text as tokens, each with where it stands in the text.
struct WordingTokens {
  /// One unit the wording guard compares.
  enum Token: Equatable {
    /// A letter or digit, folded.
    case character(Unicode.Scalar)
    /// Punctuation or a line end, which divides clauses.
    case clauseBreak
  }

  private(set) var tokens: [Token] = []
  private(set) var ranges: [Range<String.Index>] = []

  /// Interjections that change nothing and are left out, so that 「急什么呀」 is found as 「急什么」.
  static let interjections = Set("啊呀呢嘛吧啦哦噢喔哟哎唉嗯呗咯诶欸哈哇喂".unicodeScalars)
  /// Words that may stand anywhere inside a sentence without changing what it says.
  static let fillers = Set("的了着过吗也都就真可还又再是".unicodeScalars)

  private static let folded: [Unicode.Scalar: [Unicode.Scalar]] = [
    "您": ["你"], "咱": ["我"], "俺": ["我"], "嗦": ["唆"], "罗": ["啰"], "囉": ["啰"], "啥": ["什", "么"],
    "嚒": ["么"], "麽": ["么"],
  ]

  init(_ text: String) {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      append(scalars[index], range: index..<next)
      index = next
    }
  }

  /// What one character of a text is to the guard: none, one or two tokens.
  static func tokens(of scalar: Unicode.Scalar) -> [Token] {
    let half = plain(scalar)
    if interjections.contains(half) { return [] }
    if let folded = folded[half] { return folded.map(Token.character) }
    if isLetterOrDigit(half) { return [.character(half)] }
    let isInvisible = half.properties.isWhitespace || half.properties.isDefaultIgnorableCodePoint
    return isInvisible && half != "\n" ? [] : [.clauseBreak]
  }

  private mutating func append(_ scalar: Unicode.Scalar, range: Range<String.Index>) {
    for token in Self.tokens(of: scalar) where token != .clauseBreak || tokens.last != .clauseBreak {
      tokens.append(token)
      ranges.append(range)
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    // Nearly everything said is in this block; the tables of the Unicode properties are far slower.
    if (0x4E00...0x9FFF).contains(scalar.value) { return true }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// The scalar half-width and in lower case.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var value = scalar.value
    if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
    if (0x41...0x5A).contains(value) { value += 0x20 }
    return Unicode.Scalar(value) ?? scalar
  }
}

/// A word or phrase of the protocol file as callers say it; a `*` in it stands for up to eight characters.
///
/// Width, case and punctuation do not count, and spaces only between words of letters.
struct EverydayWord: Hashable, Sendable {
  /// How many characters a `*` stands for at most: a phrase such as 偷*手机 stays within a clause or so.
  static let longestGap = 8

  /// The runs of characters between the stars, none of them empty.
  let parts: [[Unicode.Scalar]]

  /// Nil when no letter and no digit is in the text.
  init?(_ text: some StringProtocol) {
    parts = text.split(separator: "*").map { Self.folded($0) }.filter { !$0.isEmpty }
    if parts.isEmpty { return nil }
  }

  /// How many characters it has, stars aside.
  var length: Int { parts.reduce(0) { $0 + $1.count } }

  /// The characters of a text that count, with one space where two words of letters stand side by side:
  /// without it no word of an English sentence would be whole.
  static func folded(_ text: some StringProtocol) -> [Unicode.Scalar] { FoldedText(text).scalars }

  /// Where its characters stand in `text` when its first one stands at `start`; nil when it is not there.
  func places(in text: [Unicode.Scalar], from start: Int) -> [Int]? {
    guard Self.stands(parts[0], in: text, at: start) else { return nil }
    var places = Array(start..<(start + parts[0].count))
    var end = start + parts[0].count
    for part in parts.dropFirst() {
      guard let next = (end...(end + Self.longestGap)).first(where: { Self.stands(part, in: text, at: $0) })
      else { return nil }
      places += next..<(next + part.count)
      end = next + part.count
    }
    return places
  }

  /// Whether characters stand here, letters as whole words.
  static func stands(_ part: [Unicode.Scalar], in text: [Unicode.Scalar], at start: Int) -> Bool {
    let end = start + part.count
    guard end <= text.count else { return false }
    // Letters are a word only whole: ATM is not in "atmosphere".
    let isCut =
      start > 0 && text[start - 1].isLatinLetter && text[start].isLatinLetter
      || end < text.count && text[end].isLatinLetter && text[end - 1].isLatinLetter
    guard !isCut else { return false }
    return part.indices.allSatisfy { text[start + $0] == part[$0] }
  }
}

/// The characters of a text that count, with what its punctuation told.
struct FoldedText: Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  /// Where a clause begins behind another one.
  private(set) var clauseStarts: Set<Int> = []
  /// Where the next item of a list begins: 刀、枪.
  private(set) var listStarts: Set<Int> = []

  /// They stand within a word: can't.
  private static let apostrophes: Set<Character> = ["'", "’"]
  private static let clauseMarks: Set<Character> = [
    "，", ",", "。", ".", "！", "!", "？", "?", "；", ";", "：", ":", "\n",
  ]
  private static let listMarks: Set<Character> = ["、", "､", "/"]

  /// Folds a text; of a long one only so many characters.
  init(_ text: some StringProtocol, limit: Int = .max) {
    var (isApart, isClause, isItem) = (false, false, false)
    for character in text.lookupForm where scalars.count < limit {
      guard character.isLetter || character.isNumber else {
        isApart = isApart || !Self.apostrophes.contains(character)
        isClause = isClause || Self.clauseMarks.contains(character)
        isItem = isItem || Self.listMarks.contains(character)
        continue
      }
      add(character.unicodeScalars, isApart: isApart, isClause: isClause, isItem: isItem)
      (isApart, isClause, isItem) = (false, false, false)
    }
    if scalars.count > limit { scalars.removeLast(scalars.count - limit) }
  }

  private mutating func add(
    _ character: Character.UnicodeScalarView, isApart: Bool, isClause: Bool, isItem: Bool
  ) {
    if !scalars.isEmpty {
      if isClause { clauseStarts.insert(scalars.count) } else if isItem { listStarts.insert(scalars.count) }
    }
    if isApart, scalars.last?.isLatinLetter == true, character.first?.isLatinLetter == true {
      scalars.append(.wordSpace)
    }
    scalars += character
  }
}

extension Unicode.Scalar {
  /// What stands between two words of letters.
  static let wordSpace: Unicode.Scalar = " "

  /// Whether it says nothing by itself, as a Chinese character does.
  var isLatinLetter: Bool { properties.isAlphabetic && value < 0x250 }
}

import PlainText

/// The words by which a told place is taken apart.
enum PlaceWords {
  private static let data = PlaceWordData.shipped
  static let roadEnds = surestRoadEnds.union(data.characters("road-end-also"))
  /// Those that hardly ever stand inside the name of a road, as 河 does.
  static let surestRoadEnds = data.characters("road-end")
  static let counters = data.characters("counter")
  static let links = data.characters("of")
  /// What may stand between a name and its number; it belongs to neither.
  static let gaps = data.characters("gap").union([" "])
  private static let leads = data.words("lead").longestFirst
  private static let ownWords = data.words("own").longestFirst
  private static let verbs = data.words("is").longestFirst
  private static let ten = data.characters("ten")
  private static let hundred = data.characters("hundred")
  private static let thousand = data.characters("thousand")

  private static let relations: [(word: [Character], relation: PlaceExpression.Relation)] =
    PlaceExpression.Relation.allCases.flatMap { relation in
      data.words(relation.rawValue).map { (Array($0), relation) }
    }.sorted { $0.word.count > $1.word.count }

  private static let figures: [Character: Int] = {
    var figures: [Character: Int] = [:]
    for (value, word) in data.words("figure").enumerated() { figures[Character(word)] = value }
    for word in data.words("figure-also") {
      if let character = word.first, let value = Int(word.dropFirst()) { figures[character] = value }
    }
    return figures
  }()

  static func withoutLead(_ text: [Character]) -> [Character] {
    for lead in leads where text.count > lead.count && text.starts(with: lead) {
      return Array(text.dropFirst(lead.count))
    }
    return text
  }

  /// 对面是…, 我后面有个…: how many characters stand before the name, with how the spot lies to it.
  static func relationBefore(_ text: [Character]) -> (end: Int, relation: PlaceExpression.Relation?) {
    let own = ownWords.first { text.starts(with: $0) }?.count ?? 0
    let behind = text[own...]
    for (word, relation) in relations where behind.starts(with: word) {
      let rest = behind.dropFirst(word.count)
      guard let verb = verbs.first(where: { rest.starts(with: $0) }), rest.count >= verb.count + 2
      else { continue }
      return (own + word.count + verb.count, relation.toldFromSpot)
    }
    return (0, nil)
  }

  /// The text before a relation at its end, with it.
  static func relation(_ text: [Character]) -> (base: [Character], relation: PlaceExpression.Relation?) {
    for (word, relation) in relations where text.count > word.count {
      if text.suffix(word.count).elementsEqual(word) {
        var base = Array(text.dropLast(word.count))
        while let last = base.last, links.contains(last), base.count > 2 { base.removeLast() }
        return (base, relation)
      }
    }
    return (text, nil)
  }

  /// Where the first number begins that counts something: 189号, 三幢, 12-3.
  static func numberStart(_ text: [Character]) -> Int? {
    var start: Int?
    for (index, character) in text.enumerated() {
      let isDigit = isDigit(character)
      if isDigit, start == nil { start = index }
      if let begun = start, !isDigit {
        if counters.contains(character), begun > 0, counts(text[begun..<index]) { return begun }
        start = nil
      }
    }
    // Digits that end the text count too, unless they are all of it.
    return start.flatMap { $0 > 0 && text[$0].isASCII ? $0 : nil }
  }

  /// Whether figures are a number: 千 alone is none, as in 千层饼.
  private static func counts(_ figures: ArraySlice<Character>) -> Bool {
    figures.contains { unit($0).map { $0 < 100 } ?? true }
  }

  /// The number a text begins with, in Arabic or simple Chinese figures; nil over six of them, or over eight
  /// with the words for ten, a hundred and a thousand among them.
  static func number(_ text: ArraySlice<Character>) -> Int? {
    let figures = text.prefix { isDigit($0) }
    guard !figures.isEmpty, figures.count <= (hasUnits(figures) ? longestWithUnits : 6) else { return nil }
    if figures.allSatisfy({ $0.isASCII }) { return Int(String(figures)) }
    return chinese(figures)
  }

  /// What is written on something, with Chinese figures as they are written in digits: A一二零三, 三十五.
  static func digits(_ text: [Character]) -> String {
    var written = ""
    var rest = text[...]
    while let character = rest.first {
      let figures = rest.prefix { isDigit($0) && !$0.isASCII }
      if figures.isEmpty {
        if character != " " { written.append(character) }
        rest.removeFirst()
      } else if hasUnits(figures), figures.count <= longestWithUnits {
        written += chinese(figures).map(String.init) ?? String(figures)
        rest = rest.dropFirst(figures.count)
      } else {
        written += figures.map { Self.figures[$0].map(String.init) ?? String($0) }.joined()
        rest = rest.dropFirst(figures.count)
      }
    }
    return written.uppercased()
  }

  /// Seven figures tell any number under ten thousand; one more for a 零 that is not needed.
  private static let longestWithUnits = 8

  private static func hasUnits(_ figures: ArraySlice<Character>) -> Bool {
    figures.contains { unit($0) != nil }
  }

  private static func unit(_ character: Character) -> Int? {
    if ten.contains(character) { return 10 }
    if hundred.contains(character) { return 100 }
    return thousand.contains(character) ? 1_000 : nil
  }

  private static func chinese(_ text: ArraySlice<Character>) -> Int? {
    var (total, last) = (0, 0)
    var isPlain = true
    for figure in text {
      if let unit = unit(figure) {
        isPlain = false
        total += max(last, 1) * unit
        last = 0
      } else {
        guard let digit = figures[figure] ?? figure.wholeNumberValue else { return nil }
        last = isPlain && total == 0 ? last * 10 + digit : digit
      }
    }
    return total + last
  }

  static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber || figures[character] != nil || unit(character) != nil
  }

  static func position(of word: [Character], in text: [Character]) -> Int? {
    guard word.count <= text.count else { return nil }
    return (0...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
  }
}

extension [String] {
  /// The words as characters, the longest first: 靠近 before 近.
  var longestFirst: [[Character]] { map { [Character]($0) }.sorted { $0.count > $1.count } }
}

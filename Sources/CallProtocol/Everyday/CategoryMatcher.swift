import Catalogue

/// Proposes categories (警情类别) for what happened, as it was typed, by the everyday words of the protocol
/// file.
///
/// Whole numbers only, so that every machine proposes the same. A text is weighed in four ways: words that
/// stand in it; words of two characters with something between them (打了一架); longer words of which it has a
/// part; and, least of all, single characters that a category's words often have. The weights were chosen on
/// the lists in the tests; what many categories share weighs less.
public struct CategoryMatcher: Sendable {
  /// The longest text looked at, in characters: what happened stands at its beginning.
  static let longestText = 200
  /// In how many words of a category a character stands at least that tells something by itself.
  private static let usualCharacter = 8
  /// One of how many words with that character is that category's: 了 is in words of them all.
  private static let usualShare = 4

  private struct Entry: Sendable {
    let word: EverydayWord
    /// Which of `categories` have it.
    var owners: [Int]
  }

  private let categories: [CategoryDefinition]
  private let denials: Denials
  private var words = WordIndex([])
  private var entries: [Entry] = []
  private var numbers: [EverydayWord: Int] = [:]
  private var byFirst: [Unicode.Scalar: [Int]] = [:]
  private var byPair: [CharacterPair: [Int]] = [:]
  private var byCharacter: [Unicode.Scalar: [Int: Int]] = [:]

  /// A matcher of a protocol's categories with their words by code; classes are never proposed, and what is
  /// denied proposes nothing.
  ///
  /// Takes some milliseconds; the document keeps one.
  init(_ all: [CategoryDefinition], words: [String: [String]], denials: Denials) {
    self.denials = denials
    let classes = Set(all.compactMap(\.parent))
    categories = all.filter { !classes.contains($0.code) }
    for (index, category) in categories.enumerated() {
      for text in [category.name.chinese.withoutBrackets] + (words[category.code] ?? []) {
        if let word = EverydayWord(text) { add(word, owner: index) }
      }
    }
  }

  private mutating func add(_ word: EverydayWord, owner: Int) {
    if let known = numbers[word] {
      guard entries[known].owners.last != owner else { return }
      entries[known].owners.append(owner)
    } else {
      let number = entries.count
      numbers[word] = number
      entries.append(Entry(word: word, owners: [owner]))
      words.add(word)
      byFirst[word.parts[0][0], default: []].append(number)
      if word.parts.count == 1, word.length >= 3 {
        for pair in CharacterPair.all(word.parts[0]) { byPair[pair, default: []].append(number) }
      }
    }
    guard word.parts.count == 1 else { return }
    for scalar in Set(word.parts[0]) where !scalar.isLatinLetter && scalar != .wordSpace {
      byCharacter[scalar, default: [:]][owner, default: 0] += 1
    }
  }

  /// The categories a text most likely belongs to, likeliest first; none when nothing in it is known.
  ///
  /// Equals come by level, the highest first, then in the file's order.
  public func proposals(for text: String, limit: Int = 3) -> [CategoryDefinition] {
    let folded = denials.affirmed(FoldedText(text, limit: Self.longestText), words: words)
    var weights = Weights(categories.count)
    addWords(folded, to: &weights)
    addPartialWords(folded, to: &weights)
    // One character alone is a word or nothing: 甲 is no pangolin (穿山甲).
    if folded.count > 1 || isUsual(folded) { addCharacters(folded, to: &weights) }
    let scores = weights.sums
    return
      scores.indices.filter { scores[$0] > 0 }
      .sorted { left, right in
        let (first, second) = (categories[left].defaultLevel ?? 4, categories[right].defaultLevel ?? 4)
        return (scores[right], first, left) < (scores[left], second, right)
      }
      .prefix(limit).map { categories[$0] }
  }

  /// Whether one character stands in so many words of one category that it tells something by itself: 火.
  private func isUsual(_ text: [Unicode.Scalar]) -> Bool {
    guard let counts = text.first.flatMap({ byCharacter[$0] }), let most = counts.values.max() else {
      return false
    }
    return most >= Self.usualCharacter && Self.usualShare * most >= counts.values.reduce(0, +)
  }

  private func addWords(_ text: [Unicode.Scalar], to weights: inout Weights) {
    for (start, scalar) in text.enumerated() {
      for number in byFirst[scalar] ?? [] {
        let entry = entries[number]
        guard let places = entry.word.places(in: text, from: start) else { continue }
        let permille = entry.word.parts.count == 1 ? 1_000 : Weights.starred
        weights.add(Weights.word(places.count) * permille / 1_000, at: places, to: entry.owners)
      }
      for distance in 2...3 where start + distance < text.count && !scalar.isLatinLetter {
        guard let number = numbers[EverydayWord(scalar, text[start + distance])] else { continue }
        weights.add(
          Weights.word(2) * Weights.split / 1_000, at: [start, start + distance], to: entries[number].owners)
      }
    }
  }

  /// Words of three characters and more that are not in the text, by the neighbouring pairs they share with
  /// it; of each category only the best one counts.
  private func addPartialWords(_ text: [Unicode.Scalar], to weights: inout Weights) {
    var shared: [Int: Int] = [:]
    for pair in Set(CharacterPair.all(text)) {
      for number in byPair[pair] ?? [] { shared[number, default: 0] += 1 }
    }
    for (number, count) in shared {
      let entry = entries[number]
      let pairs = entry.word.length - 1
      // All pairs shared: most likely the word itself stands in the text and is counted already.
      guard count < pairs else { continue }
      weights.addPart(Weights.word(2) * Weights.part / 1_000 * count / pairs, to: entry.owners)
    }
  }

  private func addCharacters(_ text: [Unicode.Scalar], to weights: inout Weights) {
    for scalar in Set(text) {
      guard let counts = byCharacter[scalar] else { continue }
      let total = counts.values.reduce(0, +) * (100 + 5 * counts.count)
      for (owner, count) in counts {
        weights.addCharacter(Weights.character * 100 * count / total, to: owner)
      }
    }
  }
}

/// Two neighbouring characters.
private struct CharacterPair: Hashable, Sendable {
  let first: Unicode.Scalar
  let second: Unicode.Scalar

  static func all(_ text: [Unicode.Scalar]) -> [CharacterPair] {
    zip(text, text.dropFirst()).lazy
      .filter { !$0.isLatinLetter || !$1.isLatinLetter }
      .filter { $0 != .wordSpace && $1 != .wordSpace }
      .map { CharacterPair(first: $0, second: $1) }
  }
}

/// What a text weighs for each category.
private struct Weights {
  /// What a word with stars weighs of one without, per mille.
  static let starred = 850
  /// What a word of two characters weighs with others between them, per mille.
  static let split = 350
  /// What a part of a longer word weighs of a word of two characters, per mille.
  static let part = 400
  /// What a character weighs that one category alone has.
  static let character = 800
  /// How much less a word weighs with every further category that has it, per mille.
  static let sharing = 350

  /// Of each category, by the place in the text: what the best word there weighs.
  private var places: [[Int: Int]]
  private var parts: [Int]
  private var characters: [Int]

  init(_ count: Int) {
    places = Array(repeating: [:], count: count)
    parts = Array(repeating: 0, count: count)
    characters = parts
  }

  /// What a word of so many characters weighs: one character may mean much, each further one adds less.
  static func word(_ length: Int) -> Int {
    let weights = [300, 1_000, 1_400, 1_750, 2_000, 2_200]
    return weights[min(max(length, 1), weights.count) - 1]
  }

  var sums: [Int] { places.indices.map { places[$0].values.reduce(0, +) + parts[$0] + characters[$0] } }

  /// A place in the text counts once, by the best word that covers it.
  mutating func add(_ weight: Int, at covered: [Int], to owners: [Int]) {
    let each = shared(weight, owners) / covered.count
    for owner in owners {
      for place in covered { places[owner][place] = max(places[owner][place] ?? 0, each) }
    }
  }

  mutating func addPart(_ weight: Int, to owners: [Int]) {
    let each = shared(weight, owners)
    for owner in owners { parts[owner] = max(parts[owner], each) }
  }

  mutating func addCharacter(_ weight: Int, to owner: Int) { characters[owner] += weight }

  private func shared(_ weight: Int, _ owners: [Int]) -> Int {
    weight * 1_000 / (1_000 + Self.sharing * (owners.count - 1))
  }
}

extension EverydayWord {
  /// The word of two characters.
  fileprivate init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
    parts = [[first, second]]
  }
}

extension String {
  /// The text before its first bracket: 盗窃（治安） is 盗窃.
  fileprivate var withoutBrackets: String { String(prefix { $0 != "（" && $0 != "(" }) }
}

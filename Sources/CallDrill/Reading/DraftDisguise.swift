import CallModel
import Catalogue
import PlainText

/// Takes out of a call's texts what says who somebody is: what is known to be personal in one answer of the
/// call goes from all of them, and so do plates, employers, estates, roads and English names.
///
/// It errs on the side of taking out too much; a trainer reads every line before the file is written.
struct DraftDisguise {
  private static let longestName = 6

  private var random: SeededChoice
  private let names: NameHiding
  /// Chinese names of persons, firms and places, longest first.
  private let known: [String]
  /// English words of such names, in lower case.
  private let knownWords: Set<String>

  /// A disguise for the texts of `record`.
  init(_ record: CallRecord) {
    random = SeededChoice(seed: 110, salt: record.id.description)
    let texts = ElementIdentifier.allCases.map { record.element($0).text.halfWidth }
    let personal =
      ([record.element(.contact).text, record.ring?.name ?? "", record.element(.where).text]
      + ComplaintField.prescribed.map { record.complaint?.fields[$0]?.text ?? "" }).map(\.halfWidth)
    let all = texts + personal
    let people = all.flatMap { NameHiding.names(in: $0) }
    let given = people.compactMap { NameHiding.givenName(of: $0) }
    names = NameHiding(namesIn: personal + people)
    known = Self.longestFirst(Self.pieces(of: personal) + people + given + all.flatMap { Self.stems($0) })
    knownWords = Set(personal.flatMap { Self.telling($0) } + all.flatMap { Self.capitals($0) })
  }

  /// The runs of ideographs within answers that are personal as a whole, also without what they end with.
  private static func pieces(of texts: [String]) -> [String] {
    texts.flatMap { $0.split { !isIdeograph($0) } }.map(String.init).flatMap { run in
      [run] + DisguiseWords.endings.filter { run.hasSuffix($0) }.map { String(run.dropLast($0.count)) }
    }
  }

  private static func longestFirst(_ names: [String]) -> [String] {
    let telling = names.filter { $0.count >= 2 && !MaskingWords.plainContacts.contains($0) }
    return Set(telling).sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// The words that say who somebody is in an answer that does as a whole.
  private static func telling(_ text: String) -> [String] {
    words(text).map { $0.lowercased() }.filter { $0.count > 1 && !DisguiseWords.plainEnglish.contains($0) }
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isLetter) }.map(String.init)
  }

  /// An invented number.
  mutating func number() -> String {
    "199****" + (0..<4).map { _ in String(random.below(10)) }.joined()
  }

  /// The text without what says who somebody is; single digits, ages and counts of people and things stay.
  mutating func text(_ text: String) -> String {
    var text = SafeText(text.halfWidth).description
    for name in known { text = text.replacing(name, with: DisguiseWords.person) }
    text = withoutEnglishNames(Self.withoutNames(Self.withoutPlates(text)))
    return names.hidden(withoutNumbers(text))
  }

  private static func withoutPlates(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      if let end = plateEnd(characters, at: index) {
        result += DisguiseWords.plate
        index = end
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  /// A province, a letter and five or six letters and digits.
  private static func plateEnd(_ text: [Character], at start: Int) -> Int? {
    guard DisguiseWords.provinces.contains(text[start]), start + 1 < text.count, text[start + 1].isASCII,
      text[start + 1].isLetter
    else { return nil }
    var index = start + 2
    if index < text.count, "\u{B7}. -".contains(text[index]) { index += 1 }
    let end = text[index...].firstIndex { !isPlain($0) } ?? text.count
    return (5...6).contains(end - index) ? end : nil
  }

  /// The name before what the name of a firm, an estate or a street ends with; shorter than two it is none.
  private static func named(_ head: Substring) -> String {
    let name = head.reversed().prefix { isIdeograph($0) && !DisguiseWords.before.contains($0) }.prefix(
      longestName)
    return name.count > 1 ? String(name.reversed()) : ""
  }

  /// The names of firms, estates and streets: what they end with stays.
  private static func withoutNames(_ text: String) -> String {
    DisguiseWords.endings.reduce(text) { text, ending in
      var result = ""
      var rest = text[...]
      while let found = rest.firstRange(of: ending) {
        let head = rest[..<found.lowerBound]
        let name = named(head)
        result += head.dropLast(name.count) + (name.isEmpty ? "" : DisguiseWords.some) + ending
        rest = rest[found.upperBound...]
      }
      return result + rest
    }
  }

  /// What firms and estates of the text are called for short: \u{6052}\u{4FE1} of
  /// \u{6052}\u{4FE1}\u{7535}\u{5B50}\u{5382}.
  private static func stems(_ text: String) -> [String] {
    DisguiseWords.endings.flatMap { ending in
      text.ranges(of: ending).map { named(text[..<$0.lowerBound]) }
    }.flatMap { name in name.count > 2 ? [name, String(name.prefix(2))] : [] }
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
  }

  /// Words with a capital that do not begin a sentence, two of them together wherever they stand, and what
  /// stands behind a title; in lower case.
  private static func capitals(_ text: String) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    func isCapital(_ index: Int) -> Bool {
      guard words.indices.contains(index), let first = Self.words(words[index]).first else { return false }
      return first.count > 1 && first.first?.isUppercase == true
        && first.dropFirst().contains { $0.isLowercase }
        && !DisguiseWords.titles.contains(first.lowercased())
    }
    return words.indices.flatMap { index -> [String] in
      let before = index > 0 ? words[index - 1] : "."
      let isTitled = DisguiseWords.titles.contains(before.filter { $0.isLetter }.lowercased())
      let isFirst = before.last.map { ".!?".contains($0) } ?? true
      guard isCapital(index), isTitled || !isFirst || isCapital(index + 1) else { return [] }
      return telling(words[index])
    }
  }

  /// The words of names, wherever and however they are written; several together are one.
  private func withoutEnglishNames(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isLetter }) {
      let word = rest[start...].prefix { $0.isASCII && $0.isLetter }
      result += rest[..<start]
      let isName = knownWords.contains(word.lowercased())
      let isMore = isName && result.hasSuffix(DisguiseWords.someone + " ")
      result += isMore ? "" : isName ? DisguiseWords.someone : String(word)
      if isMore { result.removeLast() }
      rest = rest[word.endIndex...]
    }
    return result + rest
  }

  private mutating func withoutNumbers(_ text: String) -> String {
    guard !text.contains(DisguiseWords.plate) else {
      // The invented plate is nobody's.
      return text.split(separator: DisguiseWords.plate, omittingEmptySubsequences: false).map {
        withoutNumbers(String($0))
      }
      .joined(separator: DisguiseWords.plate)
    }
    var result = ""
    var digits = 0
    for (index, character) in zip(text.indices, text) {
      if !character.isNumber, digits > 0 {
        if digits < 4, Self.isCount(text[index...]) { digits = 0 }
        close(&result, digits: &digits)
      }
      if character.isNumber { digits += 1 }
      result.append(character)
    }
    close(&result, digits: &digits)
    return result
  }

  /// Whether what follows a number makes it an age or a count: 六十多岁, 12个.
  private static func isCount(_ rest: Substring) -> Bool {
    let unit = rest.drop { DisguiseWords.about.contains($0) }.first
    return unit.map(DisguiseWords.counted.contains) ?? false
  }

  /// Any seven digits may be somebody's number; those with stars are nobody's.
  private mutating func close(_ text: inout String, digits: inout Int) {
    defer { digits = 0 }
    guard digits > 1 else { return }
    text.removeLast(digits)
    text += digits >= 7 ? number() : (0..<digits).map { _ in String(1 + random.below(9)) }.joined()
  }
}

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
  private let known: [String]

  /// A disguise for the texts of `record`.
  init(_ record: CallRecord) {
    random = SeededChoice(seed: 110, salt: record.id.description)
    let persons =
      [record.element(.contact).text, record.ring?.name ?? ""]
      + ComplaintField.prescribed.map { record.complaint?.fields[$0]?.text ?? "" }
    names = NameHiding(namesIn: persons)
    known = Self.pieces(of: persons + [record.element(.where).text])
  }

  /// The names within answers that are personal as a whole: runs of ideographs and of letters, without what
  /// they end with, longest first.
  private static func pieces(of texts: [String]) -> [String] {
    var runs: [String] = []
    for run in texts.flatMap({ $0.halfWidth.split { !$0.isLetter } }).map(String.init) {
      runs.append(run)
      for ending in DisguiseWords.endings where run.hasSuffix(ending) {
        runs.append(String(run.dropLast(ending.count)))
      }
    }
    let telling = runs.filter { $0.count >= 2 && !MaskingWords.plainContacts.contains($0) }
    return Set(telling).sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// An invented number.
  mutating func number() -> String {
    "199****" + (0..<4).map { _ in String(random.below(10)) }.joined()
  }

  /// The text without what says who somebody is; single digits count people and things and stay.
  mutating func text(_ text: String) -> String {
    var text = SafeText(text.halfWidth).description
    for name in known {
      text = text.replacing(
        name, with: name.first?.isASCII == true ? DisguiseWords.someone : DisguiseWords.person)
    }
    text = Self.withoutEnglishNames(Self.withoutNames(Self.withoutPlates(text)))
    return names.hidden(withoutNumbers(text))
  }

  private static func withoutPlates(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      if let end = plateEnd(characters, index) {
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
  private static func plateEnd(_ text: [Character], _ start: Int) -> Int? {
    guard DisguiseWords.provinces.contains(text[start]), start + 1 < text.count, text[start + 1].isASCII,
      text[start + 1].isLetter
    else { return nil }
    var index = start + 2
    if index < text.count, "\u{B7}. -".contains(text[index]) { index += 1 }
    let end = text[index...].firstIndex { !isPlain($0) } ?? text.count
    return (5...6).contains(end - index) ? end : nil
  }

  /// The names of firms, estates and streets: what they end with stays.
  private static func withoutNames(_ text: String) -> String {
    DisguiseWords.endings.reduce(text) { text, ending in
      var result = ""
      var rest = text[...]
      while let found = rest.firstRange(of: ending) {
        let head = String(rest[..<found.lowerBound])
        let name = head.reversed().prefix { isIdeograph($0) && !DisguiseWords.before.contains($0) }.prefix(
          longestName)
        result +=
          head.dropLast(name.count) + (name.count > 1 ? DisguiseWords.some : String(name.reversed())) + ending
        rest = rest[found.upperBound...]
      }
      return result + rest
    }
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
  }

  /// Capital words that do not begin a sentence, and two of them together wherever they stand.
  private static func withoutEnglishNames(_ text: String) -> String {
    var result: [String] = []
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    func isName(_ index: Int) -> Bool {
      guard words.indices.contains(index) else { return false }
      let word = words[index].filter(\.isLetter)
      return word.count > 1 && word.first?.isASCII == true && word.first?.isUppercase == true
        && word.dropFirst().contains { $0.isLowercase }
    }
    for index in words.indices {
      let isFirst = index == 0 || words[index - 1].last.map { ".!?".contains($0) } ?? true
      let isTaken = isName(index) && (!isFirst || isName(index + 1))
      let tail = words[index].last.map { $0.isLetter ? "" : String($0) } ?? ""
      result.append(isTaken ? DisguiseWords.someone + tail : words[index])
    }
    return result.joined(separator: " ").replacing(
      "\(DisguiseWords.someone) \(DisguiseWords.someone)", with: DisguiseWords.someone)
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
    for character in text {
      if !character.isNumber, digits > 0 { close(&result, &digits) }
      if character.isNumber { digits += 1 }
      result.append(character)
    }
    close(&result, &digits)
    return result
  }

  /// Any seven digits may be somebody's number; those with stars are nobody's.
  private mutating func close(_ text: inout String, _ digits: inout Int) {
    defer { digits = 0 }
    guard digits > 1 else { return }
    text.removeLast(digits)
    text += digits >= 7 ? number() : (0..<digits).map { _ in String(1 + random.below(9)) }.joined()
  }
}

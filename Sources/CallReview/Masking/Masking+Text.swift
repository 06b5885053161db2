import CallModel
import Catalogue
import PlainText

extension Masking {
  /// Numbers of seven and more digits, spaces and hyphens between them allowed; dates and call ids stay.
  static func numbers(in text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      guard isDigit(characters[index]) else {
        result.append(characters[index])
        index += 1
        continue
      }
      let end = numberEnd(characters, index)
      result += hidingNumber(Array(characters[index..<end]))
      index = end
    }
    return result
  }

  /// What follows 我叫 and the like: the first character stays, up to two more are hidden.
  static func names(in text: String) -> String {
    var result = text
    for prefix in MaskingWords.namePrefixes {
      var rest = result[...]
      var built = ""
      while let found = rest.firstRange(of: prefix) {
        built += rest[..<found.upperBound]
        rest = rest[found.upperBound...]
        let gap = rest.prefix { $0.isWhitespace || $0.isPunctuation }
        built += gap
        rest = rest.dropFirst(gap.count)
        let name = rest.prefix { $0.isLetter }.prefix(3)
        guard name.count > 1 else { continue }
        built += Self.name(String(name))
        rest = rest.dropFirst(name.count)
      }
      result = built + rest
    }
    return result
  }

  /// The end of a run of digits that may be joined by single spaces, hyphens or brackets, and end in an X.
  private static func numberEnd(_ characters: [Character], _ start: Int) -> Int {
    var end = start
    var index = start
    while index < characters.count {
      if isDigit(characters[index]) {
        end = index + 1
      } else if !(joins(characters[index]) && index == end) {
        break
      }
      index += 1
    }
    let digits = characters[start..<end].count(where: isDigit)
    if digits == 17, end < characters.count, "xX\u{FF38}\u{FF58}".contains(characters[end]) { end += 1 }
    return end
  }

  private static func joins(_ character: Character) -> Bool {
    character == " " || character == "-" || character == ")" || character == "－" || character == "\u{3000}"
  }

  private static func hidingNumber(_ run: [Character]) -> String {
    let text = String(run)
    let digits = run.count(where: isDigit)
    guard digits >= 7, !isDated(text.halfWidth) else { return text }
    if (15...18).contains(digits), digits == 15 || digits >= 17, run.allSatisfy({ !joins($0) }) {
      return identity(text)
    }
    return number(text)
  }

  /// A date, or a call id that begins with one: 2026-11-22, 20261122, 20261122-03-0007.
  private static func isDated(_ text: String) -> Bool {
    if CivilDate(text) != nil || (try? CallIdentifier(text)) != nil { return true }
    // A date and an hour behind it: `2026-11-22 09`.
    let words = text.split(whereSeparator: { $0 == " " })
    guard words.count == 2, words[1].count <= 2, let day = words.first else { return false }
    return CivilDate(day) != nil
  }
}

import CallModel
import Catalogue
import PlainText

extension Masking {
  /// Numbers of seven and more digits, spaces and hyphens between them allowed; dates and call ids stay.
  static func numbers(in text: String) -> String {
    let characters = Array(text)
    guard characters.count(where: isDigit) >= 7 else { return text }
    var result = ""
    var index = 0
    while index < characters.count {
      guard isDigit(characters[index]) else {
        result.append(characters[index])
        index += 1
        continue
      }
      let end = numberEnd(characters, start: index)
      result += hidingNumber(Array(characters[index..<end]))
      index = end
    }
    return result
  }

  /// Number plates: province, letter and the last two characters stay, 苏D***45.
  static func plates(in text: String) -> String {
    let compact = CompactText(text)
    let ranges = NumberPlate.ranges(in: compact)
    guard !ranges.isEmpty else { return text }
    var page = HiddenPage(compact)
    for range in ranges { page.hide(plateAt: range) }
    return page.text
  }

  /// What follows 我叫 and the like: the first character stays, the others of the name are hidden.
  static func names(in text: String) -> String {
    let characters = Array(text)
    var result = ""
    var end = 0
    for range in announcedPlaces(in: characters) {
      result += String(characters[end..<range.lowerBound]) + name(String(characters[range]))
      end = range.upperBound
    }
    return end == 0 ? text : result + String(characters[end...])
  }

  /// The names behind 我叫 and the like; of Chinese ones what can be the longest.
  static func announcedNames(in text: String) -> [String] {
    let characters = Array(text)
    return announcedPlaces(in: characters).map { String(characters[$0]) }
  }

  private static func announcedPlaces(in characters: [Character]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var index = 0
    while index < characters.count {
      guard let length = prefixLength(characters, index: index) else {
        index += 1
        continue
      }
      var start = index + length
      while start < characters.count, characters[start].isWhitespace || characters[start].isPunctuation {
        start += 1
      }
      let end = nameEnd(characters, start: start)
      if end - start > 1 { places.append(start..<end) }
      index = max(end, index + length)
    }
    return places
  }

  /// The length of the longest word at `index` that announces a name; nil when none does.
  private static func prefixLength(_ characters: [Character], index: Int) -> Int? {
    guard MaskingWords.nameBeginnings.contains(characters[index]) else { return nil }
    return MaskingWords.namePrefixes.filter { characters[index...].starts(with: $0) }.map(\.count).max()
  }

  /// A name of three characters, of four behind a double surname, or one whole word in Latin letters.
  private static func nameEnd(_ characters: [Character], start: Int) -> Int {
    let letters = characters[start...].prefix { $0.isLetter }
    guard let first = letters.first else { return start }
    if first.isASCII { return start + letters.prefix(while: \.isASCII).count }
    let isDouble = MaskingWords.doubleSurnames.contains(String(letters.prefix(2)))
    return start + letters.prefix(isDouble ? 4 : 3).count
  }

  /// The end of a run of digits that may be joined by single spaces, hyphens or brackets, and end in an X.
  private static func numberEnd(_ characters: [Character], start: Int) -> Int {
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

  /// A date, a moment, or a call id that begins with one: 2026-11-22, 20261122, 20261122-091531,
  /// 20261122-03-0007.
  private static func isDated(_ text: String) -> Bool {
    if CivilDate(text) != nil || CallIdentifier(ifValid: text) != nil || isMoment(text) { return true }
    // A date and an hour behind it: `2026-11-22 09`.
    let words = text.split(whereSeparator: { $0 == " " })
    guard words.count == 2, words[1].count <= 2, let day = words.first else { return false }
    return CivilDate(day) != nil
  }

  /// A date of eight digits and a time of day of six, as telephone systems name recordings.
  private static func isMoment(_ text: String) -> Bool {
    let digits = text.filter { $0 != "-" && $0 != " " }
    guard digits.count == 14, digits.allSatisfy(isDigit), CivilDate(digits.prefix(8)) != nil else {
      return false
    }
    let time = Array(digits.suffix(6))
    return time[0...1].lexicographicallyPrecedes("24") && time[2] < "6" && time[4] < "6"
  }
}

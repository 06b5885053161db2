import PlainText

/// Numbers as they are typed and spoken, made digits: 十二 is 12, 8.6万 is 86000, 一百二 is 100 and 2.
enum Numerals {
  private static let digits: [Character: Int] = [
    "\u{3007}": 0, "\u{96F6}": 0, "\u{4E00}": 1, "\u{4E8C}": 2, "\u{4E24}": 2, "\u{4E09}": 3, "\u{56DB}": 4,
    "\u{4E94}": 5, "\u{516D}": 6, "\u{4E03}": 7, "\u{516B}": 8, "\u{4E5D}": 9,
  ]
  private static let powers: [Character: Int] = [
    "\u{5341}": 10, "\u{767E}": 100, "\u{5343}": 1_000, "\u{4E07}": 10_000,
  ]
  private static let largest = 1_000_000_000_000
  /// Longer runs are no amounts.
  private static let longestRun = 16

  /// Half-width, lower case, numerals made ASCII digits.
  static func normalised(_ text: String) -> String {
    let characters = Array(text.halfWidth.lowercased().replacing(":00", with: "\u{70B9}"))
    var result = ""
    var index = 0
    while index < characters.count {
      var end = index
      while end < characters.count, end - index < longestRun, isPart(characters, at: end, from: index),
        !isOther(characters, at: end, from: index)
      {
        end += 1
      }
      if end > index {
        result += value(Array(characters[index..<end]))
        index = end
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  /// Ten may begin a number; hundred and more, and a point, only stand inside one.
  private static func isPart(_ characters: [Character], at index: Int, from start: Int) -> Bool {
    let character = characters[index]
    if isDigit(character) || character == "\u{5341}" { return true }
    guard index > start else { return false }
    if powers[character] != nil { return true }
    return character == "." && index + 1 < characters.count && isDigit(characters[index + 1])
  }

  /// Whether a digit of the other script begins another number: \u{5C3E}\u{53F7}1234\u{4E00}\u{4E2A}5678.
  private static func isOther(_ characters: [Character], at index: Int, from start: Int) -> Bool {
    guard index > start, isDigit(characters[index]), isDigit(characters[index - 1]) else { return false }
    return characters[index].isASCII != characters[index - 1].isASCII
  }

  private static func isDigit(_ character: Character) -> Bool {
    digits[character] != nil || character.isASCII && character.isNumber
  }

  private static func value(_ run: [Character]) -> String {
    let plain = run.map { digits[$0].map { Character(String($0)) } ?? $0 }
    guard run.contains(where: { powers[$0] != nil }) else { return String(plain) }
    // In units of a tenth, so that 8.6万 stays whole.
    var total = 0
    var section = 0
    var number = ""
    var power = 1
    for character in plain {
      guard let found = powers[character] else {
        number.append(character)
        continue
      }
      power = found
      let tenths = tenths(number) ?? (number.isEmpty ? 10 : 0)
      if power == 10_000 {
        // No amount of a call is larger; the bound keeps any input from overflowing.
        total = min(largest, total + section + (number.isEmpty ? 0 : tenths)) * power
        section = 0
      } else {
        section += tenths * power
      }
      number = ""
    }
    // 八万六 is 86000: a single figure behind a power counts tenths of it.
    let isShort = number.count == 1 && power >= 100 && plain.last != "0"
    let rest = (tenths(number) ?? 0) * (isShort ? power / 10 : 1)
    return String((total + section + rest) / 10)
  }

  private static func tenths(_ number: String) -> Int? {
    let pieces = number.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = pieces.first.flatMap({ Int($0) }), whole < 100_000_000 else { return nil }
    return whole * 10 + (pieces.count > 1 ? pieces[1].first?.wholeNumberValue ?? 0 : 0)
  }
}

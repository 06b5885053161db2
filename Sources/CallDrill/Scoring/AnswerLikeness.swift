import PlainText

/// How right a recorded answer is, in per mille.
///
/// Numbers of the truth (runs of letters and digits with a digit: house numbers, plates, amounts) must be in
/// the answer exactly, whether typed in digits or in Chinese numerals, and no number may be there that
/// neither truth nor caller has. The words are compared by `TextSimilarity`: 450 and more is right, 250 and
/// more half right.
public struct AnswerLikeness: Sendable {
  /// 0 wrong, 500 half right, 1000 right.
  public let permille: Int

  /// Compares `answer` with every wording of the truth; `spoken` are the caller's words.
  public init(_ answer: String, truths: [String], spoken: String = "") {
    permille = truths.map { Self.compare(answer, $0, spoken) }.max() ?? 0
  }

  private static func compare(_ answer: String, _ truth: String, _ spoken: String) -> Int {
    let given = Set(numbers(in: normalised(answer)))
    let wanted = Set(numbers(in: truth.halfWidth.lowercased()))
    let known = Set(numbers(in: normalised(truth)) + numbers(in: normalised(spoken)))
    guard wanted.isSubset(of: given), given.isSubset(of: known.union(wanted)) else { return 0 }
    let likeness = TextSimilarity(normalised(answer), normalised(truth)).permille
    return likeness >= 450 ? 1_000 : likeness >= 250 ? 500 : 0
  }

  /// Runs of ASCII letters and digits that hold a digit.
  static func numbers(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
      .filter { $0.contains { $0.isNumber } }
  }

  private static let digits: [Character: Int] = [
    "\u{3007}": 0, "\u{96F6}": 0, "\u{4E00}": 1, "\u{4E8C}": 2, "\u{4E24}": 2, "\u{4E09}": 3, "\u{56DB}": 4,
    "\u{4E94}": 5, "\u{516D}": 6, "\u{4E03}": 7, "\u{516B}": 8, "\u{4E5D}": 9,
  ]
  private static let ten: Character = "\u{5341}"

  /// Half-width, lower case, Chinese numerals up to 99 (and digit by digit) made ASCII digits.
  static func normalised(_ text: String) -> String {
    let characters = Array(text.halfWidth.lowercased())
    var result = ""
    for (index, character) in characters.enumerated() {
      if character == ten {
        let follows = index + 1 < characters.count && digits[characters[index + 1]] != nil
        let precedes = index > 0 && digits[characters[index - 1]] != nil
        result += (precedes ? "" : "1") + (follows ? "" : "0")
      } else if let digit = digits[character] {
        result += String(digit)
      } else {
        result.append(character)
      }
    }
    return result
  }
}

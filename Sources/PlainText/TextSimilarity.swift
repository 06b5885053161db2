/// How alike two short texts are, from 0 to 1000 (per mille), the same on every machine: whole numbers only.
///
/// Full-width forms, case, spaces and punctuation do not count. The figure is the Dice coefficient of
/// neighbouring character pairs; a text that stands whole inside the other counts at least 800.
public struct TextSimilarity: Sendable {
  /// 0 nothing in common, 1000 the same.
  public let permille: Int

  /// The likeness of two texts.
  public init(_ left: String, _ right: String) {
    let first = Self.significant(left)
    let second = Self.significant(right)
    if first.isEmpty || second.isEmpty {
      permille = 0
    } else if first == second {
      permille = 1_000
    } else {
      let dice = Self.dice(first, second)
      permille = Self.contains(first, second) ? max(800, dice) : dice
    }
  }

  /// The letters, digits and ideographs of a text, half-width and lower case.
  public static func significant(_ text: String) -> [Character] {
    text.halfWidth.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
  }

  private static func contains(_ first: [Character], _ second: [Character]) -> Bool {
    let (shorter, longer) = first.count < second.count ? (first, second) : (second, first)
    guard shorter.count >= 2 else { return false }
    return String(longer).contains(String(shorter))
  }

  private static func dice(_ first: [Character], _ second: [Character]) -> Int {
    var pairs = counted(pairs: first)
    let total = max(0, first.count - 1) + max(0, second.count - 1)
    guard total > 0 else { return 0 }
    var common = 0
    for (left, right) in zip(second, second.dropFirst()) {
      let pair = String([left, right])
      if let count = pairs[pair], count > 0 {
        pairs[pair] = count - 1
        common += 1
      }
    }
    return 2_000 * common / total
  }

  private static func counted(pairs text: [Character]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (left, right) in zip(text, text.dropFirst()) { counts[String([left, right]), default: 0] += 1 }
    return counts
  }
}

/// The first letters of the pinyin readings of Chinese characters, for finding 晋陵中路 by `jlzl`.
///
/// The table holds the main reading of U+4E00 to U+9FFF, a letter each (facts of the Unicode Han database's
/// kMandarin); the few characters that names and places read differently have their other letter here.
public enum PinyinInitials {
  private static let table = PackageResources.pinyin_initials_txt

  /// Characters with a second reading in names and places, and its letter.
  private static let others: [UInt32: UInt8] = [
    0x957F: 0x63, 0x53A6: 0x78, 0x5355: 0x73, 0x89E3: 0x78, 0x66FE: 0x7A, 0x4EC7: 0x71, 0x91CD: 0x63,
    0x884C: 0x68,
    0x671D: 0x7A, 0x4E50: 0x79, 0x756A: 0x70, 0x76DB: 0x63, 0x67E5: 0x7A, 0x7FDF: 0x64, 0x533A: 0x6F,
    0x6821: 0x6A,
    0x85CF: 0x7A, 0x8C03: 0x74, 0x4F20: 0x7A, 0x79CD: 0x63,
  ]

  /// Whether the letters of `query` (lower case) are the initials of characters that follow each other in
  /// `text`.
  ///
  /// ASCII letters and digits in the text stand for themselves. A query of one letter matches nothing.
  public static func matches(_ query: [UInt8], text: [Unicode.Scalar]) -> Bool {
    guard query.count > 1, text.count >= query.count else { return false }
    let letters = text.map(Self.letters)
    return (0...(text.count - query.count)).contains { start in
      query.indices.allSatisfy { index in
        let (first, second) = letters[start + index]
        return query[index] == first || query[index] == second
      }
    }
  }

  /// Whether a query can be meant as initials: two ASCII letters or more and nothing else.
  public static func isQuery(_ folded: [Unicode.Scalar]) -> Bool {
    folded.count > 1 && folded.allSatisfy { ("a"..."z").contains($0) }
  }

  private static func letters(_ scalar: Unicode.Scalar) -> (UInt8, UInt8) {
    let value = scalar.value
    if (0x4E00...0x9FFF).contains(value), Int(value - 0x4E00) < table.count {
      let letter = table[Int(value - 0x4E00)]
      return (letter, others[value] ?? letter)
    }
    let ascii = value < 0x80 ? UInt8(value) : 0
    return (ascii, ascii)
  }
}

/// The first letters of the pinyin readings of Chinese characters, for finding 晋陵中路 by `jlzl`.
///
/// The letters come from `Pinyin`, whose table also knows the few characters that names and places read
/// differently.
public enum PinyinInitials {
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
    let reading = Pinyin.reading(of: scalar)
    if reading != 0 {
      return (Pinyin.initial(of: reading), Pinyin.initial(of: Pinyin.otherReading(of: scalar)))
    }
    let ascii = scalar.value < 0x80 ? UInt8(scalar.value) : 0
    return (ascii, ascii)
  }
}

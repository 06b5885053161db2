/// The pinyin readings of Chinese characters, without tones, as numbers that compare fast.
///
/// `Resources/pinyin.txt` holds three lines: the syllables there are, the main reading of each of U+4E00 to
/// U+9FFF as a number of two letters (facts of the Unicode Han database's kMandarin, ü written v), and the
/// other reading of characters that names and places read differently.
public enum Pinyin {
  /// A syllable; 0 is none.
  public typealias Syllable = UInt16

  /// The syllables, by number; the first one is empty.
  public static let syllables: [String] = [""] + texts.map { String(decoding: $0, as: UTF8.self) }

  private static let texts: [ArraySlice<UInt8>] =
    lines.first.map { $0.split(separator: UInt8(ascii: " ")) } ?? []
  private static let lines = PackageResources.pinyin_txt.split(separator: 0x0A)

  /// The reading of each character from U+4E00 on.
  private static let readings: [Syllable] = {
    guard lines.count == 3 else { return [] }
    let pairs = Array(lines[1])
    return stride(from: 0, to: pairs.count - 1, by: 2).map { index in
      guard pairs[index] >= 0x61 else { return 0 }
      return Syllable(pairs[index] - 0x61) * 26 + Syllable(pairs[index + 1] - 0x61) + 1
    }
  }()

  private static let numbers = Dictionary(
    uniqueKeysWithValues: syllables.enumerated().map { ($1, Syllable($0)) })

  private static let others: [Unicode.Scalar: Syllable] = {
    guard lines.count == 3 else { return [:] }
    var readings: [Unicode.Scalar: Syllable] = [:]
    for word in String(decoding: lines[2], as: UTF8.self).split(separator: " ") {
      if let character = word.unicodeScalars.first { readings[character] = numbers[String(word.dropFirst())] }
    }
    return readings
  }()

  /// The reading of a character; 0 for one that has none.
  public static func reading(of scalar: Unicode.Scalar) -> Syllable {
    let index = Int(scalar.value) - 0x4E00
    return readings.indices.contains(index) ? readings[index] : 0
  }

  /// The other reading that names and places give a character; its only one for nearly all of them.
  public static func otherReading(of scalar: Unicode.Scalar) -> Syllable {
    others[scalar] ?? reading(of: scalar)
  }

  /// The number of a syllable written out in lower case; nil when it is none.
  public static func syllable(_ text: some StringProtocol) -> Syllable? {
    text.isEmpty ? nil : numbers[String(text)]
  }

  /// The first letter of a reading as an ASCII byte; 0 for none.
  public static func initial(of syllable: Syllable) -> UInt8 {
    syllable == 0 || Int(syllable) > texts.count ? 0 : texts[Int(syllable) - 1].first ?? 0
  }
}

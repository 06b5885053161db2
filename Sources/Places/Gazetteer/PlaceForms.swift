import PlainText

/// A character of a name or of what is typed, as places are compared: how it is written and how it sounds.
struct PlaceToken: Hashable, Sendable {
  /// What stands for a character: itself, or how much of its sound is known.
  enum Written: Hashable, Sendable {
    /// The character; 0xFFFD for one outside the basic plane.
    case character(UInt16)
    /// A whole syllable typed in letters.
    case syllable
    /// Only its first letter.
    case initial
  }

  let written: Written
  /// Its syllable; 0 for a letter, a figure, or an initial alone.
  let syllable: Pinyin.Syllable
  /// Its other reading in names and places; the same one for nearly every character.
  let otherSyllable: Pinyin.Syllable
  /// Its sound as it is confused (zh with z, ing with in); letters and figures have their own.
  let sound: UInt16
  /// Its first letter.
  let initial: UInt8

  init(_ scalar: Unicode.Scalar) {
    written = .character(scalar.value <= 0xFFFF ? UInt16(scalar.value) : 0xFFFD)
    syllable = Pinyin.reading(of: scalar)
    otherSyllable = Pinyin.otherReading(of: scalar)
    if syllable == 0 {
      sound = Sounds.count + UInt16(scalar.value & 0xFF)
      initial = scalar.value < 0x80 ? UInt8(scalar.value) : 0
    } else {
      sound = Sounds.sound(of: syllable)
      initial = Pinyin.initial(of: syllable)
    }
  }

  init(syllable: Pinyin.Syllable) {
    (written, self.syllable, otherSyllable) = (.syllable, syllable, syllable)
    (sound, initial) = (Sounds.sound(of: syllable), Pinyin.initial(of: syllable))
  }

  init(initial: UInt8) {
    (written, syllable, otherSyllable, sound, self.initial) = (.initial, 0, 0, Sounds.none, initial)
  }

  /// The same with its other reading; nil when it has none.
  var otherwiseRead: PlaceToken? {
    guard otherSyllable != syllable else { return nil }
    return PlaceToken(written, reading: otherSyllable, other: syllable)
  }

  private init(_ written: Written, reading: Pinyin.Syllable, other: Pinyin.Syllable) {
    (self.written, syllable, otherSyllable) = (written, reading, other)
    (sound, initial) = (Sounds.sound(of: reading), Pinyin.initial(of: reading))
  }

  /// The tokens of a text: its letters, figures and ideographs.
  static func tokens(_ text: some StringProtocol) -> [PlaceToken] {
    FoldedText.fold(text).filter { isSignificant($0) }.map(PlaceToken.init)
  }

  private static func isSignificant(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
  }
}

/// How syllables are confused by ear: each has the number of the first one that sounds like it.
enum Sounds {
  /// How many sounds there are at most; letters and figures follow.
  static let count: UInt16 = 1_024
  /// The sound of what has none: it never equals another.
  static let none: UInt16 = 2_047

  private static let table: [UInt16] = {
    var first: [String: UInt16] = [:]
    return Pinyin.syllables.enumerated().map { number, syllable in
      let form = confused(syllable)
      let known = first[form] ?? UInt16(number)
      first[form] = known
      return known
    }
  }()

  static func sound(of syllable: Pinyin.Syllable) -> UInt16 {
    table.indices.contains(Int(syllable)) ? table[Int(syllable)] : none
  }

  /// What southern ears do not tell apart: zh z, ch c, sh s, n l, f before u h, ing in, eng en, ang an.
  private static func confused(_ syllable: String) -> String {
    var text = syllable
    for (long, short) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("fu", "hu")]
    where text.hasPrefix(long) {
      text = short + text.dropFirst(long.count)
      break
    }
    for (long, short) in [("ing", "in"), ("eng", "en"), ("ang", "an")] where text.hasSuffix(long) {
      text = text.dropLast(long.count) + short
      break
    }
    return text
  }
}

/// How far what was typed is from a name, by the slips that people make; whole numbers, 0 is the same.
///
/// An alignment of the two: characters that sound alike cost little, a name that goes on where the typing
/// stopped less. The order of the costs is that of how often people slip so.
struct PlaceDistance {
  static let homophone = 8
  static let nearSound = 14
  static let sameInitial = 34
  static let other = 48
  static let exchanged = 22
  static let extra = 40
  static let leftOut = 32
  /// A character of the name before the first one typed: 人民医院 for 市第一人民医院.
  static let before = 11
  /// A character of the name behind the last one typed.
  static let behind = 5

  private var rows: [[Int]] = [[], [], []]

  /// The distance; some number over `limit` when it is greater.
  mutating func distance(_ typed: [PlaceToken], _ name: ArraySlice<PlaceToken>, limit: Int) -> Int {
    let base = name.startIndex
    let width = name.count
    for index in rows.indices { rows[index] = Array(repeating: 0, count: width + 1) }
    for column in 0...width { rows[0][column] = column * Self.before }
    for (row, token) in typed.enumerated() {
      let (now, last, beforeLast) = ((row + 1) % 3, row % 3, (row + 2) % 3)
      rows[now][0] = rows[last][0] + Self.extra
      var least = rows[now][0]
      for column in 0..<width {
        let other = name[base + column]
        var best = rows[last][column] + Self.cost(token, other)
        best = min(best, rows[last][column + 1] + Self.extra, rows[now][column] + Self.leftOut)
        if row > 0, column > 0, Self.cost(token, name[base + column - 1]) == 0,
          Self.cost(typed[row - 1], other) == 0
        {
          best = min(best, rows[beforeLast][column - 1] + Self.exchanged)
        }
        rows[now][column + 1] = best
        least = min(least, best)
      }
      if least > limit { return limit + 1 }
    }
    let end = rows[typed.count % 3]
    return (0...width).map { end[$0] + (width - $0) * Self.behind }.min() ?? limit + 1
  }

  private static func cost(_ typed: PlaceToken, _ name: PlaceToken) -> Int {
    switch typed.written {
    case .character:
      if typed.written == name.written { return 0 }
      if typed.syllable != 0, typed.syllable == name.syllable { return homophone }
      if typed.sound == name.sound { return nearSound }
    case .syllable:
      if typed.syllable == name.syllable { return 0 }
      if typed.sound == name.sound { return nearSound }
    case .initial:
      return typed.initial == name.initial ? 0 : other
    }
    return typed.initial != 0 && typed.initial == name.initial ? sameInitial : other
  }
}

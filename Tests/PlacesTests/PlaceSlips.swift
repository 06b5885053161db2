import Places
import PlainText

/// How a place is typed wrongly, or short: the kinds of slips people make.
enum PlaceSlip: String, CaseIterable {
  /// The first letters of its pinyin.
  case initials
  /// Its pinyin written out.
  case pinyin
  /// A character that sounds the same.
  case homophone
  /// A character that sounds nearly the same.
  case nearSound
  /// Another character altogether.
  case wrong
  /// A character left out.
  case leftOut
  /// A character too many.
  case doubled
  /// Two exchanged.
  case exchanged
  /// Only its beginning.
  case begun
  /// What else it is called, or was called before.
  case otherName
  /// With a number and a side behind it, and a homophone in it.
  case withNumber
}

/// Makes slips from a seed.
struct SlipMaker {
  private var dice: PlaceDice
  private static let common = (0x4E00...0x9FA5).compactMap { Unicode.Scalar($0) }
  private static let byReading = Dictionary(grouping: common, by: Pinyin.reading)

  init(seed: UInt64) { dice = PlaceDice(seed: seed) }

  /// What is typed for the place; nil when the slip is not possible with it.
  mutating func typed(_ place: Place, slip: PlaceSlip) -> String? {
    var characters = place.name.filter { $0.isLetter || $0.isNumber }.map { $0 }
    let at = dice.below(characters.count)
    switch slip {
    case .initials:
      guard characters.count >= 5 else { return nil }
      return String(characters.map { Character(Unicode.Scalar(Pinyin.initial(of: reading($0)))) })
    case .pinyin: return characters.map { Pinyin.syllables[Int(reading($0))] }.joined()
    case .homophone: return replaced(&characters, at: at, reading: reading(characters[at]))
    case .nearSound:
      guard let near = near(Pinyin.syllables[Int(reading(characters[at]))]) else { return nil }
      return replaced(&characters, at: at, reading: near)
    case .wrong:
      guard characters.count >= 5 else { return nil }
      characters[at] = Character(Self.common[dice.below(3_000)])
    case .leftOut:
      guard characters.count >= 5 else { return nil }
      characters.remove(at: at)
    case .doubled: characters.insert(characters[at], at: at)
    case .exchanged:
      guard at > 0, characters[at] != characters[at - 1] else { return nil }
      characters.swapAt(at, at - 1)
    case .begun:
      guard characters.count >= 6 else { return nil }
      characters.removeLast(2)
    case .otherName: return place.aliases.first ?? place.formerNames.first
    case .withNumber:
      guard let misspelt = replaced(&characters, at: at, reading: reading(characters[at])) else { return nil }
      return "\(misspelt)\(1 + dice.below(400))号对面"
    }
    return String(characters)
  }

  private func reading(_ character: Character) -> Pinyin.Syllable {
    character.unicodeScalars.first.map(Pinyin.reading) ?? 0
  }

  private mutating func replaced(_ characters: inout [Character], at: Int, reading: Pinyin.Syllable)
    -> String?
  {
    let others = (Self.byReading[reading] ?? []).filter { Character($0) != characters[at] }
    guard !others.isEmpty else { return nil }
    characters[at] = Character(dice.pick(others))
    return String(characters)
  }

  private func near(_ syllable: String) -> Pinyin.Syllable? {
    for (long, short) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("z", "zh"), ("s", "sh")]
    where syllable.hasPrefix(long) {
      if let found = Pinyin.syllable(short + syllable.dropFirst(long.count)) { return found }
    }
    for (long, short) in [("ing", "in"), ("eng", "en"), ("ang", "an")] where syllable.hasSuffix(long) {
      if let found = Pinyin.syllable(syllable.dropLast(long.count) + short) { return found }
    }
    return nil
  }
}

import Catalogue

/// Characters that are looked for in every text that is shown; asking is one look at a table.
struct ScalarSet: Sendable {
  /// A bit for each character of the basic plane, in which all of them are.
  private let words: [UInt64]

  /// These characters; none beyond the basic plane.
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var words = [UInt64](repeating: 0, count: 0x1_0000 / 64)
    for scalar in scalars where scalar.value < 0x1_0000 {
      words[Int(scalar.value / 64)] |= 1 << UInt64(scalar.value % 64)
    }
    self.words = words
  }

  /// Whether it is one of them.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x1_0000 && words[Int(scalar.value / 64)] & 1 << UInt64(scalar.value % 64) != 0
  }
}

/// What a first look at a text shows, before it is taken apart: most texts hold nothing that is hidden.
///
/// It says no only where there is nothing.
struct TextGlance: Sendable {
  /// How many digits of telephone numbers stand in it, half and full width.
  private(set) var digits = 0
  /// Whether a word that announces a name may stand in it.
  private(set) var mayAnnounceName = false
  /// Whether a number plate may stand in it.
  var mayHoldPlate: Bool { hasProvince && (digits >= 3 || !isPlain) }

  private var hasProvince = false
  /// Whether all characters are plain Chinese or Latin ones, so that none stands for another.
  private var isPlain = true

  private static let provinces = ScalarSet(MaskingWords.plateProvinces.unicodeScalars)
  private static let nameBeginnings = ScalarSet(MaskingWords.nameBeginnings.flatMap(\.unicodeScalars))

  /// A look at a text.
  init(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0xFF10...0xFF19: digits += 1
      case 0x20...0x7E, 0x3000...0x3011, 0xFF01...0xFF5E: break
      case 0x4E00...0x9FFF:
        if Self.provinces.contains(scalar) { hasProvince = true }
        if Self.nameBeginnings.contains(scalar) { mayAnnounceName = true }
      default:
        // A compatibility form of a Chinese character counts as the same character.
        (isPlain, hasProvince, mayAnnounceName) = (false, true, true)
      }
    }
  }
}

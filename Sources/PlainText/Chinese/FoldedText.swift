/// Text as it is compared when something is searched: what looks different and means the same is made the
/// same.
///
/// Full-width forms become half-width, letters lower case, circled and raised digits plain digits, Roman
/// numerals and unit signs letters (the part of Unicode's NFKC that an input method produces); spaces are
/// left out.
public enum FoldedText {
  /// The folded form.
  public static func fold(_ text: some StringProtocol) -> [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    folded.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
    return folded
  }

  /// Whether `wanted`, folded already, occurs in `text`, folded already; nothing occurs everywhere.
  public static func contains(_ text: [Unicode.Scalar], wanted: [Unicode.Scalar]) -> Bool {
    guard !wanted.isEmpty else { return true }
    guard wanted.count <= text.count else { return false }
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == wanted[0] && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  /// Adds what one scalar folds to: nothing for a space, several for a circled number of two digits.
  public static func append(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
    switch scalar.value {
    case 0x20, 0x09, 0xA0, 0x3000: break
    case 0x41...0x5A: folded.append(shifted(scalar, distance: 0x20))
    case 0xFF21...0xFF3A: folded.append(shifted(scalar, distance: 0x20 - 0xFEE0))
    case 0xFF01...0xFF5E: folded.append(shifted(scalar, distance: -0xFEE0))
    case 0xB2, 0xB3: folded.append(shifted(scalar, distance: 0x32 - 0xB2))
    case 0xB9: folded.append("1")
    case 0x2070, 0x2074...0x2079: folded.append(shifted(scalar, distance: 0x30 - 0x2070))
    case 0x2080...0x2089: folded.append(shifted(scalar, distance: 0x30 - 0x2080))
    case 0x2460...0x2473: append(number: Int(scalar.value) - 0x2460 + 1, to: &folded)
    case 0x2160...0x216B: append(roman: Int(scalar.value) - 0x2160, to: &folded)
    case 0x2170...0x217B: append(roman: Int(scalar.value) - 0x2170, to: &folded)
    case 0x33A1: folded += ["m", "2"]
    case 0x338F: folded += ["k", "g"]
    case 0x339E: folded += ["k", "m"]
    case 0x2103: folded += ["°", "c"]
    default: folded.append(scalar)
    }
  }

  private static func shifted(_ scalar: Unicode.Scalar, distance: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(Int(scalar.value) + distance)) ?? scalar
  }

  private static func append(number: Int, to folded: inout [Unicode.Scalar]) {
    folded += String(number).unicodeScalars
  }

  private static func append(roman index: Int, to folded: inout [Unicode.Scalar]) {
    let numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    folded += numerals[index].unicodeScalars
  }
}

import PlainText

/// What a speech program is to say of a caller's line: the words alone, in runs of one language.
///
/// Directions in round brackets are not words. Square and angle brackets mean something to speech programs
/// and are left out.
public struct SpokenWords: Hashable, Sendable {
  /// Words for one voice.
  public struct Run: Hashable, Sendable {
    /// The words.
    public let text: String
    /// Whether they are Chinese; a Chinese voice also reads foreign names within them.
    public let isChinese: Bool
  }

  /// The runs, in order; none when the line is silence.
  public let runs: [Run]

  /// The words of `line`, by a caller who speaks English or Chinese.
  public init(_ line: String, isEnglish: Bool) {
    let words = Self.withoutDirections(SafeText(line, limit: 1_000).description)
    let pieces = isEnglish ? words.split(separator: " ").map(String.init) : [words]
    runs = pieces.reduce(into: [Run]()) { runs, piece in
      guard piece.contains(where: { $0.isLetter || $0.isNumber }) else { return }
      let isChinese = !isEnglish || piece.unicodeScalars.contains { $0.properties.isIdeographic }
      if let last = runs.last, last.isChinese == isChinese {
        runs[runs.count - 1] = Run(text: last.text + " " + piece, isChinese: isChinese)
      } else {
        runs.append(Run(text: piece.trimmed, isChinese: isChinese))
      }
    }
  }

  private static func withoutDirections(_ line: String) -> String {
    var depth = 0
    var words = ""
    for character in line {
      switch character {
      case "(", "\u{FF08}": depth += 1
      case ")", "\u{FF09}": depth = max(0, depth - 1)
      case "[", "]", "<", ">", "*", "\u{2026}": words += depth == 0 ? " " : ""
      default: if depth == 0 { words.append(character) }
      }
    }
    return words.trimmed
  }
}

/// What the telephone system says about a caller, as it is written down: as delivered, or empty.
///
/// Never guessed.
enum CallerText {
  private static let withheld: Set<String> = ["", "<unknown>", "anonymous"]

  /// A number; empty when it is withheld or not known.
  static func number(_ raw: String?) -> String {
    guard let raw, !withheld.contains(raw.lowercased()) else { return "" }
    return PhoneText.cut(raw, bytes: 64)
  }

  /// A name; nil when there is none or it only repeats the number.
  ///
  /// The manager escapes names, and only names, as in C.
  static func name(_ raw: String?, number: String) -> String? {
    guard let raw, !withheld.contains(raw.lowercased()) else { return nil }
    var text = ""
    var isEscaped = false
    for character in raw {
      if isEscaped {
        text.append("nrtabfv".contains(character) ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    let name = PhoneText.cut(text, bytes: 192)
    return name.isEmpty || name == number ? nil : name
  }
}

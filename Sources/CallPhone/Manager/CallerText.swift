/// What the telephone system says about a caller, as it is written down: as delivered, or empty.
///
/// Never guessed.
enum CallerText {
  /// What exchanges and gateways put where a number belongs when they have none; taken for a number, it would
  /// make one caller of all of them.
  private static let withheld: Set<String> = [
    "", "<unknown>", "unknown", "anonymous", "unavailable", "restricted", "private", "withheld", "blocked",
  ]

  private static func isWithheld(_ raw: String) -> Bool {
    withheld.contains(raw.lowercased().filter { !$0.isWhitespace && $0 != "\"" })
  }

  /// A number; empty when it is withheld or not known.
  static func number(_ raw: String?) -> String {
    guard let raw, !isWithheld(raw) else { return "" }
    return PhoneText.cut(raw, bytes: 64)
  }

  /// A name; nil when there is none or it only repeats the number.
  ///
  /// The manager escapes names, and only names, as in C.
  static func name(_ raw: String?, number: String) -> String? {
    guard let raw, !isWithheld(raw) else { return nil }
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

/// The names inserted last, at least `limit` and at most twice as many, so that memory stays bounded however
/// long the bridge runs.
struct RecentNames: Sendable {
  private let limit: Int
  private var newer: Set<String> = []
  private var older: Set<String> = []

  init(limit: Int) {
    self.limit = limit
  }

  func contains(_ name: String) -> Bool { newer.contains(name) || older.contains(name) }

  /// Remembers a name; whether it was new.
  @discardableResult
  mutating func insert(_ name: String) -> Bool {
    if contains(name) { return false }
    if newer.count >= limit {
      older = newer
      newer = []
    }
    newer.insert(name)
    return true
  }
}

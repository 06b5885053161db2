import PlainText

extension StringProtocol {
  /// The text as names are compared: half-width, lower case, without spaces at its ends.
  var lookupForm: String { halfWidth.lowercased().trimmed }

  /// The words of a search: split at spaces and punctuation, half-width, lower case.
  var searchWords: [String] {
    lookupForm.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The text with everything but letters and digits left out, as sentences are compared.
  var spokenForm: String { lookupForm.filter { $0.isLetter || $0.isNumber } }

  /// Whether `other` occurs in this text, scalar by scalar; an empty text occurs nowhere.
  func containsText(_ other: some StringProtocol) -> Bool {
    let (text, wanted) = (Array(utf8), Array(other.utf8))
    guard !wanted.isEmpty, wanted.count <= text.count else { return false }
    // UTF-8 is self-synchronising: equal bytes are equal characters.
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == wanted[0] && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

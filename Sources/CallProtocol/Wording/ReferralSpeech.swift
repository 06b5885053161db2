import PlainText

/// Recognises a referral with address and telephone in what was said.
enum ReferralSpeech {
  /// Whether both are in the sentence: a road or house number, and a number one can dial.
  static func isComplete(_ text: String) -> Bool {
    let plain = text.halfWidth
    return hasTelephone(plain) && hasAddress(plain)
  }

  /// Five digits or more, hyphens aside, or one of the three-digit emergency numbers.
  private static func hasTelephone(_ text: String) -> Bool {
    let runs = text.filter { $0 != "-" }.split { !$0.isASCII || !$0.isNumber }
    return runs.contains { $0.count >= 5 || ["119", "120", "122"].contains($0) }
  }

  private static func hasAddress(_ text: String) -> Bool {
    let characters = Array(text)
    return characters.indices.dropFirst().contains { index in
      switch characters[index] {
      case "路", "街", "巷", "弄", "镇", "村": true
      case "号", "楼", "幢", "室": characters[index - 1].isNumber
      default: false
      }
    }
  }
}

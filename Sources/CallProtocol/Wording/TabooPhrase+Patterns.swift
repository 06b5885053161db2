extension TabooPhrase {
  /// Everything looked for: the sentence, what it has in brackets, and the further forms.
  var patterns: [WordingPattern] {
    var outside = ""
    var inside = ""
    var depth = 0
    for character in text {
      switch character {
      case "（", "(": depth += 1
      case "）", ")": depth -= 1
      default: if depth > 0 { inside.append(character) } else { outside.append(character) }
      }
    }
    return ([outside, inside] + variants).map(WordingPattern.init).filter(\.isUsable)
  }
}

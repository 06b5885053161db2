import PlainText

/// A department found by a search, with what of it matched.
public struct ReferralMatch: Hashable, Sendable {
  /// The department.
  public let entry: ReferralEntry
  /// The words of its matters that matched.
  public let matters: [String]
  /// Whether its name matched.
  public let matchesDepartment: Bool
  /// Whether its agreed answer matched.
  public let matchesAnswer: Bool
  /// How many of the words searched for it meets.
  public let wordsMet: Int
  /// How well it matches; only good for comparing two matches of one search.
  public let score: Int

  /// The match of `entry` with folded words; nil when none of them is met.
  init?(entry: ReferralEntry, words: [String]) {
    var tally = Tally()
    for word in words { tally.add(word, entry: entry) }
    guard tally.wordsMet > 0 else { return nil }
    self.entry = entry
    matters = entry.matters.filter { tally.matters.contains($0) }
    matchesDepartment = tally.department
    matchesAnswer = tally.answer
    wordsMet = tally.wordsMet
    score = tally.score
  }
}

/// Adds up what the words searched for meet in one entry.
private struct Tally {
  var matters: Set<String> = []
  var department = false
  var answer = false
  var wordsMet = 0
  var score = 0

  mutating func add(_ word: String, entry: ReferralEntry) {
    let before = score
    for matter in entry.matters { addMatter(matter, word: word) }
    addDepartment(entry, word: word)
    // An agreed answer names many things in passing: it only helps where nothing better was met.
    if score == before, word.count >= 2, entry.answer.lookupForm.containsText(word) {
      answer = true
      score += 5
    }
    if score > before { wordsMet += 1 }
  }

  private mutating func addMatter(_ matter: String, word: String) {
    let folded = matter.lookupForm
    let points: Int
    if folded == word {
      points = 100
    } else if folded.containsText(word) {
      points = 40
    } else if folded.count >= 2, word.containsText(folded) {
      points = 30 + 5 * folded.count
    } else {
      return
    }
    matters.insert(matter)
    score += points
  }

  private mutating func addDepartment(_ entry: ReferralEntry, word: String) {
    let name = entry.department.lookupForm
    let english = entry.english.lookupForm
    guard name == word || (word.count >= 2 && (name.containsText(word) || english.containsText(word))) else {
      return
    }
    department = true
    score += name == word ? 120 : 60
  }
}

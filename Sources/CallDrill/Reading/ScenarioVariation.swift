import CallProtocol
import PlainText

/// Makes another scenario of the same score: other people, places, things and tempers, chosen from a seed.
public enum ScenarioVariation {
  /// One line of variation: `original: other、other`; forms of one thing stand together, `3 men|three men: 4
  /// men|four men`.
  struct Choice: Hashable, Sendable {
    let original: [String]
    let others: [[String]]

    init?(_ text: String) {
      let colons: Set<Character> = [":", "\u{FF1A}"]
      guard let colon = text.firstIndex(where: { colons.contains($0) }) else { return nil }
      let marks: Set<Character> = ["\u{3001}", ",", "\u{FF0C}"]
      original = Self.forms(text[..<colon])
      others = text[text.index(after: colon)...].split { marks.contains($0) }.map(Self.forms)
      let count = original.count
      guard count > 0, !others.isEmpty, others.allSatisfy({ $0.count == count }) else { return nil }
    }

    private static func forms(_ text: Substring) -> [String] {
      text.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
  }

  /// The scenario as `seed` makes it; 0 is the scenario as written.
  ///
  /// Truth and caller's words change together, so nothing that is scored changes.
  public static func vary(
    _ scenario: DrillScenario, seed: UInt64, document: ProtocolDocument
  ) -> DrillScenario {
    guard seed != 0 else { return scenario }
    let scanner = DrillScanner(Array(scenario.source.utf8), file: scenario.identifier)
    guard let head = scanner.sections.first else { return scenario }
    let parts = DrillParts(head: head, others: Array(scanner.sections.dropFirst()))
    var random = SeededChoice(seed: seed, salt: scenario.identifier)
    let choices = head.entries.filter { $0.key == "vary" }.compactMap { Choice($0.value) }
    let picked = choices.flatMap { choice in
      Array(zip(choice.original, random.pick([choice.original] + choice.others) ?? choice.original))
    }
    var varied = parts.mapped { replaced($0, by: picked) }
    varied.head.entries.removeAll { $0.key == "vary" || $0.key == "moods" }
    if let mood = random.pick([scenario.mood] + scenario.otherMoods), mood != scenario.mood {
      varied.head = tempered(varied.head, as: mood, of: scenario, random: &random)
    }
    var builder = ScenarioBuilder(varied, document: document, faults: DrillFaults(file: scenario.identifier))
    guard let result = builder.build(), builder.faults.all.isEmpty else { return scenario }
    return result
  }

  /// The caller in another temper: he enters with words that show it, and says everything else as before.
  private static func tempered(
    _ head: DrillSection, as mood: CallerMood, of scenario: DrillScenario, random: inout SeededChoice
  ) -> DrillSection {
    var head = head
    head.entries.removeAll { $0.key == "mood" }
    head.entries.append(DrillSection.Entry(key: "mood", value: mood.rawValue, line: head.line))
    let words = CallerWords.shipped.line(
      .entrance, mood: mood, isEnglish: scenario.language == "english", number: random.below(100))
    let opening = head.entries.firstIndex { $0.key == "opening" }
    guard let words, let opening else { return head }
    head.entries.insert(DrillSection.Entry(key: "opening", value: words, line: head.line), at: opening)
    return head
  }

  /// All replacements in one pass, so that what one has put in is not changed by the next.
  private static func replaced(_ text: String, by choices: [(String, String)]) -> String {
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      if let choice = choices.first(where: { rest.hasPrefix($0.0) }) {
        result += choice.1
        rest = rest.dropFirst(choice.0.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}

/// Choices that are the same for the same seed on every machine (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededChoice: Sendable {
  private var state: UInt64

  /// A source for `seed`; `salt` keeps two uses of one seed apart.
  public init(seed: UInt64, salt: String = "") {
    // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
    state = salt.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `limit`, 0 for none.
  public mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

  /// One of the items; nil of none.
  public mutating func pick<Item>(_ items: [Item]) -> Item? {
    items.isEmpty ? nil : items[below(items.count)]
  }

  /// The items in another order.
  public mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in items.indices.reversed().dropLast() { items.swapAt(index, below(index + 1)) }
    return items
  }
}

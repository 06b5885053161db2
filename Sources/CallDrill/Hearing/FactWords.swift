import PlainText

/// What answers are made of, from `Resources/facts.words`: values of one kind, what is so or not so, units of
/// numbers, and words that say nothing.
struct FactWords: Sendable {
  /// What a word of the data means.
  enum Meaning: Hashable, Sendable {
    /// A value of a kind, such as the colour red.
    case value(kind: String, String)
    /// What is so, or by itself already denies.
    case predicate(String, isNegative: Bool)
    case unit(String)
    case negation
    case filler
  }

  private let rewrites: TokenRewrites
  private var forms: [String: [(tokens: [String], meaning: Meaning)]] = [:]
  /// Words for the number the caller calls from.
  private(set) var ownNumber: [String] = []
  private var units: [String: [[String]]] = [:]

  /// The words inside the program.
  static let shipped = FactWords(PackageResources.facts_words)

  init(_ bytes: [UInt8]) {
    let sections = DrillScanner(bytes, file: "facts.words", longestValue: 20_000).sections
    let pairs = sections.filter { $0.kind == .rewrite }.flatMap(\.entries).flatMap { entry in
      HearingWords.list(entry.value).map { (Numerals.normalised($0), entry.key) }
    }
    rewrites = TokenRewrites(pairs)
    for section in sections {
      for entry in section.entries { add(entry, of: section) }
    }
    for key in forms.keys { forms[key]?.sort { $0.tokens.count > $1.tokens.count } }
  }

  private mutating func add(_ entry: DrillSection.Entry, of section: DrillSection) {
    let meaning: Meaning
    switch section.kind {
    case .values: meaning = .value(kind: section.name, entry.key)
    case .predicate: meaning = .predicate(section.name, isNegative: entry.key == "no")
    case .unit: meaning = .unit(section.name)
    case .class where section.name == "negation": meaning = .negation
    case .class where section.name == "filler": meaning = .filler
    case .class where section.name == "own-number":
      ownNumber += HearingWords.list(entry.value)
      return
    case .class:
      units[section.name, default: []] += HearingWords.list(entry.value).map { SpokenTokens.tokens(of: $0) }
      return
    case .scenario, .trap, .cue, .earlier, .question, .voice, .rewrite, .concept, .ask, .remark, .number:
      return
    }
    for word in HearingWords.list(entry.value) {
      let tokens = tokens(of: word)
      guard let first = tokens.first else { continue }
      forms[first, default: []].append((tokens, meaning))
    }
  }

  /// The tokens of a text, numerals made digits, forms of one word brought together.
  func tokens(of text: String) -> [String] {
    rewrites.applied(to: SpokenTokens.tokens(of: Numerals.normalised(text)))
  }

  /// The longest words of the data that begin at `index`; of one length all of them.
  func meanings(at index: Int, in tokens: [String]) -> (length: Int, meanings: [Meaning])? {
    let here = (forms[tokens[index]] ?? []).filter { form in
      index + form.tokens.count <= tokens.count
        && tokens[index..<(index + form.tokens.count)].elementsEqual(form.tokens)
    }
    guard let length = here.first?.tokens.count else { return nil }
    return (length, here.filter { $0.tokens.count == length }.map(\.meaning))
  }

  /// Whom a unit belongs to, by its name: police, ambulance, fire, gas, fraud, inspectors; empty when its
  /// name tells nothing.
  func kinds(ofUnit name: String) -> Set<String> {
    let tokens = SpokenTokens.tokens(of: name)
    func isNamed(_ kind: String) -> Bool {
      (units["unit-" + kind] ?? []).contains { word in
        tokens.indices.contains { tokens[$0...].starts(with: word) }
      }
    }
    guard !isNamed("not") else { return [] }
    let kinds = ["police", "ambulance", "fire", "gas", "fraud", "inspectors"].filter(isNamed)
    // A fire brigade or the inspectors are no officers to send, whatever else their names hold.
    return Set(kinds.count > 1 ? kinds.filter { $0 != "police" } : kinds)
  }
}

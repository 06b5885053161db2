import CallModel
import PlainText

/// What callers understand, from `Resources/hearing.words`: wordings of questions, what parts of an answer
/// can be about, and what asks for nothing.
package struct HearingWords: Sendable {
  /// What asks for nothing.
  enum Remark: String, CaseIterable, Hashable, Sendable {
    /// Words that may cost a life.
    case cruel
    /// Rude words.
    case insult
    /// Coldness: not my business, wait, why only now.
    case cold
    /// Words that calm.
    case calming
    /// Help is on its way.
    case coming
    /// Wait, stay there, do not hang up.
    case wait
    /// What to do until help comes.
    case advice
    /// I have noted it.
    case noted
    /// A question word in it asks for nothing.
    case nothing
    /// Thank you.
    case thanks
    /// Goodbye.
    case farewell
    /// Is there anything to add?
    case more
    /// Can you hear me?
    case hear
    /// Please say that again.
    case `repeat`
    /// Tap, press a key: for who cannot speak.
    case tap
    /// Please mind your language.
    case civility
    /// Hello, this is 110.
    case greeting
    /// A mark of questions and requests; no remark by itself.
    case question
  }

  /// A question for one particular or for a whole element.
  struct Topic: Hashable, Sendable {
    /// The name in the data.
    let name: String
    /// Where it is answered, in this order; none for a field of a complaint.
    let elements: [ElementIdentifier]
    /// The field of a complaint it asks for.
    let field: ComplaintField?
    /// Concepts that answer it; empty when the whole element does.
    let concepts: Set<String>
    /// Whether he says that he does not know it where no fact answers it: what else he knows of the element
    /// is no answer.
    let isNarrow: Bool

    /// A question for a whole element.
    init(_ element: ElementIdentifier) {
      self.init(name: element.rawValue, elements: [element], field: nil, concepts: [])
    }

    init(
      name: String, elements: [ElementIdentifier], field: ComplaintField?, concepts: Set<String>,
      isNarrow: Bool = false
    ) {
      self.name = name
      self.elements = elements
      self.field = field
      self.concepts = concepts
      self.isNarrow = isNarrow
    }

    /// The same question for one element alone.
    func asked(of element: ElementIdentifier) -> Topic {
      Topic(name: name, elements: [element], field: field, concepts: concepts, isNarrow: true)
    }

    /// Whether it asks for one particular.
    var isParticular: Bool { !concepts.isEmpty }
  }

  let rewrites: TokenRewrites
  /// What says nothing at the end of a clause.
  let particles: Set<String>
  private let classes: [String: [[String]]]
  let common: Set<String>
  let topics: PatternTable<Topic>
  let remarks: PatternTable<Remark>
  /// Words that ask: 什么时候, 多久, who.
  let asking: PatternTable<Bool>
  private let concepts: PatternTable<String>
  /// Every wording of a question as pairs of neighbouring tokens, for words that are nearly one of them.
  private let likenesses: [(topic: Topic, pairs: Set<[String]>)]

  /// How many wordings ask for each element, a class of words counted word by word, by language.
  private(set) var wordingCounts: [ElementIdentifier: [WordingLanguage: Int]] = [:]

  /// A language wordings are in.
  package enum WordingLanguage: CaseIterable, Sendable { case chinese, english }

  /// How questions for one element differ from those for another.
  let examples: SpokenExamples

  /// The words inside the program.
  static let shipped = HearingWords(
    PackageResources.hearing_words, examples: PackageResources.hearing_examples)

  init(_ bytes: [UInt8], examples: [UInt8]) {
    let sections = DrillScanner(bytes, file: "hearing.words", longestValue: 20_000).sections
    var pairs: [(String, String)] = []
    var classes: [String: [[String]]] = [:]
    for section in sections where section.kind == .rewrite {
      for entry in section.entries { pairs += Self.list(entry.value).map { ($0, entry.key) } }
    }
    let rewrites = TokenRewrites(pairs)
    self.rewrites = rewrites
    for section in sections where section.kind == .class {
      classes[section.name] = Self.words(section).map { rewrites.applied(to: SpokenTokens.tokens(of: $0)) }
        .sorted { $0.count > $1.count }
    }
    func singles(_ name: String) -> Set<String> {
      Set((classes[name] ?? []).filter { $0.count == 1 }.map { $0[0] })
    }
    let particles = singles("particle")
    self.particles = particles
    common = singles("common")
    self.classes = classes
    var topics = PatternTable<Topic>()
    var remarks = PatternTable<Remark>()
    var concepts = PatternTable<String>()
    var asking = PatternTable<Bool>()
    var likenesses: [(topic: Topic, pairs: Set<[String]>)] = []
    for section in sections {
      let patterns = Self.words(section).compactMap {
        SpokenPattern($0, classes: classes, rewrites: rewrites, particles: particles)
      }
      if section.kind == .class, section.name == "asking" {
        for pattern in patterns { asking.add(pattern, meaning: true) }
      }
      if section.kind == .concept { for pattern in patterns { concepts.add(pattern, meaning: section.name) } }
      if section.kind == .remark, let remark = Remark(rawValue: section.name) {
        for pattern in patterns { remarks.add(pattern, meaning: remark) }
      }
      guard let topic = Self.topic(section) else { continue }
      for pattern in patterns {
        topics.add(pattern, meaning: topic)
        likenesses.append((topic, Self.pairs(pattern.pieces)))
        guard let element = topic.elements.first else { continue }
        for language in WordingLanguage.allCases {
          wordingCounts[element, default: [:]][language, default: 0] += pattern.count(in: language)
        }
      }
    }
    self.topics = topics
    self.remarks = remarks
    self.concepts = concepts
    self.asking = asking
    self.likenesses = likenesses
    self.examples = SpokenExamples(
      examples, rewrites: rewrites, politeness: classes["politeness"] ?? [])
  }

  private static func topic(_ section: DrillSection) -> Topic? {
    switch section.kind {
    case .ask:
      return Topic(
        name: section.name,
        elements: list(section.value("elements") ?? "").compactMap { ElementIdentifier(rawValue: $0) },
        field: section.value("field").flatMap { ComplaintField(rawValue: $0) },
        concepts: Set(list(section.value("finds") ?? "")), isNarrow: section.value("untold") == "unknown")
    case .question:
      if let element = ElementIdentifier(rawValue: section.name) {
        return Topic(element)
      }
      let field = ComplaintField(rawValue: String(section.name.dropFirst("field-".count)))
      return field.map { Topic(name: section.name, elements: [], field: $0, concepts: []) }
    case .scenario, .trap, .cue, .earlier, .voice, .rewrite, .class, .concept, .remark, .values, .predicate,
      .unit, .number:
      return nil
    }
  }

  static func list(_ text: String) -> [String] {
    text.split { $0 == "\u{3001}" || $0 == "," }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private static func words(_ section: DrillSection) -> [String] {
    section.entries.filter { $0.key == "words" }.flatMap { list($0.value) }
  }

  private static func pairs(_ pieces: [SpokenPattern.Piece]) -> Set<[String]> {
    let words = pieces.compactMap { if case .word(let word) = $0 { word } else { nil } }
    return pairs(words)
  }

  private static func pairs(_ tokens: [String]) -> Set<[String]> {
    Set(zip(tokens, tokens.dropFirst()).map { [$0, $1] })
  }

  /// What the words can be about.
  func concepts(in tokens: [String]) -> Set<String> { Set(concepts.hits(in: tokens).map(\.meaning)) }

  /// The question these words are nearest to, when they share at least half of their neighbouring pairs.
  func nearest(to tokens: [String]) -> Topic? {
    let own = Self.pairs(tokens)
    guard own.count >= 2 else { return nil }
    var best: (topic: Topic, permille: Int)?
    for (topic, pairs) in likenesses where pairs.count >= 2 {
      let shared = own.intersection(pairs)
      // 了没有 stands in questions for anything.
      guard shared.contains(where: { pair in pair.contains { !common.contains($0) } }) else { continue }
      let permille = 2_000 * shared.count / (own.count + pairs.count)
      if permille >= 500, permille > best?.permille ?? 0 { best = (topic, permille) }
    }
    return best?.topic
  }

  /// A wording of a scenario, without word classes.
  func pattern(_ text: String) -> SpokenPattern? {
    SpokenPattern(text, classes: [:], rewrites: rewrites, particles: particles)
  }

  // MARK: Clauses

  /// Whether the clause only asks for yes or no to what was said before it.
  func isTag(_ tokens: [String]) -> Bool { (classes["tag"] ?? []).contains(tokens) }

  /// Whether the word joins two questions.
  func isJoining(_ token: String) -> Bool { (classes["joining"] ?? []).contains([token]) }

  /// Whether the words ask for yes or no.
  func isPolar(_ tokens: [String]) -> Bool {
    guard let first = tokens.first, let last = tokens.last else { return false }
    return (classes["polar-end"] ?? []).contains([last]) || (classes["polar-start"] ?? []).contains([first])
      || isAlternating(tokens)
  }

  /// Whether they ask by saying a word and its denial: \u{6302}\u{6CA1}\u{6302}, \u{8FDC}\u{4E0D}\u{8FDC}.
  func isAlternating(_ tokens: [String]) -> Bool {
    tokens.indices.dropFirst().dropLast().contains { index in
      guard (classes["denying"] ?? []).contains([tokens[index]]) else { return false }
      let isTwice =
        index > 1 && index + 2 < tokens.count && tokens[index - 2] == tokens[index + 1]
        && tokens[index - 1] == tokens[index + 2]
      return isTwice || tokens[index - 1] == tokens[index + 1]
    }
  }

  /// Kinds of values that say nothing of one another: another one is no contradiction.
  static let mixedKinds: Set<String> = ["other", "relation", "body"]

  /// Whether they offer two answers: \u{4E1C}\u{8FB9}\u{8FD8}\u{662F}\u{897F}\u{8FB9}.
  func isOffering(_ tokens: [String]) -> Bool {
    (classes["offering"] ?? []).contains { words in
      tokens.indices.contains { tokens[$0...].starts(with: words) }
    }
  }

  /// Whether they scold by saying a word twice: 哭什么哭, 不骗你骗谁.
  func isScolding(_ tokens: [String]) -> Bool {
    tokens.indices.contains { index in
      guard index + 3 < tokens.count, !common.contains(tokens[index]) else {
        return false
      }
      let isTwice =
        tokens[index] == tokens[index + 3] && tokens[(index + 1)...].starts(with: ["\u{4EC0}", "\u{4E48}"])
      let isYou =
        index > 0 && tokens[index - 1] == "\u{4E0D}" && tokens[index + 1] == "\u{4F60}"
        && tokens[index + 2] == tokens[index] && tokens[index + 3] == "\u{8C01}"
      return isTwice || isYou
    }
  }

  /// Whether an order stands anywhere in them: 钱先不要转.
  func holdsOrder(_ tokens: [String]) -> Bool {
    (classes["forbidding"] ?? []).contains { words in
      tokens.indices.contains { tokens[$0...].starts(with: words) }
    }
  }

  /// What they ask the name of, when that is nobody who could be spoken to.
  func whatIsNamed(in tokens: [String]) -> [String]? {
    guard
      let end = tokens.indices.first(where: {
        tokens[$0...].starts(with: ["\u{53EB}", "\u{4EC0}", "\u{4E48}"])
      })
    else {
      return nil
    }
    let named = tokens[..<end].filter { !common.contains($0) && !particles.contains($0) }
    return named.isEmpty || (classes["called"] ?? []).contains(where: { named.elementsEqual($0) })
      ? nil : Array(named)
  }

  /// Whether a word for a place stands in them.
  func isPlace(_ tokens: [String]) -> Bool {
    (classes["place"] ?? []).contains { words in
      tokens.indices.contains { tokens[$0...].starts(with: words) }
    }
  }

  /// What stands behind a word that asks whether there is something, when that says anything.
  func whatMayBe(in tokens: [String]) -> Range<Int>? {
    if let last = tokens.indices.last, last > 1, isSoft(tokens),
      let start = tokens.indices.first(where: { tokens[$0] == "\u{6709}" }), start <= 2, start + 1 < last,
      tokens[start + 1] != "\u{4EBA}", asking.hits(in: tokens).isEmpty
    {
      let end = tokens[last - 1] == "\u{6CA1}" ? last - 1 : last
      let named = (start + 1)..<max(start + 1, end)
      return tokens[named].contains { !common.contains($0) && !particles.contains($0) } ? named : nil
    }
    for words in classes["existence"] ?? [] {
      guard let start = tokens.indices.first(where: { tokens[$0...].starts(with: words) }) else { continue }
      let named = (start + words.count)..<tokens.count
      return tokens[named].contains { !common.contains($0) && !particles.contains($0) } ? named : nil
    }
    return nil
  }

  /// Whether the call taker tells what he does himself.
  func isOwnDeed(_ tokens: [String]) -> Bool {
    tokens.first.map { (classes["speaker"] ?? []).contains([$0]) } ?? false
  }

  /// Whether they tell him what to do or not to do, other than to speak.
  func isOrder(_ tokens: [String]) -> Bool {
    let leads = Set(classes["lead-in"] ?? [])
    let order = tokens.drop { leads.contains([$0]) }
    let isDeed =
      (classes["deed"] ?? []).contains { order.starts(with: $0) } && asking.hits(in: tokens).isEmpty
      && !isPolar(tokens) && !isOffering(tokens)
    return (isDeed || (classes["ordering"] ?? []).contains { order.starts(with: $0) })
      && !tokens.contains { (classes["telling"] ?? []).contains([$0]) }
  }

  /// Whether they only name what is to be told: \u{6D89}\u{6848}\u{91D1}\u{989D}.
  func isHeading(_ tokens: [String]) -> Bool {
    !isOwnDeed(tokens)
      && (classes["heading"] ?? []).contains { heading in
        tokens.count >= heading.count && tokens.suffix(heading.count).elementsEqual(heading)
      }
  }

  /// The tokens without what is named of a colour.
  func withoutColours(_ tokens: [String]) -> [String] {
    let colours = Set((classes["colour"] ?? []).flatMap { $0 } + ["\u{8272}"])
    return tokens.filter { !colours.contains($0) }
  }

  /// Whether they end as a question does that expects yes.
  func isSoft(_ tokens: [String]) -> Bool {
    tokens.last.map { (classes["polar-end"] ?? []).contains([$0]) } ?? false
  }

  /// Whether they say that something is read back.
  func isConfirming(_ tokens: [String]) -> Bool {
    (classes["confirming"] ?? []).contains { words in
      tokens.indices.contains { tokens[$0...].starts(with: words) }
    }
  }

  /// Whether they hold a statement up for yes or no: long enough to be one, and asked at its end.
  func isLeading(_ tokens: [String]) -> Bool { tokens.count > 4 && isSoft(tokens) }

  /// Whether they ask whether it is just this: \u{662F}\u{56E0}\u{4E3A}\u{94B1}\u{5435}\u{7684}\u{5417}.
  func isCleft(_ tokens: [String]) -> Bool {
    isLeading(tokens) && (classes["cleft"] ?? []).contains { tokens.starts(with: $0) }
  }

  /// Whether most of what they say, of two words or more, stands in what is known.
  func isHeld(_ tokens: [String], by known: [String]) -> Bool {
    let said = Set(tokens.filter { !common.contains($0) && !particles.contains($0) })
    return said.count >= 2 && said.intersection(known).count * 10 >= said.count * 6
  }

  /// How much a question and a part of an answer have in common: two for a pair of neighbours, one for a word
  /// that is not common.
  func overlap(_ question: [String], with part: [String]) -> Int {
    let pairs = Self.pairs(question).intersection(Self.pairs(part))
    let together = pairs.count { pair in pair.contains { !common.contains($0) } }
    let rare = Set(question.filter { !common.contains($0) }).intersection(
      part.filter { !common.contains($0) })
    return 2 * together + rare.count
  }
}

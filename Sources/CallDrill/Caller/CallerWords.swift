import CallModel
import CallProtocol
import PlainText

/// Words callers use and words questions are known by, from `Resources/callers.words`.
public struct CallerWords: Sendable {
  /// What a question asks for.
  public enum Target: Hashable, Sendable {
    /// An element.
    case element(ElementIdentifier)
    /// A field of a complaint.
    case field(ComplaintField)
  }

  /// A line every caller may need.
  public enum Line: String, CaseIterable, Sendable {
    /// The first words of a caller whom a seed gave another temper.
    case entrance
    /// Incoherent words.
    case scattered
    /// Is anybody there?
    case here
    /// I hang up.
    case gone
    /// How can you talk like that!
    case scolded
    /// I will complain about you.
    case complain
    /// Thank you, I will speak slowly.
    case calmed
    /// I am sorry for my language.
    case polite
    /// I do not know that.
    case unknown
    /// I have told you.
    case told
    /// Good, come quickly.
    case acknowledged
    /// Nothing to add.
    case nothing
    /// Goodbye.
    case farewell
    /// Where are the officers?
    case urging
  }

  let questions: [(target: Target, words: [[Character]])]
  private let voices: [String: [String: [String]]]

  /// The words inside the program.
  public static let shipped = CallerWords(PackageResources.callers_words)

  init(_ bytes: [UInt8]) {
    var questions: [(target: Target, words: [[Character]])] = []
    var voices: [String: [String: [String]]] = [:]
    for section in DrillScanner(bytes, file: "callers.words").sections {
      if section.kind == .voice {
        voices[section.name] = section.entries.reduce(into: [:]) { lines, entry in
          lines[entry.key] = entry.value.split(separator: "|").map { String($0).trimmed }
        }
      } else if let target = Self.target(section.name) {
        let marks: Set<Character> = ["\u{3001}", ","]
        let words = (section.value("words") ?? "").split { marks.contains($0) }
          .map { TextSimilarity.significant(String($0)) }.filter { !$0.isEmpty }
        questions.append((target, words))
      }
    }
    self.questions = questions
    self.voices = voices
  }

  private static func target(_ name: String) -> Target? {
    if let element = ElementIdentifier(rawValue: name) { return .element(element) }
    guard name.hasPrefix("field-") else { return nil }
    return ComplaintField(rawValue: String(name.dropFirst(6))).map(Target.field)
  }

  /// A line in the caller's language, nil when there is none; `number` chooses among several.
  public func line(_ line: Line, mood: CallerMood, isEnglish: Bool, number: Int) -> String? {
    let key = line.rawValue + (isEnglish ? "-english" : "")
    let found = voices[mood.rawValue]?[key] ?? voices["usual"]?[key] ?? []
    return found.isEmpty ? nil : found[number % found.count]
  }

  /// What free words ask for, at most two things: those whose longest known word in the text is longest.
  public func targets(in text: String) -> [Target] {
    let said = TextSimilarity.significant(text)
    let found = questions.enumerated().compactMap { index, question in
      let longest = question.words.filter { Self.contains(said, $0) }.map(\.count).max()
      return longest.map { (target: question.target, length: $0, index: index) }
    }
    return found.sorted { ($1.length, $0.index) < ($0.length, $1.index) }.prefix(2).map(\.target)
  }

  private static func contains(_ text: [Character], _ word: [Character]) -> Bool {
    guard word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      text[start] == word[0] && text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}

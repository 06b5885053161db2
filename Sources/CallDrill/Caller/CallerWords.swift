import PlainText

/// Words callers use, from `Resources/callers.words`.
public struct CallerWords: Sendable {
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
    /// I have said that already, before the answer.
    case again
    /// How often must I say it, before the answer.
    case impatient
    /// What did you say?
    case puzzled
    /// I do not speak that language.
    case foreign
    /// I can hear you.
    case hear
    /// All right, I wait.
    case waiting
    /// All right, I do so.
    case advised
    /// Yes, go on.
    case noted
    /// I did not see that clearly.
    case unsure
    /// My name is.
    case name
    /// That is right, before the answer.
    case yes
    /// No, before the answer.
    case no
    /// The sound of a tap.
    case tap
    /// Good, come quickly.
    case acknowledged
    /// Nothing to add.
    case nothing
    /// Goodbye.
    case farewell
    /// Where are the officers?
    case urging
  }

  private let voices: [String: [String: [String]]]

  /// The words inside the program.
  public static let shipped = CallerWords(PackageResources.callers_words)

  init(_ bytes: [UInt8]) {
    var voices: [String: [String: [String]]] = [:]
    for section in DrillScanner(bytes, file: "callers.words").sections {
      if section.kind == .voice {
        voices[section.name] = section.entries.reduce(into: [:]) { lines, entry in
          lines[entry.key] = entry.value.split(separator: "|").map { String($0).trimmed }
        }
      }
    }
    self.voices = voices
  }

  /// A line in the caller's language, nil when there is none; `number` chooses among several.
  public func line(_ line: Line, mood: CallerMood, isEnglish: Bool, number: Int) -> String? {
    let key = line.rawValue + (isEnglish ? "-english" : "")
    let found = voices[mood.rawValue]?[key] ?? voices["usual"]?[key] ?? []
    return found.isEmpty ? nil : found[number % found.count]
  }
}

import CallModel
import Catalogue

/// A sentence the call taker says, exactly as the protocol file has it.
public struct PhraseDefinition: Hashable, Sendable {
  /// The name in commands and records, such as `calming`.
  public let identifier: String
  /// The Chinese wording, character for character.
  public let text: String
  /// An English rendering, a help only, never prescribed; the Chinese wording again when there is none.
  public let english: String
  /// The article that prescribes it.
  public let article: ProtocolArticle
  /// What it is for.
  public let kind: PhraseKind
  /// Other names it is found by.
  public let aliases: [String]
  /// What saying it promises; nil when nothing.
  public let promise: PromiseKind?
  /// The function key that says it, 1 to 12; nil when none does.
  public let functionKey: Int?

  /// Whether the Chinese wording is prescribed by the norm; false for a sentence of the place itself.
  public var isPrescribed: Bool { article != .local && article != .manners }

  /// The wording in `language`; only the Chinese one may be prescribed.
  ///
  /// What the place fills in (`{operator}`, `{city}`) still stands in it.
  public func text(_ language: UserLanguage) -> String { Message(text, english).text(language) }
}

/// What a sentence leaves open, such as the number in the national greeting.
public enum PhrasePlaceholder: String, CaseIterable, Hashable, Sendable {
  /// The number of whoever speaks.
  case personnel = "{operator}"
  /// The city's name.
  case city = "{city}"

  /// The placeholders of a text that are none of these, such as `{name}`.
  static func unknown(in text: String) -> [String] {
    // Nearly every text has none, and every start of a console reads them all.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else { return [] }
    var rest = text
    for known in allCases { rest = rest.replacing(known.rawValue, with: "") }
    return rest.contains(where: { $0 == "{" || $0 == "}" }) ? [rest] : []
  }
}

extension ProtocolDocument {
  /// A sentence as this person says it in this city; for whom nobody knows who will say it, as on paper,
  /// with a line to write on.
  public func wording(
    of phrase: PhraseDefinition, by personnel: OperatorIdentifier?, language: UserLanguage = .chinese
  ) -> String {
    let text = phrase.text(language)
    guard text.contains("{") else { return text }
    return text.replacing(
      PhrasePlaceholder.personnel.rawValue, with: personnel?.description ?? Self.lineToWriteOn
    )
    .replacing(PhrasePlaceholder.city.rawValue, with: city.text(language))
  }

  private static let lineToWriteOn = "______"

  /// The same with its English rendering.
  public func wordings(of phrase: PhraseDefinition, by personnel: OperatorIdentifier?) -> Message {
    Message(
      wording(of: phrase, by: personnel, language: .chinese),
      wording(of: phrase, by: personnel, language: .english))
  }
}

/// What a phrase is for.
///
/// The words are those of the protocol file.
public enum PhraseKind: String, CaseIterable, Hashable, Sendable {
  /// The first words of every call (article 1).
  case greeting
  /// Calms an anxious caller (article 2).
  case calming
  /// Asks for an element (article 2).
  case question
  /// Answers a caller who urges (article 3).
  case urging
  /// Answers an urgent call for help (article 4).
  case urgentHelp = "urgent-help"
  /// Asks a rude caller for civility (article 6).
  case civility
  /// Warns a harassing caller before hanging up (article 6).
  case harassment
  /// One of the sentences said to a complainant (article 7).
  case complaint
  /// Asks consent before interrupting or ending a call (manners).
  case consent
  /// Ends a call (manners).
  case farewell
  /// Thanks for a remark or a criticism (manners).
  case thanks
  /// Anything else a place likes to have on a key.
  case other

  /// The kinds every protocol must have at least one phrase of.
  public static let required: [PhraseKind] = [
    .greeting, .calming, .urging, .urgentHelp, .civility, .harassment, .complaint, .consent, .farewell,
  ]
}

/// A sentence a branch requires; where the norm offers several, any one of them will do.
public struct RequiredPhrase: Hashable, Sendable {
  /// By when it must have been said.
  public enum Moment: String, CaseIterable, Hashable, Sendable {
    /// At any moment of the call.
    case atAll = "say"
    /// Before the call taker hangs up: without it, hanging up is a breach.
    case beforeHangUp = "say-before-hang-up"
  }

  /// The phrases' identifiers, at least one; saying one is enough.
  public let alternatives: [String]
  /// By when.
  public let moment: Moment

  /// Whether it is met when the phrases in `said` have been said.
  public func isMet(by said: Set<String>) -> Bool { alternatives.contains { said.contains($0) } }
}

/// A sentence that must never be said to a caller (服务禁忌用语), with what the guard looks for.
public struct TabooPhrase: Hashable, Sendable {
  /// The situation in which the words are right after all: in a branch, once a deed is done.
  public struct Exception: Hashable, Sendable {
    /// The branch the call must be in.
    public let branch: BranchIdentifier
    /// The deed that must be done.
    public let deed: BranchDeed
  }

  /// The name in records, such as `not-our-business`.
  public let identifier: String
  /// The sentence as the norm lists it, character for character.
  public let text: String
  /// What is looked for besides the sentence itself; grammar at `WordingPattern`.
  public let variants: [String]
  /// Longer harmless phrases in which a hit does not count.
  public let harmless: [String]
  /// When it is right after all; nil when never.
  public let exception: Exception?
  /// What to say instead.
  public let instead: Message
}

import CallModel
import Catalogue

/// A whole protocol: what is said, asked, required and never said, and who else can help.
///
/// Made only by `ProtocolReader`, which lets none through whose parts do not fit together.
///
/// A class because it is large, never changes, and is held by nearly everything: as a value it was copied
/// part by part wherever one of its holders was.
public final class ProtocolDocument: Sendable {
  /// What the protocol is called.
  public let name: Message
  /// The city whose police station it is written for, by name.
  public let city: Message
  /// The version its keeper gave it.
  public let version: String
  /// The first words of every call.
  public let greeting: PhraseDefinition
  /// When an answer is in time.
  public let ringLimit: RingLimit
  /// Within how many working days a complaint is answered; 3 by article 7.
  public let complaintReplyWorkingDays: Int
  /// Who is told at once of misconduct that is still going on (督察).
  public let inspectorsUnit: Message
  /// Words that the inspectors are also known by: a unit with one of them in its name is they.
  public let inspectorsWords: [String]
  /// The eight elements, in the order they are offered.
  public let elements: [ElementDefinition]
  /// All phrases, in the file's order.
  public let phrases: [PhraseDefinition]
  /// All branches, in the file's order.
  public let branches: [BranchDefinition]
  /// The categories, classes before or after their members as in the file.
  public let categories: [CategoryDefinition]
  /// The levels, highest first.
  public let levels: [LevelDefinition]
  /// The languages of calls; the first is assumed.
  public let languages: [LanguageDefinition]
  /// The fields of a complaint in the order asked, among them the four of article 7.
  public let complaintFields: [ComplaintFieldDefinition]
  /// What each kind of unit is told for and which promises it keeps.
  public let unitKinds: [UnitKindDefinition]
  /// Who can be sent or told, in the file's order; without any, no unit typed is marked as unknown.
  public let units: [UnitDefinition]
  /// The words that deny: 没有刀 is no knife.
  public let denials: DenialDefinition
  /// Yes/no questions for a caller who cannot speak freely.
  public let safeChecks: [PromptDefinition]
  /// Questions that help to find a place.
  public let placePrompts: [PromptDefinition]
  /// What tells two versions apart: lower-hex SHA-256 of the file's bytes; of the shipped file's followed by
  /// the file's when it says `base = shipped`.
  public var digest: String { ownDigest ?? ShippedProtocol.digest }

  /// Where each code stands in `categories`: a list of many calls names the category of each.
  let categoryPositions: [String: Int]

  /// The ids of the phrases of each kind there is, in the file's order.
  let phrasesByKind: [PhraseKind: [String]]

  private let ownDigest: String?
  private let lateParts: LateParts.Source

  /// What must never be said.
  public var tabooPhrases: [TabooPhrase] { lateParts.parts.tabooPhrases }

  /// What looks for it in the words that were said.
  public var wordingGuard: WordingGuard { lateParts.parts.wordingGuard }

  /// What tells of danger to life.
  public var dangers: [DangerDefinition] { lateParts.parts.dangers }

  /// The words a category is found by, as callers say them.
  public func everydayWords(of code: String) -> [String] { lateParts.parts.everydayWords[code] ?? [] }

  /// What finds categories by them; the shipped protocol's is made when it is first asked for.
  public var categoryMatcher: CategoryMatcher { lateParts.matcher }

  /// What finds the words of danger in what was typed; made and kept like that.
  public var dangerWords: DangerWords { lateParts.dangerWords }

  /// Makes what finds kinds and dangers in what is typed; else whoever types it first waits for that.
  public func prepareWords() { _ = (categoryMatcher, dangerWords) }

  /// The departments a caller is referred to.
  public var referrals: ReferralDirectory { lateParts.parts.referrals }

  /// The document made of checked parts; without a digest it is the shipped one.
  init(
    settings: DocumentSettings, greeting: PhraseDefinition, phrases: [PhraseDefinition], parts: DocumentParts,
    lateParts: LateParts.Source, digest: String?
  ) {
    name = settings.name
    city = settings.city
    version = settings.version
    ringLimit = settings.ringLimit
    complaintReplyWorkingDays = settings.complaintReplyWorkingDays
    inspectorsUnit = settings.inspectorsUnit
    inspectorsWords = settings.inspectorsWords
    denials = settings.denials
    unitKinds = parts.unitKinds
    units = parts.units
    self.greeting = greeting
    self.phrases = phrases
    phrasesByKind = Dictionary(grouping: phrases, by: \.kind).mapValues { $0.map(\.identifier) }
    elements = parts.elements
    branches = parts.branches
    categories = parts.categories
    categoryPositions = Dictionary(parts.categories.enumerated().map { ($1.code, $0) }) { first, _ in first }
    levels = parts.levels
    languages = parts.languages
    complaintFields = parts.complaintFields
    safeChecks = parts.safeChecks
    placePrompts = parts.placePrompts
    self.lateParts = lateParts
    ownDigest = digest
  }
}

/// The digest tells documents apart: everything else follows from the bytes it is of.
extension ProtocolDocument: Hashable {
  /// Whether both were read from the same bytes.
  public static func == (left: ProtocolDocument, right: ProtocolDocument) -> Bool {
    left === right || left.digest == right.digest
  }

  /// By the digest, as `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// What few starts of the program ask for and what costs a third of reading a protocol.
struct LateParts: Sendable {
  /// Where they are.
  enum Source: Sendable {
    /// In the shipped protocol, whose parts are made when one of them is first asked for: tests have checked
    /// them, so no start has to.
    case shipped
    /// Here: a site's file is checked as a whole when it is read.
    case read(LateParts, CategoryMatcher, DangerWords)

    var parts: LateParts {
      switch self {
      case .shipped: ShippedProtocol.lateParts
      case .read(let parts, _, _): parts
      }
    }

    var matcher: CategoryMatcher {
      switch self {
      case .shipped: ShippedProtocol.categoryMatcher
      case .read(_, let matcher, _): matcher
      }
    }

    var dangerWords: DangerWords {
      switch self {
      case .shipped: ShippedProtocol.dangerWords
      case .read(_, _, let words): words
      }
    }
  }

  let tabooPhrases: [TabooPhrase]
  /// By the categories' codes.
  let everydayWords: [String: [String]]
  let dangers: [DangerDefinition]
  let referrals: ReferralDirectory
  let wordingGuard: WordingGuard

  init(
    tabooPhrases: [TabooPhrase], everydayWords: [String: [String]], dangers: [DangerDefinition],
    referrals: [ReferralEntry]
  ) {
    self.tabooPhrases = tabooPhrases
    self.everydayWords = everydayWords
    self.dangers = dangers
    self.referrals = ReferralDirectory(referrals)
    wordingGuard = WordingGuard(tabooPhrases)
  }
}

/// Where a rule comes from: an article of the service norm, the service manners, or the centre itself.
public enum ProtocolArticle: String, CaseIterable, Hashable, Sendable {
  /// Answering and the seven elements.
  case one = "1"
  /// An anxious or incoherent caller.
  case two = "2"
  /// Urging and repeated reports.
  case three = "3"
  /// Urgent calls for help.
  case four = "4"
  /// Questions and matters outside police business.
  case five = "5"
  /// Rude and harassing callers.
  case six = "6"
  /// Complaints about police work.
  case seven = "7"
  /// The manners that bind every service position.
  case manners
  /// A rule of the centre itself, in no article.
  case local
}

/// Where a code or level comes from, so that nobody takes a local figure for a national one.
public enum RuleSource: String, CaseIterable, Hashable, Sendable {
  /// A published code table (bjlxdmb of the older open schema).
  case table
  /// A rule of the centre itself.
  case local
}

import CallModel
import Catalogue

/// A turn of the call with what it requires.
///
/// Requirements are checked, never forced into an order.
public struct BranchDefinition: Hashable, Sendable {
  /// Which branch.
  public let identifier: BranchIdentifier
  /// Its name: 催促/重复报警, Urging or repeated report.
  public let name: Message
  /// The article it comes from.
  public let article: ProtocolArticle
  /// Other names it is found by in commands.
  public let aliases: [String]
  /// The sentences that must be said.
  public let requiredPhrases: [RequiredPhrase]
  /// The deeds that must be on record.
  public let requiredDeeds: [BranchDeed]
  /// The function key that enters it, 1 to 12; nil when none does.
  public let functionKey: Int?
}

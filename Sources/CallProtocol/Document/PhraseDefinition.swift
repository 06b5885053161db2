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
  public func text(_ language: UserLanguage) -> String { Message(text, english).text(language) }
}

import CallModel
import Catalogue

/// A thing asked of a complainant, with its name; article 7 prescribes four of them.
public struct ComplaintFieldDefinition: Hashable, Sendable {
  /// Which one.
  public let field: ComplaintField
  /// Its name: 住址, Address.
  public let name: Message
}

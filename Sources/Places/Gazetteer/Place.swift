/// A place of a centre's gazetteer.
public struct Place: Hashable, Sendable {
  /// What a place is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A road, street or lane.
    case road
    /// A housing estate.
    case estate
    /// A building, shop, school, park: what people name.
    case landmark
    /// A village or hamlet.
    case village
    /// A crossing; its roads stand in the name with `/` between them.
    case crossing
    /// A pole or kilometre stone; the name is the number on it.
    case pole
    /// A river, lake or bridge.
    case water
  }

  /// What it is called today; of a pole the number on it, of a crossing its roads.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// The district it lies in; empty when not told.
  public let district: String
  /// What else people call it.
  public let aliases: [String]
  /// What it was called before.
  public let formerNames: [String]
  /// Where it stands, of a pole: 关河东路; empty when not told.
  public let site: String

  /// A place from its parts.
  public init(
    name: String, kind: Kind, district: String = "", aliases: [String] = [], formerNames: [String] = [],
    site: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.district = district
    self.aliases = aliases
    self.formerNames = formerNames
    self.site = site
  }
}

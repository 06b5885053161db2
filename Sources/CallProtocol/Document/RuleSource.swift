/// Where a code or level comes from, so that nobody takes a local figure for a national one.
public enum RuleSource: String, CaseIterable, Hashable, Sendable {
  /// A published code table (bjlxdmb of the older open schema).
  case table
  /// A rule of the centre itself.
  case local
}

/// How a call stands to an earlier one.
public enum LinkRelation: String, CaseIterable, Sendable {
  /// The same matter reported again or urged.
  case same
  /// Another matter that belongs with it.
  case related
  /// Looked at and found to be something else; the candidate is not offered again.
  case different
}

/// What is known of one element of a call.
public enum ElementState: String, CaseIterable, Sendable {
  /// Nobody has asked yet.
  case notAsked = "not-asked"
  /// It was asked and not yet answered.
  case asked
  /// The caller gave it.
  case given
  /// The caller does not know.
  case unknown
  /// The caller will not say.
  case refused
  /// It was given and later corrected; the old value is kept.
  case corrected

  /// Whether the element needs no further question.
  public var isSettled: Bool {
    switch self {
    case .notAsked, .asked: false
    case .given, .unknown, .refused, .corrected: true
    }
  }
}

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

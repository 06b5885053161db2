/// A turn a call can take beside the plain taking of the seven elements (protocol articles 2 to 7).
///
/// Raw values are the names in records, commands and the protocol file. A call may be in several at once.
public enum BranchIdentifier: String, CaseIterable, Hashable, Sendable {
  /// An anxious or incoherent caller (article 2).
  case anxious
  /// The caller urges, or the same thing is reported again (article 3).
  case `repeat`
  /// An urgent call for help (article 4).
  case urgent
  /// A question, or a matter outside police business (article 5).
  case referral
  /// A rude or impolite caller (article 6).
  case rude
  /// Deliberate harassment (article 6).
  case harassment
  /// A complaint about police work (article 7).
  case complaint
}

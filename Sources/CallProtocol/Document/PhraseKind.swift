/// What a phrase is for.
///
/// The words are those of the protocol file.
public enum PhraseKind: String, CaseIterable, Hashable, Sendable {
  /// The first words of every call (article 1).
  case greeting
  /// Calms an anxious caller (article 2).
  case calming
  /// Asks for an element (article 2).
  case question
  /// Answers a caller who urges (article 3).
  case urging
  /// Answers an urgent call for help (article 4).
  case urgentHelp = "urgent-help"
  /// Asks a rude caller for civility (article 6).
  case civility
  /// Warns a harassing caller before hanging up (article 6).
  case harassment
  /// One of the sentences said to a complainant (article 7).
  case complaint
  /// Asks consent before interrupting or ending a call (manners).
  case consent
  /// Ends a call (manners).
  case farewell
  /// Thanks for a remark or a criticism (manners).
  case thanks
  /// Anything else a place likes to have on a key.
  case other

  /// The kinds every protocol must have at least one phrase of.
  public static let required: [PhraseKind] = [
    .greeting, .calming, .urging, .urgentHelp, .civility, .harassment, .complaint, .consent, .farewell,
  ]
}

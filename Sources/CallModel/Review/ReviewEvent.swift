/// A fact of the quality review, as it stands in the journal of a review desk; never edited.
///
/// The call it is about stands in the line's `call`, who did it in `op`.
public enum ReviewEvent: Hashable, Sendable {
  /// The kinds as they stand in a journal line's `ev`.
  public enum Kind: String, CaseIterable, Sendable {
    /// `review-sample`.
    case sample = "review-sample"
    /// `review-card`.
    case card = "review-card"
    /// `review-feedback`.
    case feedback = "review-feedback"
    /// `review-reply`.
    case reply = "review-reply"
    /// `review-appeal`.
    case appeal = "review-appeal"
    /// `review-decision`.
    case decision = "review-decision"
    /// `review-commend`.
    case commend = "review-commend"
  }

  /// A sample was drawn.
  case sample(SampleDrawn)
  /// A call was marked.
  case card(ScoreCardFilled)
  /// The person was told about a reviewed call.
  case feedback(String)
  /// The person answered; it is part of the record.
  case reply(String)
  /// The person does not accept a mark.
  case appeal(AppealMade)
  /// An appeal was decided.
  case decision(AppealDecided)
  /// A person was commended.
  case commend(Commendation)

  /// The event's kind.
  public var kind: Kind {
    switch self {
    case .sample: .sample
    case .card: .card
    case .feedback: .feedback
    case .reply: .reply
    case .appeal: .appeal
    case .decision: .decision
    case .commend: .commend
    }
  }
}

/// A fact a desk writes down about what a call has left to be done, or about a shift; never edited, like a
/// `CallEvent`.
///
/// Conversion to and from the stored form is in `MatterEvent+Encoding.swift` and
/// `MatterEvent+Decoding.swift`.
public enum MatterEvent: Hashable, Sendable {
  /// A complaint was given to a person to answer.
  case assigned(ComplaintAssigned)
  /// A complaint was answered.
  case replied(ComplaintReplied)
  /// The complainant was not content; the complaint is open again.
  case reopened(ComplaintReopened)
  /// A reminder (督办) was raised to the person responsible.
  case reminder(ReminderRaised)
  /// A provisional deadline was counted again with a published calendar.
  case deadline(DeadlineCorrected)
  /// The deed that an open matter was waiting for is done.
  case deed(MatterDeed)
  /// An open matter has another holder from now on.
  case handedOver(HolderChanged)
  /// A call was marked as a major matter; the text says why.
  case majorMarked(String)
  /// A major matter was reported to a person in charge.
  case majorReported(MajorReported)
  /// A person began to work at a seat.
  case shiftStarted(ShiftStarted)
  /// A person ended work at a seat.
  case shiftEnded(ShiftEnded)
  /// The person served graded the service.
  case rated(RatingGiven)
  /// Somebody has to ask the person served what was wrong.
  case followUp(FollowUpOpened)
  /// A call written by hand during an outage was typed in.
  case paper(PaperEntered)
  /// The matter of the call was urged on, or reported again, in another one.
  case urged(CallUrged)
}

extension MatterEvent {
  /// The kinds as they stand in a journal line's `ev`.
  public enum Kind: String, CaseIterable, Sendable {
    /// `complaint-assigned`.
    case assigned = "complaint-assigned"
    /// `complaint-replied`.
    case replied = "complaint-replied"
    /// `complaint-reopened`.
    case reopened = "complaint-reopened"
    case reminder
    /// `deadline-corrected`.
    case deadline = "deadline-corrected"
    case deed
    case handedOver = "handed-over"
    case majorMarked = "major-marked"
    case majorReported = "major-reported"
    /// `shift-start`.
    case shiftStarted = "shift-start"
    /// `shift-end`.
    case shiftEnded = "shift-end"
    /// `rating`.
    case rated = "rating"
    case followUp = "follow-up"
    case paper
    case urged
  }

  /// The event's kind.
  public var kind: Kind {
    switch self {
    case .assigned: .assigned
    case .replied: .replied
    case .reopened: .reopened
    case .reminder: .reminder
    case .deadline: .deadline
    case .deed: .deed
    case .handedOver: .handedOver
    case .majorMarked: .majorMarked
    case .majorReported: .majorReported
    case .shiftStarted: .shiftStarted
    case .shiftEnded: .shiftEnded
    case .rated: .rated
    case .followUp: .followUp
    case .paper: .paper
    case .urged: .urged
    }
  }
}

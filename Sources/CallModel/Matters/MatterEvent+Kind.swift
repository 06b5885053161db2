extension MatterEvent {
  /// The kinds as they stand in a journal line's `ev`.
  public enum Kind: String, CaseIterable, Sendable {
    /// `complaint-assigned`.
    case assigned = "complaint-assigned"
    /// `complaint-replied`.
    case replied = "complaint-replied"
    /// `complaint-reopened`.
    case reopened = "complaint-reopened"
    /// `reminder`.
    case reminder
    /// `deadline-corrected`.
    case deadline = "deadline-corrected"
    /// `deed`.
    case deed
    /// `handed-over`.
    case handedOver = "handed-over"
    /// `major-marked`.
    case majorMarked = "major-marked"
    /// `major-reported`.
    case majorReported = "major-reported"
    /// `shift-start`.
    case shiftStarted = "shift-start"
    /// `shift-end`.
    case shiftEnded = "shift-end"
    /// `rating`.
    case rated = "rating"
    /// `follow-up`.
    case followUp = "follow-up"
    /// `paper`.
    case paper
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
    }
  }
}

import CallModel

/// Everything that the service log of one shift tells.
public struct ShiftContents: Sendable {
  /// Who worked at which seat, from when to when.
  public let shift: ShiftRecord
  /// The calls this person took in it, oldest first.
  public let calls: [CallRecord]
  /// What this person held at its end, and what is open of these calls; each with who holds it now.
  public let matters: [CallState]
  /// The same of complaints to which an answer is owed.
  public let complaints: [ComplaintCase]
  /// Who is to be called back without a record of his call: no person's, so open for every shift.
  public let callbacks: [CallbackEntry]
  /// Ratings of these calls written down until now.
  public let ratings: [(call: CallIdentifier, rating: RatingGiven)]
  /// Calls on paper that were typed in during the shift.
  public let paperCalls: [CallIdentifier]
  /// The checkpoint lines of the day's journals.
  public let checkpoints: [String]
  /// When the log is made.
  public let now: WallInstant

  /// Contents from their parts.
  public init(
    shift: ShiftRecord, calls: [CallRecord], matters: [CallState], complaints: [ComplaintCase],
    callbacks: [CallbackEntry], ratings: [(call: CallIdentifier, rating: RatingGiven)],
    paperCalls: [CallIdentifier],
    checkpoints: [String], now: WallInstant
  ) {
    self.shift = shift
    self.calls = calls
    self.matters = matters
    self.complaints = complaints
    self.callbacks = callbacks
    self.ratings = ratings
    self.paperCalls = paperCalls
    self.checkpoints = checkpoints
    self.now = now
  }
}

import CallModel

/// Why something cannot be done in the quality review.
enum ReviewFault: Error, Hashable {
  /// The month was drawn already, and no reason was given for drawing it again.
  case drawnAlready(Period)
  /// The call is another person's.
  case notTheirCall(CallIdentifier)
  /// The person has not reviewed the call.
  case noCard(CallIdentifier)
  /// There is no such item.
  case unknownItem
  /// No appeal on this item waits for a decision.
  case noAppeal(CallIdentifier)
  /// The person concerned or a reviewer may not decide.
  case partOfIt
  /// The item did not fail, so there is nothing to appeal against.
  case notFailed(CallIdentifier)
}

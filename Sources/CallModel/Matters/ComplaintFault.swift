/// Why a complaint cannot take a step.
public enum ComplaintFault: Error, Hashable, Sendable {
  /// Nobody has it yet: it must be assigned first.
  case notAssigned
  /// This person has it already.
  case alreadyAssigned(OperatorIdentifier)
  /// It is answered: it must be reopened first.
  case alreadyReplied
  /// It is not answered, so that there is nothing to reopen.
  case notReplied
  /// The call taker found that it was no complaint.
  case withdrawn
  /// The reply would be before the receipt.
  case beforeReceipt
  /// The reply would be in the future.
  case inFuture
}

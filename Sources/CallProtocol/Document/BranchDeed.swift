/// A deed a branch requires on the record.
public enum BranchDeed: String, CaseIterable, Hashable, Sendable {
  /// The record is linked to the earlier call, or "not the same" is recorded (article 3).
  case link
  /// The unit is chased again (article 3).
  case chase
  /// A unit or department is notified: which one, who and when (article 4).
  case notify
  /// The department's address and its telephone are both read out (article 5).
  case addressAndTelephone = "address-and-telephone"
  /// Name, address, work unit and telephone are asked for (article 7).
  case fourFields = "four-fields"
}

/// How much of a record is hidden.
public enum MaskingExtent: String, CaseIterable, Hashable, Sendable {
  /// Nothing: the access is on record.
  case none
  /// One record that somebody works on: caller and complainant are hidden, the incident itself stays
  /// readable.
  case record
  /// Lists, reports, exports: addresses are hidden too.
  case list
}

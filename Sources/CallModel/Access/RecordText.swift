/// What kind of text a record's field holds, for those who must hide some of them.
public enum RecordText: Hashable, Sendable {
  /// The caller's number.
  case number
  /// The name that came with the number.
  case subscriber
  /// An element's value.
  case element(ElementIdentifier)
  /// A complaint's field.
  case complaint(ComplaintField)
  /// The number of the sound recording.
  case recording
  /// What was said to the caller, as typed: not a prescribed phrase.
  case words
  /// What was told to a unit, a deed, a remark, a reason: free text of the call taker.
  case remark
}

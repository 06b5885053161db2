import CallModel

/// What is on record of telephone numbers, however long ago, as a port.
///
/// Asking never waits for a disk; what is not known yet is nil and may be known at a later question.
public protocol NumberBook: AnyObject {
  /// What `number` did in earlier calls; nil when nothing is known, and always for a withheld number.
  func past(of number: String) -> NumberPast?
}

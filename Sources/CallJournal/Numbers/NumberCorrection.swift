import CallModel

/// A call's number as somebody corrected it.
struct NumberCorrection: Hashable, Sendable {
  /// When; the last correction of a call counts.
  let at: WallInstant
  /// What stands for the right number; nil when it is a withheld one.
  let number: LineDigest?
}

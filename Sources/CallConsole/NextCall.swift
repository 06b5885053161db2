import CallModel

/// A call that came in while the record of the one before was still open.
struct NextCall: Sendable {
  /// The ring.
  let ring: RingSeen
  /// When it began to ring.
  let rangAt: Moment
  /// Its answer, when the phone was picked up already.
  var answered: CallAnswered?
}

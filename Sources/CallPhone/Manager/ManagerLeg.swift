/// The part of a call that reaches one seat's telephone, as the telephone system tells of it.
struct ManagerLeg: Sendable {
  let unique: String
  let seat: String
  /// The call, fixed by the first line written about this leg.
  var call: String
  /// When the leg was made, for an order among legs.
  let number: Int
  var caller = ""
  var name: String?
  /// The channel that called this telephone.
  var dialler: String?
  /// When the telephone was called, by the source's clock: the only start known when no ringing is ever
  /// announced.
  var dialedAt: Int64?
  /// When the ringing written down began, by the source's clock.
  var ringTime: Int64?
  var saidDialed = false
  var hasRung = false
  var isAnswered = false
  var timedOut = false
  var wasRefused = false

  /// Whether a line has been written about it, so that its end must be written too.
  var isKnown: Bool { hasRung || saidDialed || isAnswered || wasRefused }
}

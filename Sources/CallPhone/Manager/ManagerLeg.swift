/// The part of a call that reaches one seat's telephone, as the telephone system tells of it.
struct ManagerLeg: Sendable {
  let unique: String
  let seat: String
  /// The channel's name without its running number: which telephone it is.
  let device: String
  /// The caller's call, fixed by the first line written about this leg.
  var call: String
  /// The message it began with, counted by the mapper: what came after what, also without any clock.
  let number: Int
  var caller = ""
  var name: String?
  /// Whether number and name are the caller's whatever is said later: a colleague's would be heard now.
  var isCallerKnown = false
  /// The channel that called this telephone.
  var dialler: String?
  /// When the telephone was called, by the source's clock: the only start known when no ringing is ever
  /// announced.
  var dialedAt: Int64?
  /// When the ringing written down began, by the source's clock.
  var ringTime: Int64?
  var answerTime: Int64?
  var saidDialed = false
  var hasRung = false
  var isAnswered = false
  var timedOut = false
  var wasRefused = false
  /// The telephone sent the caller on to another by itself.
  var wasForwarded = false
  /// Another seat took the call from this telephone while it rang.
  var wasPickedUp = false
  /// The seat transferred or parked the caller.
  var hasPassedOn = false
  /// Whether the telephone has been in a bridge with more than the channel that called it, since it was
  /// picked up.
  var hasMet = false
  /// Whether the telephone system said that it hung up before the caller was put through to it.
  var wasDumped = false
  /// What the call's last answer was before this one.
  var answerBefore: Int?
  /// Whether an earlier connection wrote lines about it, which its end must follow.
  var isCarriedOver = false

  init(unique: String, seat: String, device: String, call: String, number: Int) {
    self.unique = unique
    self.seat = seat
    self.device = device
    self.call = call
    self.number = number
  }

  /// Whether a line has been written about it, so that its end must be written too.
  var isKnown: Bool { hasRung || saidDialed || isAnswered || wasRefused || isCarriedOver }

  /// The telephone of a channel: its name up to the last `-`.
  static func device(of channel: String) -> String {
    channel.lastIndex(of: "-").map { String(channel[..<$0]) } ?? channel
  }
}

/// A channel that began a call: a caller's, or one of a seat's own.
struct Originator: Sendable {
  let channel: String
  /// When the telephone system rang it by itself, by the source's clock; nil for one that dials.
  var ringTime: Int64?
  /// When it was picked up.
  var answerTime: Int64?
}

/// One caller's call as the telephone system tells of it.
struct ManagerCall: Sendable {
  /// A telephone that stopped ringing, of which it is not yet known why.
  struct PendingEnd: Sendable {
    let leg: ManagerLeg
    /// When it stopped, by the source's clock.
    let time: Int64?
  }

  /// The message it was heard of first with.
  let number: Int
  /// Whether the caller's own channel is there; nil when it was never heard of.
  var isPresent: Bool?
  var caller = ""
  var name: String?
  /// The message a telephone answered with last.
  var lastAnswer: Int?
  /// Whether a line has been written about it.
  var isKnown = false
  /// Whether it was written that he waits in a queue.
  var isQueued = false
  /// Whether it was heard of on an earlier connection only.
  var isCarriedOver = false
  var pending: [PendingEnd] = []
}

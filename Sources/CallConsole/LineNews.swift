import CallModel

/// Something that came over the line.
public enum LineNews: Hashable, Sendable {
  /// A call rings at this seat, and has been ringing for `elapsed` ms.
  case ringing(RingSeen, elapsed: Int64 = 0)
  /// A call rings at this seat; nothing is recorded before it is answered here or given up by the caller.
  case incoming(RingSeen, elapsed: Int64)
  /// A caller gave up before anybody answered; `entry` names the call-back entry, the same at every seat.
  case abandoned(entry: String, CallbackOpened)
  /// It was answered at this seat's phone, with the measured timing; `phoneCall` is the phone system's id of
  /// it.
  case answered(CallAnswered, phoneCall: String? = nil)
  /// The recording of a call that was answered here, told after the answer.
  case recorded(String, phoneCall: String)
  /// It stopped ringing here without an answer here: abandoned, or answered elsewhere.
  case stopped(CallEnding)
  /// Whether it still rings here is not known any more: the link is gone, or nothing was heard for long.
  case unconfirmed
  /// The caller's side went on hook in the middle of the conversation.
  case callerHungUp
  /// Words of the caller, to be shown; only a simulated caller gives them.
  case spoken(String)
  /// Something else to tell the operator, already in both languages.
  case told(DeskEffect)
}

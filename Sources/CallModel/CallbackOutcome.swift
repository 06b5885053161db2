/// What came of one attempt to ring back.
public enum CallbackOutcome: String, CaseIterable, Sendable {
  /// The caller was spoken to.
  case reached
  /// It rang and nobody answered.
  case noAnswer = "no-answer"
  /// The line was busy.
  case busy
  /// The number could not be reached: switched off, out of service.
  case unreachable
}

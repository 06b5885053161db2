/// How a call ended.
public enum CallEnding: String, CaseIterable, Sendable {
  /// The conversation came to its end.
  case finished
  /// The line went dead in mid-call; the caller is to be called back.
  case cutOff = "cut-off"
  /// It rang and was never answered; the caller is to be called back.
  case abandoned
  /// Another seat answered it.
  case elsewhere
}

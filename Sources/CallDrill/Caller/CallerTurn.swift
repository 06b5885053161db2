import CallModel

/// What a simulated caller does besides speaking; the words are those of the journal.
public enum CallerTurn: String, CaseIterable, Hashable, Sendable {
  /// He was calmed.
  case calmed
  /// He became polite.
  case polite
  /// He was scolded and got worse.
  case worse
  /// He now complains about the call taker.
  case complaint
  /// He was kept waiting and asked whether anybody is there.
  case urged
  /// He was kept waiting and hung up.
  case gaveUp = "gave-up"
  /// He stopped ringing.
  case abandoned
  /// He hung up as the scenario has it.
  case hungUp = "hung-up"
  /// The line went dead.
  case cutOff = "cut-off"
  /// He took something back.
  case corrected
  /// He calls again.
  case again
  /// He was called back and answered.
  case reached
  /// He did not understand for the third time in a row, or more.
  case notUnderstood = "not-understood"
  /// He was asked what he has said already.
  case askedAgain = "asked-again"
  /// The wall clock jumped.
  case clockJump = "clock-jump"
}

/// What the simulated caller does next.
public enum CallerAct: Hashable, Sendable {
  /// Rings, with this number.
  case ring(String)
  case stopRinging
  /// Says something that tells these elements.
  case speak(String, elements: [ElementIdentifier])
  /// Goes on hook, or the line goes dead.
  case hangUp
  /// Something to be written down.
  case turn(CallerTurn)
  /// Nothing more will come; the drill is over.
  case over
}

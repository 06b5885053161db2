import CallModel

/// What the simulated caller does next.
public enum CallerAct: Hashable, Sendable {
  /// Rings, with this number.
  case ring(String)
  /// Stops ringing.
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

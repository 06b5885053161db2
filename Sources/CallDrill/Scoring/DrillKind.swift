/// The kinds of journal lines that only drills have; readers of calls skip them.
public enum DrillKind: String, CaseIterable, Sendable {
  /// A drill begins: who, which scenario with its whole text and digest, seed.
  case start = "drill-start"
  /// The simulated caller said something.
  case said = "drill-said"
  /// The simulated caller did something, or his mood turned.
  case turn = "drill-turn"
  /// A trainer put something in.
  case inject = "drill-inject"
  /// A drill ends, with its score when it was finished.
  case end = "drill-end"
  /// A contest is opened: set and seed.
  case contest = "drill-contest"
  /// A judge's marks.
  case marks = "drill-marks"
}

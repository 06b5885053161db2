import CallDrill
import CallModel

/// Why a drill command could not do its work.
enum DrillCommandFault: Error, Hashable {
  /// There is no such scenario.
  case unknownScenario(String)
  /// There is no such set.
  case unknownSet(String, known: [String])
  /// Neither a scenario nor `--random`, `--set` or `--contest` was given.
  case nothingChosen
  /// A scenario file has faults.
  case rejected([DrillFault])
  /// There is no such drill.
  case unknownDrill(CallIdentifier)
  /// The scenario in the drill's log does not have the digest that stands beside it.
  case scenarioChanged(CallIdentifier)
  /// The drill was not finished and has no score.
  case unfinished(CallIdentifier)
  /// There is no such contest.
  case unknownContest(String)
  /// A contest of this name is open already.
  case contestExists(String)
  /// The trainee has drilled all scenarios of the contest.
  case contestDone(String)
  /// Marks are six whole numbers, each at most the points of its aspect.
  case badMarks
  /// Nobody in the contest has this blind number.
  case unknownBlind(Int)
  /// No drill runs at the seat.
  case noRunningDrill(SeatIdentifier)
  /// In a contest all have the same.
  case injectionInContest
  /// The drill's console wrote no answer to an injection.
  case injectionUnanswered(SeatIdentifier)
  /// An injection is none of those known.
  case badInjection(known: [String])
  /// The call cannot be made into a scenario: it has no matter.
  case nothingInCall(CallIdentifier)
  /// A value typed for a scenario cannot be used.
  case badInput(name: String)
}

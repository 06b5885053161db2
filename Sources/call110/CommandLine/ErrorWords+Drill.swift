import CallDrill
import CallModel
import Catalogue

extension ErrorWords {
  /// What a drill command's fault is called, and how the program ends.
  static func drill(_ fault: DrillCommandFault) -> (Message, ExitStatus) {
    switch fault {
    case .unknownScenario(let name): (.unknownScenario(name), .usage)
    case .unknownSet(let name, let known):
      (.unknownDrillSet(name, known: known.joined(separator: " ")), .usage)
    case .nothingChosen: (.drillNothingChosen, .usage)
    case .rejected(let faults): (rejected(faults), .badData)
    case .unknownDrill(let call): (.unknownDrill(call.description), .noInput)
    case .scenarioChanged(let call): (.drillScenarioChanged(call.description), .badData)
    case .unfinished(let call): (.drillHasNoScore(call.description), .badData)
    case .unknownContest(let name): (.unknownContest(name), .noInput)
    case .contestExists(let name): (.contestExists(name), .usage)
    case .contestDone(let name): (.contestDone(name), .usage)
    case .badMarks: (.badMarks, .usage)
    case .unknownBlind(let number): (.unknownBlind(number), .usage)
    case .noRunningDrill(let seat): (.noRunningDrill(seat.description), .unavailable)
    case .injectionInContest: (.injectionInContest, .usage)
    case .injectionUnanswered(let seat): (.injectionUnanswered(seat.description), .unavailable)
    case .badInjection(let known): (.badInjection(known.joined(separator: " ")), .usage)
    case .nothingInCall(let call): (.nothingInCall(call.description), .badData)
    case .badInput(let name): (.badDrillInput(name), .badData)
    }
  }

  private static func rejected(_ faults: [DrillFault]) -> Message {
    faults.map { DrillFaultWords.describe($0) }.reduce(nil as Message?) { lines, line in
      lines.map { $0.joined(line, separator: "\n") } ?? line
    } ?? .unexpectedFault(kind: "DrillFault")
  }
}

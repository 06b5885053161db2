import CallArchive
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
    case .deskSeat(let seat): (.drillDeskSeat(seat.description), .usage)
    case .noRunningDrill(let seat): (.noRunningDrill(seat.description), .unavailable)
    case .injectionInContest: (.injectionInContest, .usage)
    case .injectionUnanswered(let seat): (.injectionUnanswered(seat.description), .unavailable)
    case .badInjection(let known): (.badInjection(known.joined(separator: " ")), .usage)
    case .nothingInCall(let call): (.nothingInCall(call.description), .badData)
    case .badInput(let name): (.badDrillInput(name), .badData)
    case .fileNeeded: (.drillNewNeedsFile, .usage)
    case .fileExists(let path): (.drillNewFileExists(path), .usage)
    }
  }

  /// What a contest's fault is called, and how the program ends.
  static func contest(_ fault: ContestFault) -> (Message, ExitStatus) {
    switch fault {
    case .unknown(let name): (.unknownContest(name), .noInput)
    case .exists(let name): (.contestExists(name), .usage)
    case .badName: (.badDrillInput("NAME"), .badData)
    case .plainSeed: (.contestPlainSeed, .usage)
    case .namedTwice(let trainee): (.contestNamedTwice(trainee.description), .usage)
    case .termsDiffer(let name): (.contestTermsDiffer(name), .badData)
    case .done(let name): (.contestDone(name), .usage)
    case .paperChanged(let name): (.contestPaperChanged(name), .badData)
    case .protocolChanged(let name): (.contestProtocolChanged(name), .badData)
    case .practised: (.contestSeedPractised, .usage)
    case .ownPace: (.contestOwnPace, .usage)
    case .open(let name): (.contestStillOpen(name), .unavailable)
    case .closed(let name): (.contestJudgedAlready(name), .usage)
    case .contestantJudges(let judge): (.contestantJudges(judge.description), .usage)
    case .nothingToMark(let number): (.contestNothingToMark(number), .usage)
    case .nothingLost(let number): (.contestNothingLost(number), .usage)
    case .badMarks: (.badMarks, .usage)
    case .unknownBlind(let number): (.unknownBlind(number), .usage)
    }
  }

  private static func rejected(_ faults: [DrillFault]) -> Message {
    faults.map { DrillFaultWords.describe($0) }.reduce(nil as Message?) { lines, line in
      lines.map { $0.joined(line, separator: "\n") } ?? line
    } ?? .unexpectedFault(kind: "DrillFault")
  }
}

/// Puts a fault of a scenario file into words: where, what, and what to do.
enum DrillFaultWords {
  static func describe(_ fault: DrillFault) -> Message {
    Message.verbatim(fault.place).joined(problem(fault.problem), separator: ": ")
  }

  private static func problem(_ problem: DrillFault.Problem) -> Message {
    switch problem {
    case .tooLarge(let limit): .drillFileTooLarge(limit)
    case .notUTF8: .drillNotUTF8
    case .controlCharacter: .drillControlCharacter
    case .notAnEntry: .drillNotAnEntry
    case .entryOutsideSection: .drillEntryOutside
    case .partOutsideScenario: .drillPartOutside
    case .unknownSection(let allowed): .drillUnknownSection(allowed.joined(separator: " "))
    case .badName: .drillBadName
    case .duplicated(let line): .drillDuplicated(line)
    case .unknownKey(let key, let allowed): .drillUnknownKey(key, allowed.joined(separator: " "))
    case .missingKey(let key): .drillMissingKey(key)
    case .emptyValue(let key): .drillEmptyValue(key)
    case .valueTooLong(let key, let limit): .drillValueTooLong(key, limit)
    case .badWord(let key, let expected): .drillBadWord(key, expected.joined(separator: " "))
    case .badNumber(let key, let range): .drillBadNumber(key, "\(range.lowerBound)-\(range.upperBound)")
    case .badDate(let key): .drillBadDate(key)
    case .badCondition(let key, let verbs): .drillBadCondition(key, verbs.joined(separator: " "))
    case .unknownReference(let key, let name): .drillUnknownReference(key, name)
    case .badVariation: .drillBadVariation
    case .fallChangesNothing: .drillFallChangesNothing
    case .bestHandlingLoses(let rule, let tenths, let reason):
      .drillBestLoses(rule, points: ScoreSheet.text(tenths), reason: reason)
    case .fallMissesTrap: .drillFallMissesTrap
    case .wrongPrice(let stated, let actual):
      .drillWrongPrice(stated: ScoreSheet.text(stated), actual: ScoreSheet.text(actual))
    case .priceWithoutFall: .drillPriceWithoutFall
    case .withoutEffect(let key, let other): .drillWithoutEffect(key, without: other)
    case .circularBase: .drillCircularBase
    case .noScenario: .drillNoScenario
    case .more(let limit): .drillMoreFaults(limit)
    }
  }
}

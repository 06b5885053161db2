import CallDrill
import Catalogue

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
    default: value(problem)
    }
  }

  private static func value(_ problem: DrillFault.Problem) -> Message {
    switch problem {
    case .badWord(let key, let expected): .drillBadWord(key, expected.joined(separator: " "))
    case .badNumber(let key, let range): .drillBadNumber(key, "\(range.lowerBound)-\(range.upperBound)")
    case .badDate(let key): .drillBadDate(key)
    case .badCondition(let key, let verbs): .drillBadCondition(key, verbs.joined(separator: " "))
    case .unknownReference(let key, let name): .drillUnknownReference(key, name)
    case .badVariation: .drillBadVariation
    case .circularBase: .drillCircularBase
    case .noScenario: .drillNoScenario
    case .more(let limit): .drillMoreFaults(limit)
    default: .unexpectedFault(kind: "DrillFault")
    }
  }
}

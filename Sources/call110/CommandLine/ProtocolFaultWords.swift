import CallProtocol
import Catalogue

/// Puts the faults of a protocol file into words.
enum ProtocolFaultWords {
  /// A fault with its place.
  static func describe(_ fault: ProtocolFault) -> Message {
    .protocolFault(describe(fault.problem), at: fault.position.display)
  }

  private static func describe(_ problem: ProtocolFault.Problem) -> Message {
    switch problem {
    // Faults of the file's form.
    case .tooLarge(let limit): .protocolTooLarge(limit: limit)
    case .notUTF8: .protocolNotUTF8
    case .controlCharacter(let code): .protocolControlCharacter(code: scalar(code))
    case .notAnEntry: .protocolNotAnEntry
    case .entryOutsideSection: .protocolEntryOutsideSection
    case .badBase: .protocolBadBase
    case .more(let limit): .protocolMoreFaults(limit: limit)
    // Faults of sections and keys.
    case .unknownSection(let name, let allowed): .protocolUnknownSection(name, allowed: list(allowed))
    case .badSectionName(let kind, let expected): .protocolBadSectionName(kind: kind, expected: expected)
    case .duplicatedSection(let kind, let name, let line):
      .protocolDuplicatedSection(kind: kind, name: name, line: line)
    case .unknownKey(let key, let allowed): .protocolUnknownKey(key, allowed: list(allowed))
    case .duplicatedKey(let key, let line): .protocolDuplicatedKey(key, line: line)
    case .missingKey(let key): .protocolMissingKey(key)
    case .nothingToRemove: .protocolNothingToRemove
    // Faults of single values.
    case .emptyValue(let key): .protocolEmptyValue(key)
    case .valueTooLong(let key, let limit): .protocolValueTooLong(key, limit: limit)
    case .badWord(let key, let expected): .protocolBadWord(key, expected: list(expected))
    case .badNumber(let key, let range):
      .protocolBadNumber(key, least: range.lowerBound, most: range.upperBound)
    case .badDate(let key): .protocolBadDate(key)
    case .badTelephone(let key): .protocolBadTelephone(key)
    case .emptyPattern(let key): .protocolEmptyPattern(key)
    // Faults of how the parts fit together.
    case .unknownReference(let key, let kind, let name):
      .protocolUnknownReference(key, kind: kind, name: name)
    case .parentIsNoClass(let name): .protocolParentIsNoClass(name)
    case .referralWithout(let key): .protocolReferralWithout(key)
    case .doubledFunctionKey(let number, let line, let file):
      .protocolDoubledFunctionKey(number, at: "\(file):\(line)")
    case .reservedFunctionKey(let number): .protocolReservedFunctionKey(number)
    case .missingSection(let kind, let name): .protocolMissingSection(kind: kind, name: name)
    case .missingPhraseKind(let kind): .protocolMissingPhraseKind(kind)
    }
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  private static func scalar(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

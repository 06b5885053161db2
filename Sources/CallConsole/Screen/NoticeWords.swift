import CallModel
import CallProtocol
import Catalogue

/// Puts the session's notices into effects.
struct NoticeWords: Sendable {
  private let document: ProtocolDocument
  private let words: EventWords
  /// Who works here: a prescribed sentence may have the number in it.
  private let personnel: OperatorIdentifier

  init(_ document: ProtocolDocument, personnel: OperatorIdentifier) {
    self.document = document
    self.personnel = personnel
    words = EventWords(document)
  }

  /// The lines of one notice; a list has a row each.
  ///
  /// `record` is the call on the screen, `last` the one closed last: what is refused because of one names it.
  func effects(_ notice: SessionNotice, record: CallRecord?, last: CallIdentifier?) -> [DeskEffect] {
    switch notice {
    case .noCall: [error(.noCall(last: last?.description))]
    case .alreadyInCall: [error(.alreadyInCall(record?.id.description ?? "", number: record?.number ?? ""))]
    case .notAnswered: [error(.notAnswered(record?.id.description ?? "", number: record?.number ?? ""))]
    case .unknownPhrase: [error(.unknownPhrase)]
    case .unknownBranch: [error(.unknownBranch(.list(document.branches.map(\.name))))]
    case .unknownCategory: [error(.unknownCategory)]
    case .unknownLevel:
      [error(.unknownLevel(document.levels.map { String($0.number) }.joined(separator: " ")))]
    case .unknownLanguage: [error(.unknownLanguage(.list(document.languages.map(\.name))))]
    case .unknownDepartment: [error(.unknownDepartment)]
    case .unknownCall: [error(.unknownCall)]
    case .unknownField: [error(.unknownField)]
    case .valueNeeded: [error(.valueNeeded)]
    case .choiceNeeded: [error(.choiceNeeded)]
    case .unchanged: [DeskEffect(.notice, message: .unchanged)]
    case .alreadyInBranch(let branch): [DeskEffect(.notice, message: .alreadyInBranch(words.name(branch)))]
    case .notInBranch(let branch): [DeskEffect(.notice, message: .notInBranch(words.name(branch)))]
    case .sayBeforeHangUp(let phrases): [DeskEffect(.warning, message: .sayBeforeHangUp(texts(phrases)))]
    case .breach(let rule): [DeskEffect(.warning, message: .breachNoted(rule.rawValue))]
    case .referralIncomplete(let department): [DeskEffect(.warning, message: .referralIncomplete(department))]
    case .referralIsExample(let department): [DeskEffect(.warning, message: .referralExample(department))]
    case .unlistedUnit(let unit): [DeskEffect(.warning, message: .unitUnlisted(unit))]
    case .notKept(let kind, let unit):
      [DeskEffect(.warning, message: .promiseNotKept(kind.rawValue, by: words.unit(unit)))]
    case .taboo(let identifier): taboo(identifier)
    case .tellInspectors: [DeskEffect(.warning, message: .tellInspectors(document.inspectorsUnit))]
    case .offerPlacePrompts: list(.placePrompts, rows: document.placePrompts.map(\.text))
    case .offerSafeCheck: list(.safeChecks, rows: document.safeChecks.map(\.text))
    case .missing(let requirements): [DeskEffect(.warning, message: .missing(requirements.map(requirement)))]
    case .closed(let call): [DeskEffect(.notice, message: .closed(call.description))]
    case .reasonMissing: [DeskEffect(.notice, message: .reasonMissing)]
    case .reasonNeeded: [error(.reasonNeeded)]
    case .refused(let refusal, let call):
      [error(.courseRefused(refusal.rawValue, call: call.description))]
    // The line of the recorded event has said it already.
    case .timing, .promised, .kept, .complaintDue, .callBack: []
    }
  }

  /// One missing thing in a few words.
  func requirement(_ requirement: Requirement) -> Message {
    switch requirement {
    case .phrase(let alternatives, _): .missingPhrase(texts(Array(alternatives.prefix(1))).joined())
    case .deed(let deed, _): .missingDeed(deed.rawValue)
    case .elements(let elements): .missingElements(elements.map(words.name))
    case .complaintFields(let fields): .missingFields(fields.map { .name(of: $0.rawValue) })
    case .category: .missingCategory
    case .level: .missingLevel
    case .inspectors: .missingInspectors(document.inspectorsUnit)
    case .promises(let kinds): .missingPromises(kinds.map { .name(of: $0.rawValue) })
    }
  }

  private func taboo(_ identifier: String) -> [DeskEffect] {
    document.tabooPhrases.filter { $0.identifier == identifier }
      .map { DeskEffect(.warning, message: .taboo($0.text, instead: $0.instead)) }
  }

  private func list(_ title: Message, rows: [Message]) -> [DeskEffect] {
    [DeskEffect(.notice, message: title)]
      + rows.map { DeskEffect(.item, message: Message("  " + $0.chinese, "  " + $0.english)) }
  }

  private func texts(_ phrases: [String]) -> [String] {
    phrases.map { name in document.phrase(name).map { document.wording(of: $0, by: personnel) } ?? name }
  }

  private func error(_ message: Message) -> DeskEffect { DeskEffect(.error, message: message) }
}

import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// `FIELD TEXT // WHY`; during a call an element is corrected as by its own command.
  mutating func amend(_ argument: String) -> [DeskEffect] {
    let word = argument.prefix { !$0.isWhitespace }
    let rest = String(argument.dropFirst(word.count)).trimmed
    guard !word.isEmpty, !rest.isEmpty else { return commit(.notice(.valueNeeded)) }
    let field = fieldName(String(word))
    if let element = ElementIdentifier(rawValue: field), session.isTalking {
      return give(element, text: rest)
    }
    if let refusal = refusalWithoutId { return refusal }
    let parts = rest.halfWidthSlashes.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = String(parts[0]).trimmed
    let text = value(typed, of: field)
    let reason = parts.count > 1 ? String(parts[1]).trimmed : ""
    let effects = commit(session.amend(field: field, text: text, reason: reason, at: clock.now()))
    return field == Amendment.number ? effects + earlierCalls(of: text) : effects
  }

  /// Why what names no call cannot go to the one closed last: nobody spoke to that caller, or there is none.
  var refusalWithoutId: [DeskEffect]? {
    guard let closed = session.lastClosed else { return nil }
    return closed.answer == nil
      ? [DeskEffect(.error, message: .notAnsweredCall(closed.id.description))] : nil
  }

  /// What is known of the number that a closed call was corrected to, as at a ring.
  private func earlierCalls(of number: String) -> [DeskEffect] {
    guard let call = session.lastClosed, call.number == number,
      let earlier = earlierCall(from: number, other: call.id)
    else { return [] }
    return [DeskEffect(.notice, message: earlier)]
  }

  /// The stored form of a value typed for a field that holds a choice or a code.
  private func value(_ typed: String, of field: String) -> String {
    switch field {
    case Amendment.level, Amendment.category: typed.halfWidth
    case Amendment.language: document.language(named: typed)?.identifier ?? typed
    default: ComplaintField(amended: field)?.isChoice == true ? Self.yesOrNo(typed) ?? typed : typed
    }
  }

  /// The stored name of a field typed in either language.
  private func fieldName(_ word: String) -> String {
    if let element = document.element(alias: word) { return element.identifier.rawValue }
    guard case .command(let name, _) = ConsoleCommand(line: "/" + word) else { return word.lowercased() }
    if let field = name.complaintField { return "complaint-" + field.rawValue }
    return name.rawValue
  }
}

extension String {
  /// The text with a pair of full-width slashes made `//`.
  fileprivate var halfWidthSlashes: String {
    split(separator: "／／", omittingEmptySubsequences: false).joined(separator: "//")
  }
}

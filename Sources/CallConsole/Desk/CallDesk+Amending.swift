import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// `[CALL] FIELD TEXT // WHY`: of the call named, else of the one on the screen, else of the one closed
  /// last.
  mutating func amend(_ argument: String) -> [DeskEffect] {
    let first = argument.prefix { !$0.isWhitespace }
    if let call = CallIdentifier(ifValid: String(first).halfWidth) {
      return amend(call, argument: String(argument.dropFirst(first.count)).trimmed)
    }
    guard let correction = Correction(argument) else { return commit(.notice(.valueNeeded)) }
    if session.isTalking { return correct(correction) }
    return refusalWithoutId ?? amendClosed(correction)
  }

  /// What is typed after `/amend` and the call.
  private struct Correction {
    let word: String
    let text: String
    let reason: String

    /// Nil without a field and a text.
    init?(_ argument: String) {
      word = String(argument.prefix { !$0.isWhitespace })
      let rest = String(argument.dropFirst(word.count)).trimmed
      let parts = rest.halfWidthSlashes.split(
        separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
      guard !word.isEmpty, let text = parts.first.map({ String($0).trimmed }), !rest.isEmpty else {
        return nil
      }
      self.text = text
      reason = parts.count > 1 ? String(parts[1]).trimmed : ""
    }
  }

  /// In the call, what has no reason is corrected as by its own command; a reason makes it a correction.
  private mutating func correct(_ correction: Correction) -> [DeskEffect] {
    let field = fieldName(correction.word)
    if let element = ElementIdentifier(rawValue: field), correction.reason.isEmpty {
      return give(element, text: correction.text)
    }
    let text = value(correction.text, of: field)
    return commit(session.correct(field: field, text: text, reason: correction.reason, at: clock.now()))
  }

  private mutating func amendClosed(_ correction: Correction) -> [DeskEffect] {
    let field = fieldName(correction.word)
    let text = value(correction.text, of: field)
    let effects = commit(
      session.amend(field: field, text: text, reason: correction.reason, at: clock.now()))
    return field == Amendment.number ? effects + earlierCalls(of: text) : effects
  }

  /// Of the call with this id: the one on the screen, another one open, or one closed here.
  private mutating func amend(_ call: CallIdentifier, argument: String) -> [DeskEffect] {
    guard let correction = Correction(argument) else { return commit(.notice(.valueNeeded)) }
    if record?.id == call, session.isTalking { return correct(correction) }
    if let index = others.firstIndex(where: { $0.record?.id == call && $0.session.isTalking }) {
      return aside(index) { $0.correct(correction) }
    }
    guard let closed = closedCalls[call] ?? pastCalls?.record(of: call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    return onClosed(closed) { $0.amendClosed(correction) }
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

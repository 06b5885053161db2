import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// `[CALL] FIELD TEXT // WHY`: of the call named, else of the one on the screen; never of a closed one that
  /// nobody named.
  mutating func amend(_ argument: String) -> [DeskEffect] {
    let (named, rest) = Self.named(argument)
    if let call = named { return amend(call, argument: rest) }
    guard let correction = Correction(argument, document: document) else {
      return commit(.notice(.valueNeeded))
    }
    if session.isTalking { return correct(correction) }
    return refusalWithoutId()
  }

  /// Of several categories that what is typed may mean none is taken.
  private func refusal(of correction: Correction) -> [DeskEffect]? {
    let found = correction.categories
    guard found.count > 1 else { return nil }
    let names = found.map { Message.verbatim($0.code).joined($0.name) }
    return [DeskEffect(.error, message: .severalCategories(names))]
  }

  /// In the call, what has no reason is corrected as by its own command; a reason makes it a correction.
  private mutating func correct(_ correction: Correction) -> [DeskEffect] {
    if let element = ElementIdentifier(rawValue: correction.field), correction.reason.isEmpty {
      return give(element, text: correction.typed)
    }
    if let refusal = refusal(of: correction) { return refusal }
    return commit(
      session.correct(
        field: correction.field, text: correction.value, reason: correction.reason, at: clock.now()))
  }

  private mutating func amendClosed(_ correction: Correction) -> [DeskEffect] {
    if let refusal = refusal(of: correction) { return refusal }
    let effects = commit(
      session.amend(
        field: correction.field, text: correction.value, reason: correction.reason, at: clock.now()))
    return correction.field == Amendment.number ? effects + earlierCalls(of: correction.value) : effects
  }

  /// Of the call with this id: the one on the screen, another one open, or a closed one of any seat.
  private mutating func amend(_ call: CallIdentifier, argument: String) -> [DeskEffect] {
    guard let correction = Correction(argument, document: document) else {
      return commit(.notice(.valueNeeded))
    }
    if record?.id == call, session.isTalking { return correct(correction) }
    if let index = others.firstIndex(where: { $0.record?.id == call && $0.session.isTalking }) {
      return aside(index) { $0.correct(correction) }
    }
    guard let closed = closedCall(call) ?? closedElsewhere(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    if closed.isCancelled { return commit(.notice(.refused(.cancelled, call))) }
    return onClosed(closed) { $0.amendClosed(correction) }
  }

  /// What names no call, with nobody on the line here, goes to none: the number to write is told.
  mutating func refusalWithoutId() -> [DeskEffect] {
    guard let closed = session.lastClosed else {
      return commit(.notice(record == nil ? .noCall : .notAnswered))
    }
    return [DeskEffect(.error, message: .closedNeedsId(closed.id.description))]
  }

  /// A closed call of another seat, as it stands on record; nil when nobody could write of it here.
  private func closedElsewhere(_ call: CallIdentifier) -> CallRecord? {
    guard call.seat != session.seat, matters != nil else { return nil }
    return pastCalls?.recordElsewhere(of: call)
  }

  /// What is known of the number that a closed call was corrected to, as at a ring.
  private func earlierCalls(of number: String) -> [DeskEffect] {
    guard let call = session.lastClosed, call.number == number,
      let earlier = earlierCall(from: number, other: call.id)
    else { return [] }
    return [DeskEffect(.notice, message: earlier)]
  }
}

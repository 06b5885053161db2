import CallModel
import CallProtocol
import Catalogue

/// What was told of ringing somebody back, and what takes it back.
struct CallbackTold: Hashable, Sendable {
  /// The call that went out; nil where an entry was settled without one.
  let call: CallIdentifier?
  /// The lines that take it back.
  let undone: [CallbackEvent]
}

/// What came of ringing back: told once for each call that goes out, and taken back where it was a slip.
extension CallDesk {
  /// The caller was spoken to: his entries are settled.
  ///
  /// A measured timing or a recording told later is no second attempt.
  mutating func reached(_ record: CallRecord) -> [DeskEffect] {
    guard front.told == nil else { return [] }
    let effects = tell(.reached, of: record)
    front.told = resultTold
    return effects + linked(record) + (record.callbackFor.map { known(of: $0, now: clock.now().wall) } ?? [])
  }

  /// Nobody was spoken to: the attempt is on the list.
  mutating func tried(_ record: CallRecord) -> [DeskEffect] {
    tell(front.attempt ?? .noAnswer, of: record) + linked(record)
  }

  /// Writes down what came of a call that went out, for everybody it was for.
  private mutating func tell(_ outcome: CallbackOutcome, of record: CallRecord) -> [DeskEffect] {
    var (effects, undone): ([DeskEffect], [CallbackEvent]) = ([], [])
    for (entry, isOpen) in rungBack(by: record) {
      let settles = outcome == .reached && isOpen
      effects += write(
        .tried(entry: entry, outcome, call: record.id),
        message: outcome == .reached ? .callbackReached : .callbackTried(outcome.rawValue))
      if settles {
        effects += write(.closed(entry: entry, .reached), message: .callbackSettled("reached"))
      }
      undone.append(.undone(entry: entry, call: record.id, lifting: settles ? .reached : nil))
    }
    resultTold = CallbackTold(call: record.id, undone: undone)
    return effects
  }

  /// The entries a call that goes out is for, and whether they are open: all open ones of the number, and the
  /// one that was named.
  ///
  /// A console that was just started may not have read of it yet: it is named after the call then.
  private func rungBack(by record: CallRecord) -> [(entry: String, isOpen: Bool)] {
    let open = callbacks.open(number: record.number).map(\.entry)
    let named =
      front.callback
      ?? record.callbackFor.map { call in
        callbacks.entries.values.first { $0.opened.call == call }?.entry ?? call.description
      }
    let all = open + (named.map { open.contains($0) ? [] : [$0] } ?? [])
    return all.map { ($0, callbacks.entries[$0]?.isOpen ?? true) }
  }

  /// The record names his call; one that began before this was written with its ring does so now.
  private mutating func linked(_ record: CallRecord) -> [DeskEffect] {
    guard record.callbackFor == nil,
      let link = front.callback.flatMap({ callbacks.entries[$0] }).flatMap(Self.callLink)
    else { return [] }
    let now = clock.now()
    return commit(
      session.isTalking ? session.link(link, at: now) : session.late(record) { $0.link(link, at: now) })
  }

  /// The link of a call that goes out with the one of the entry.
  static func callLink(_ entry: CallbackEntry) -> CallLink? {
    entry.opened.call.map { CallLink(call: $0, relation: .related, reason: CallRecord.callbackReason) }
  }

  /// What the call told that somebody is rung back about, so that nothing is asked a second time.
  private func known(of call: CallIdentifier, now: WallInstant) -> [DeskEffect] {
    guard let told = recent.call(call) else { return [] }
    return [DeskEffect(.notice, message: earlier(told, marks: [], now: now))]
  }

  // MARK: A slip

  /// Takes back what was told of ringing back: the list is as before, and a call that went out rings on.
  mutating func takeBack(_ told: CallbackTold) -> [DeskEffect] {
    resultTold = nil
    let effects = told.undone.flatMap { write($0, message: .callbackUndone) }
    guard let call = told.call else { return effects }
    let now = clock.now()
    if record?.id == call { return effects + takeBackAnswer(at: now) }
    if let index = others.firstIndex(where: { $0.record?.id == call }) {
      return effects + asideByName(index) { $0.takeBackAnswer(at: now) }
    }
    guard let closed = closedCall(call) else { return effects }
    return effects + beside { $0.takeBackEnd(of: closed, at: now) }
  }

  private mutating func takeBackAnswer(at now: Moment) -> [DeskEffect] {
    front.told = nil
    return commit(session.takeBackAnswer(at: now))
  }

  private mutating func takeBackEnd(of closed: CallRecord, at now: Moment) -> [DeskEffect] {
    if let ring = closed.ring { claimFront(for: ring) }
    let reason = Message.callbackUndone.chinese
    let effects = commit(session.takeBackEnd(of: closed, reason: reason, at: now))
    front.texts = Self.texts(of: closed)
    return effects
  }

  // MARK: A console started again

  /// Writes down what the console that ended before did not come to: what came of a call that went out, which
  /// its record tells.
  ///
  /// `told` is what this seat has written of ringing back.
  public mutating func completeAttempts(_ told: [CallbackEvent]) -> [DeskEffect] {
    var effects = others.indices.flatMap { index in
      aside(index) { desk in desk.record.map { desk.complete($0, told: told) } ?? [] }
    }
    if let record { effects += complete(record, told: told) }
    if let closed = session.lastClosed { effects += onClosed(closed) { $0.complete(closed, told: told) } }
    resultTold = nil
    return effects
  }

  private mutating func complete(_ record: CallRecord, told: [CallbackEvent]) -> [DeskEffect] {
    let isOver = record.answer != nil || record.phase == .ended
    guard record.isOutgoing, isOver, !record.isCancelled else { return [] }
    let outcome: CallbackOutcome = record.answer == nil ? .noAnswer : .reached
    let attempts = told.attempts(by: record.id)
    guard !attempts.isEmpty else { return record.callbackFor == nil ? [] : tell(outcome, of: record) }
    return attempts.filter { $0.isUnsettled }.flatMap {
      write(.closed(entry: $0.entry, .reached), message: .callbackSettled("reached"))
    }
  }
}

extension [CallbackEvent] {
  /// For which entries an attempt with this call was told and not taken back, and whether he was reached and
  /// no line says that this settles the entry.
  fileprivate func attempts(by call: CallIdentifier) -> [(entry: String, isUnsettled: Bool)] {
    reduce(into: []) { found, event in
      switch event {
      case .opened: break
      case .tried(let entry, let outcome, let out) where out == call:
        found.removeAll { $0.entry == entry }
        found.append((entry, outcome == .reached))
      case .tried: break
      case .closed(let entry, _):
        for index in found.indices where found[index].entry == entry { found[index].isUnsettled = false }
      case .undone(let entry, let out, _): if out == call { found.removeAll { $0.entry == entry } }
      }
    }
  }
}

extension CallEvent.Kind {
  /// Whether something was done since that stands before what was told of ringing back.
  var endsTelling: Bool {
    switch self {
    case .ring, .answer, .end, .reopened, .cancelled: true
    case .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer, .question, .promise,
      .kept, .complaint, .complaintField, .wording, .category, .level, .language, .note, .amend:
      true
    case .breach, .resumed, .undone, .unentered: false
    }
  }
}

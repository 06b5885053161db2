import CallModel
import Catalogue

/// Puts events into words, with the names the protocol gives.
public struct EventWords: Sendable {
  private let document: ProtocolDocument

  /// Words after `document`.
  public init(_ document: ProtocolDocument) {
    self.document = document
  }

  /// One event in one line.
  public func message(_ event: CallEvent, of call: CallIdentifier) -> Message {
    switch event {
    case .ring(let ring) where ring.isOutgoing: .eventCallback(number: ring.number)
    case .ring(let ring) where ring.isPassedOn: .eventPassedOn(number: ring.number, name: ring.name ?? "")
    case .ring(let ring): .eventRing(number: ring.number, name: ring.name ?? "")
    case .answer(let answer):
      answer.recording.map {
        timing(answer.timing).joined(.field(.name(of: Amendment.recording), .verbatim($0)))
      } ?? timing(answer.timing)
    case .phrase(let phrase): .eventPhrase(phrase.text)
    case .ask(let element): .eventAsked(name(element))
    case .element(let answer):
      .eventAnswer(
        name(answer.element), state: answer.state.rawValue, text: answer.text, previous: answer.previous,
        typed: answer.typed, isFromPhone: answer.isFromPhone)
    case .branchEntered(let branch): .eventBranch(name(branch))
    case .branchLeft(let branch): .eventBranchLeft(name(branch))
    case .link(let link): .eventLink(call: link.call.description, relation: link.relation.rawValue)
    case .notify(let told): message(told)
    case .refer(let referral):
      .eventRefer(
        department: referral.department, address: referral.address, telephone: referral.telephone,
        isExample: referral.isExample)
    case .question(let question): .eventQuestion(question.text)
    case .promise(let promise): .eventPromise(kind: promise.kind.rawValue)
    case .kept(let kept): .eventKept(deed: unit(kept.deed))
    case .end(let ending): .eventEnd(call: call.description, ending: ending.rawValue)
    case .complaint(let complaint): due(complaint)
    case .complaintField(let answer) where answer.field.isChoice && answer.state != .unknown:
      .eventChoice(.name(of: answer.field.rawValue), answer.text, previous: answer.previous)
    case .complaintField(let answer):
      .eventAnswer(
        .name(of: answer.field.rawValue), state: answer.state.rawValue, text: answer.text,
        previous: answer.previous)
    case .breach(let breach): .eventBreach(breach.rule.rawValue, detail: breach.detail)
    case .wording: .eventWording
    case .category(let category):
      .eventCategory(
        code: category.code, name: document.category(code: category.code)?.name ?? .verbatim(category.name))
    case .level(let level): .eventLevel(level)
    case .language(let language): .eventLanguage(self.language(language))
    case .note(let text): .eventNote(remark(text))
    case .resumed: .eventResumed
    case .amend(let kept): amendment(kept)
    case .undone(let taken): .eventUndone(taken.undone.map { message($0, of: call) })
    case .reopened(let reopened): .eventReopened(reason: reopened.reason, isOnLine: reopened.isOnLine)
    case .cancelled(let reason): .eventCancelled(reason: reason)
    case .unentered(let texts): .eventUnentered(texts.map { field($0.field).joined(.verbatim($0.text)) })
    }
  }

  /// A unit told, with the mark of a name that was in no list; `text` in place of what was said to it.
  public func message(_ told: UnitNotified, text: String? = nil) -> Message {
    .eventNotify(
      unit: unit(told.unit), purpose: told.purpose.rawValue, text: text ?? told.text,
      isUnlisted: told.isUnlisted)
  }

  /// The name of a unit on record: one of the list has its English.
  public func unit(_ name: String) -> Message {
    document.units.first { $0.name.chinese == name }?.name ?? .verbatim(name)
  }

  /// A remark; what the program itself wrote down in Chinese has its English.
  private func remark(_ text: String) -> Message {
    let answers = document.safeChecks.flatMap { question in
      [true, false].map { Message.safeAnswer(question.text, isYes: $0) }
    }
    return ([.silentCaller] + answers).first { $0.chinese == text } ?? .verbatim(text)
  }

  /// What was corrected, from what to what.
  public func amendment(_ amendment: Amendment) -> Message {
    let isChoice = ComplaintField(amended: amendment.field)?.isChoice == true
    let words = { (text: String) in isChoice ? Message.name(of: text) : .verbatim(text) }
    return .eventAmend(
      field: field(amendment.field), from: words(amendment.previous),
      to: amendment.mark.map { .name(of: $0.rawValue) } ?? words(amendment.text))
  }

  /// The name of an element.
  public func name(_ element: ElementIdentifier) -> Message {
    document.element(element).name
  }

  /// The name of a branch.
  public func name(_ branch: BranchIdentifier) -> Message {
    document.branch(branch).name
  }

  /// The name of a language.
  public func language(_ identifier: String) -> Message {
    document.languages.first { $0.identifier == identifier }?.name ?? .verbatim(identifier)
  }

  /// How fast a call was answered.
  public func timing(_ timing: RingTiming) -> Message {
    .answerTiming(
      ring: timing.ring, milliseconds: timing.ringMilliseconds, source: timing.source.rawValue,
      verdict: timing.verdict.rawValue, limit: timing.limit.milliseconds)
  }

  /// The same in the few words the panel has room for.
  public func shortTiming(_ timing: RingTiming) -> Message {
    .shortTiming(
      ring: timing.ring, milliseconds: timing.ringMilliseconds, source: timing.source.rawValue,
      verdict: timing.verdict.rawValue, limit: timing.limit.milliseconds)
  }

  /// When a complaint's reply is due.
  public func due(_ complaint: ComplaintOpened) -> Message {
    .eventComplaint(
      due: complaint.due.description, counted: complaint.counted.map(\.description),
      isProvisional: complaint.isProvisional)
  }

  /// The name of a field that can be corrected.
  public func field(_ field: String) -> Message {
    if let element = ElementIdentifier(rawValue: field) { return name(element) }
    // As the reason of a link the same word says that two numbers are the same.
    if field == Amendment.number { return .cardNumber }
    if field.hasPrefix("complaint-") { return .name(of: String(field.dropFirst(10))) }
    return ["referral", "link"].contains(field) || field.hasPrefix("unit:")
      ? .prompt(for: field) : .name(of: field)
  }
}

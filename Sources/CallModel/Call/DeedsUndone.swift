/// Deeds of a call that were taken back: the record treats them as not done, the lines that told of them
/// stay.
public struct DeedsUndone: Hashable, Sendable {
  /// The events taken back, in the order they were recorded.
  public let undone: [CallEvent]
  /// What stands again in their place, such as the category chosen before.
  public let stands: [CallEvent]

  /// Deeds with what stands in their place.
  package init(undone: [CallEvent], stands: [CallEvent]) {
    self.undone = undone
    self.stands = stands
  }

  /// What takes `events` back in a call whose record was `before` them; nil when one of them is no deed, as
  /// the answer to the telephone is none.
  public init?(_ events: [CallEvent], before: CallRecord) {
    guard !events.isEmpty, events.allSatisfy(\.kind.isDeed) else { return nil }
    self.init(undone: events, stands: events.flatMap { $0.replaced(in: before) })
  }
}

extension CallEvent.Kind {
  /// Whether the operator did it and can take it back.
  public var isDeed: Bool {
    switch self {
    case .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer, .question, .promise,
      .kept, .complaint, .complaintField, .wording, .category, .level, .language, .note, .amend:
      true
    case .ring, .answer, .breach, .resumed, .undone, .reopened, .cancelled, .unentered, .end: false
    }
  }
}

extension CallEvent {
  /// The event that tells again what this one replaced in a record; none where it replaced nothing.
  fileprivate func replaced(in record: CallRecord) -> [CallEvent] {
    switch self {
    case .category: record.category.map { [.category($0)] } ?? []
    case .level: record.level.map { [.level($0)] } ?? []
    case .language: record.language.map { [.language($0)] } ?? []
    case .link(let link): record.links.last { $0.call == link.call }.map { [.link($0)] } ?? []
    case .complaintField(let answer):
      record.complaint?.fields[answer.field].map { [.complaintField($0)] } ?? []
    case .branchEntered(let branch):
      record.branches.contains(branch)
        ? [.branchEntered(branch)] : record.leftBranches.contains(branch) ? [.branchLeft(branch)] : []
    case .complaint: record.complaint?.opened.map { [.complaint($0)] } ?? []
    case .element(let answer): answer.replaced(record.element(answer.element))
    case .branchLeft(let branch): record.branches.contains(branch) ? [.branchEntered(branch)] : []
    case .amend(let amendment): amendment.replaced(in: record)
    case .ring, .answer, .phrase, .ask, .notify, .refer, .question, .promise, .kept, .breach, .wording, .note,
      .resumed, .undone, .reopened, .cancelled, .unentered, .end:
      []
    }
  }
}

extension ElementAnswer {
  /// That somebody did not know or would not say is no text the answer could name; who told the text
  /// before, and what was typed for it, it does not name either.
  fileprivate func replaced(_ known: ElementRecord) -> [CallEvent] {
    guard known.state.isSettled, previous == nil || known.typed != nil || known.isFromPhone else { return [] }
    return [
      .element(
        ElementAnswer(
          element: element, state: known.state, text: known.text, typed: known.typed,
          isFromPhone: known.isFromPhone))
    ]
  }
}

extension Amendment {
  /// The value before, told as the deed that had given it.
  fileprivate func replaced(in record: CallRecord) -> [CallEvent] {
    if let element = ElementIdentifier(rawValue: field) {
      let known = record.element(element)
      return known.state.isSettled
        ? [.element(ElementAnswer(element: element, state: known.state, text: known.text))] : []
    }
    if let complaint = ComplaintField(amended: field) {
      return record.complaint?.fields[complaint].map { [.complaintField($0)] } ?? []
    }
    switch field {
    case Self.category: return record.category.map { [.category($0)] } ?? []
    case Self.level: return record.level.map { [.level($0)] } ?? []
    case Self.language: return record.language.map { [.language($0)] } ?? []
    default: return []
    }
  }
}

extension CallRecord {
  /// Folds in that deeds were taken back.
  mutating func apply(_ taken: DeedsUndone, timed: Noted<CallEvent>) {
    let settled = elements.mapValues(\.settledAfter)
    for event in taken.undone.reversed() { takeBack(event) }
    for event in taken.stands {
      apply(timed.replacing(event))
      // What stands again was known since it was known first.
      if case .element(let answer) = event, let since = settled[answer.element] {
        elements[answer.element]?.settledAfter = since
      }
    }
  }

  private mutating func takeBack(_ event: CallEvent) {
    switch event {
    case .phrase(let said): phrases.removeLast { $0.phrase == said.phrase && $0.text == said.text }
    case .ask(let element): takeBackQuestion(element)
    case .element(let answer): takeBack(answer)
    case .branchEntered(let branch): branches.removeAll { $0 == branch }
    case .branchLeft(let branch): leftBranches.removeLast { $0 == branch }
    case .link(let link): links.removeAll { $0.call == link.call }
    case .notify(let told): notifications.removeLast { $0.notification == told }
    case .refer(let given): referrals.removeLast { $0 == given }
    case .question(let question): questions.removeLast { $0 == question }
    case .promise(let made): promises.removeLast { $0.promise.number == made.number }
    case .kept(let kept): reopen(promise: kept.number)
    case .complaint: changeComplaint { $0.opened = nil }
    case .complaintField(let answer): changeComplaint { $0.fields[answer.field] = nil }
    case .wording(let taboo): wordings.removeLast { $0 == taboo }
    case .category: category = nil
    case .level: level = nil
    case .language: language = nil
    case .note(let text): notes.removeLast { $0 == text }
    case .amend(let amendment): takeBack(amendment)
    // Of a call that goes out: that somebody answered it was a slip of the key.
    case .answer:
      if isOutgoing, phase == .answered { (answer, answeredAt, phase) = (nil, nil, .ringing) }
    case .ring, .breach, .resumed, .undone, .reopened, .cancelled, .unentered, .end: break
    }
    if let complaint, complaint.opened == nil, complaint.fields.isEmpty { self.complaint = nil }
  }

  /// A correction goes from the list of them, and what it changed is as its value before; what that was more
  /// than its text stands again by an event.
  private mutating func takeBack(_ amendment: Amendment) {
    amendments.removeLast { $0.amendment == amendment }
    if let element = ElementIdentifier(rawValue: amendment.field) {
      var known = self.element(element)
      if known.previous.last == amendment.previous { known.previous.removeLast() }
      known.state = known.askedAfter == nil ? .notAsked : .asked
      known.text = ""
      elements[element] = known == ElementRecord() ? nil : known
    } else if let complaint = ComplaintField(amended: amendment.field) {
      changeComplaint { $0.fields[complaint] = nil }
    } else {
      RecordField(amended: amendment.field)?.takeBack(amendment, in: &self)
    }
  }

  private mutating func reopen(promise number: Int) {
    guard let index = promises.lastIndex(where: { $0.promise.number == number }) else { return }
    promises[index].keptAt = nil
    promises[index].deed = ""
  }

  /// An answer that came after a question says itself that it was asked; the question goes only with it.
  private mutating func takeBackQuestion(_ element: ElementIdentifier) {
    guard self.element(element).state == .asked else { return }
    elements[element] = nil
  }

  private mutating func takeBack(_ answer: ElementAnswer) {
    var known = element(answer.element)
    if let previous = answer.previous {
      if known.previous.last == previous { known.previous.removeLast() }
      known.text = previous
      known.state = known.previous.isEmpty ? .given : .corrected
    } else {
      known.state = known.askedAfter == nil ? .notAsked : .asked
      known.text = ""
      known.settledAfter = nil
    }
    (known.typed, known.isFromPhone) = (nil, false)
    elements[answer.element] = known == ElementRecord() ? nil : known
  }
}

extension Array {
  /// Removes the last one that is meant, if there is one.
  fileprivate mutating func removeLast(where isMeant: (Element) -> Bool) {
    if let index = lastIndex(where: isMeant) { remove(at: index) }
  }
}

extension [Noted<CallTrace>] {
  /// The lines without those whose deeds were taken back later, and without the lines that say so; what a
  /// closing found wanting goes with it where the call was opened again.
  public func withoutUndone() -> [Noted<CallTrace>] {
    var kept: [Noted<CallTrace>] = []
    for line in self {
      if line.event.kind.liftsEnd { kept.removeAll { $0.event.kind == .breach || $0.event.kind == .end } }
      guard line.event.kind == .undone else {
        kept.append(line)
        continue
      }
      for trace in line.event.undone.reversed() { kept.removeLast { $0.event == trace } }
    }
    return kept
  }
}

extension [CallEvent] {
  /// The deeds as the subject of the line that takes them back.
  var traces: String {
    map { CallTrace($0) }.map { "\($0.kind.rawValue):\($0.subject)" }.joined(separator: ",")
  }
}

extension CallTrace {
  /// The deeds a line takes back.
  fileprivate var undone: [CallTrace] {
    subject.split(separator: ",").compactMap { part in
      let words = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return words.count == 2
        ? CallEvent.Kind(rawValue: words[0]).map { CallTrace($0, subject: words[1]) } : nil
    }
  }
}

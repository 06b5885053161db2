extension CallRecord {
  /// Folds one more event in.
  ///
  /// Any sequence is accepted: a record is what its events say, in the order they stand.
  public mutating func apply(_ timed: TimedEvent) {
    switch timed.event {
    case .ring(let ring): self.ring = ring
    case .answer(let answer): applyAnswer(answer, timed)
    case .end(let ending): applyEnd(ending, timed)
    case .phrase(let phrase):
      phrases.append(
        PhraseRecord(phrase: phrase.phrase, text: phrase.text, offsetMilliseconds: timed.offsetMilliseconds))
    case .ask(let element): applyAsked(element, timed.offsetMilliseconds)
    case .element(let answer): applyElement(answer, timed.offsetMilliseconds)
    case .branchEntered(let branch): applyBranch(branch)
    case .branchLeft(let branch):
      branches.removeAll { $0 == branch }
      leftBranches.append(branch)
    case .link(let link):
      links.removeAll { $0.call == link.call }
      links.append(link)
    case .promise(let promise): promises.append(PromiseRecord(promise: promise, madeAt: timed.at))
    case .kept(let kept): applyKept(kept, timed.at)
    case .complaint(let complaint): self.complaint = applied(self.complaint) { $0.opened = complaint }
    case .complaintField(let answer): complaint = applied(complaint) { $0.fields[answer.field] = answer }
    case .amend(let amendment): applyAmendment(amendment, timed)
    default: applySimple(timed)
    }
  }

  private mutating func applySimple(_ timed: TimedEvent) {
    switch timed.event {
    case .notify(let notification):
      notifications.append(
        NotificationRecord(
          notification: notification, at: timed.at, offsetMilliseconds: timed.offsetMilliseconds))
    case .refer(let referral): referrals.append(referral)
    case .question(let question): questions.append(question)
    case .breach(let breach): breaches.append(breach)
    case .wording(let taboo): wordings.append(taboo)
    case .category(let category): self.category = category
    case .level(let level): self.level = level
    case .language(let language): self.language = language
    case .note(let text): notes.append(text)
    case .resumed: interruptions += 1
    default: break
    }
  }

  private mutating func applyAnswer(_ answer: CallAnswered, _ timed: TimedEvent) {
    self.answer = answer
    if answeredAt == nil { answeredAt = timed.at }
    personnel = timed.personnel
    if phase == .ringing { phase = .answered }
  }

  private mutating func applyEnd(_ ending: CallEnding, _ timed: TimedEvent) {
    self.ending = ending
    endedAt = timed.at
    talkMilliseconds = timed.offsetMilliseconds
    phase = .ended
  }

  private mutating func applyAsked(_ element: ElementIdentifier, _ offset: Int64?) {
    var known = self.element(element)
    if known.state == .notAsked { known.state = .asked }
    if known.askedAfter == nil { known.askedAfter = offset }
    elements[element] = known
  }

  private mutating func applyElement(_ answer: ElementAnswer, _ offset: Int64?) {
    var known = element(answer.element)
    if let previous = answer.previous { known.previous.append(previous) }
    known.state = answer.state
    known.text = answer.text
    if known.settledAfter == nil { known.settledAfter = offset }
    elements[answer.element] = known
  }

  private mutating func applyBranch(_ branch: BranchIdentifier) {
    if !branches.contains(branch) { branches.append(branch) }
    leftBranches.removeAll { $0 == branch }
  }

  private mutating func applyKept(_ kept: PromiseKept, _ at: WallInstant) {
    guard let index = promises.firstIndex(where: { $0.promise.number == kept.number && $0.isOpen }) else {
      return
    }
    promises[index].keptAt = at
    promises[index].deed = kept.deed
  }

  private mutating func applyAmendment(_ amendment: Amendment, _ timed: TimedEvent) {
    amendments.append(AmendmentRecord(amendment: amendment, at: timed.at, personnel: timed.personnel))
    if let element = ElementIdentifier(rawValue: amendment.field) {
      var known = self.element(element)
      known.previous.append(amendment.previous)
      known.state = .corrected
      known.text = amendment.text
      elements[element] = known
    }
    switch amendment.field {
    case "category": category = CategoryChosen(code: amendment.text, name: "")
    case "level": level = Int(amendment.text)
    case "language": language = amendment.text
    case "number":
      ring = RingSeen(
        number: amendment.text, name: ring?.name, isFromPhone: ring?.isFromPhone ?? false,
        phoneCall: ring?.phoneCall, isOutgoing: ring?.isOutgoing ?? false)
    case Amendment.recording:
      answer = answer.map {
        CallAnswered(timing: $0.timing, reported: $0.reported, recording: amendment.text)
      }
    default: break
    }
  }

  private func applied(
    _ complaint: ComplaintRecord?, _ change: (inout ComplaintRecord) -> Void
  ) -> ComplaintRecord {
    var changed = complaint ?? ComplaintRecord()
    change(&changed)
    return changed
  }
}

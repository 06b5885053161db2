extension CallRecord {
  /// Folds one more event in.
  ///
  /// Any sequence is accepted: a record is what its events say, in the order they stand.
  public mutating func apply(_ noted: Noted<CallEvent>) {
    let offset = noted.offsetMilliseconds
    switch noted.event {
    case .ring(let ring): self.ring = ring
    case .answer(let answer): applyAnswer(answer, timed: noted)
    case .end(let ending): applyEnd(ending, timed: noted)
    case .phrase(let said):
      phrases.append(PhraseRecord(phrase: said.phrase, text: said.text, offsetMilliseconds: offset))
    case .ask(let element): applyAsked(element, offset: offset)
    case .element(let answer): applyElement(answer, offset: offset)
    case .branchEntered(let branch): applyBranch(branch)
    case .branchLeft(let branch):
      branches.removeAll { $0 == branch }
      leftBranches.append(branch)
    case .link(let link):
      links.removeAll { $0.call == link.call }
      links.append(link)
    case .notify(let told):
      notifications.append(NotificationRecord(notification: told, at: noted.at, offsetMilliseconds: offset))
    case .refer(let referral): referrals.append(referral)
    case .question(let question): questions.append(question)
    case .promise(let promise): promises.append(PromiseRecord(promise: promise, madeAt: noted.at))
    case .kept(let kept): keep(kept.number, deed: kept.deed, at: noted.at)
    case .complaint(let opened): changeComplaint { $0.opened = opened }
    case .complaintField(let answer): changeComplaint { $0.fields[answer.field] = answer }
    case .breach(let breach): breaches.append(breach)
    case .wording(let taboo): wordings.append(taboo)
    case .category(let category): self.category = category
    case .level(let level): self.level = level
    case .language(let language): self.language = language
    case .note(let text): notes.append(text)
    case .resumed: interruptions += 1
    case .amend(let amendment): applyAmendment(amendment, timed: noted)
    case .undone(let taken): apply(taken, timed: noted)
    case .reopened(let reopened): applyReopened(reopened, timed: noted)
    case .cancelled(let reason): applyCancelled(reason, timed: noted)
    case .unentered(let texts): unentered = texts
    }
    noteTalk(noted)
  }

  private mutating func noteTalk(_ timed: Noted<CallEvent>) {
    guard phase == .answered else { return talkingSince = nil }
    if let offset = timed.offsetMilliseconds { talkingSince = timed.at.adding(milliseconds: -offset) }
  }

  /// Folds in what a desk did after the call that the record tells of: promises kept, the deadline in force.
  mutating func apply(_ noted: Noted<MatterEvent>) {
    switch noted.event {
    case .deed(let deed):
      if let number = deed.promise { keep(number, deed: deed.unit, at: deed.doneAt ?? noted.at) }
    case .replied(let reply):
      guard let index = promises.firstIndex(where: { $0.promise.kind == .complaintReply && $0.isOpen }) else {
        return
      }
      promises[index].keptAt = noted.replacing(reply).countsAt
      promises[index].deed = reply.by
    case .reopened(let reopened):
      changeComplaint { $0.opened = reopened.deadline }
      // An answer is owed again.
      for index in promises.indices where promises[index].promise.kind == .complaintReply {
        promises[index].keptAt = nil
        promises[index].deed = ""
      }
    case .deadline(let corrected): changeComplaint { $0.opened = corrected.deadline }
    case .assigned, .reminder, .handedOver, .majorMarked, .majorReported, .shiftStarted, .shiftEnded, .rated,
      .followUp, .paper, .urged:
      break
    }
  }

  private mutating func applyAnswer(_ answer: CallAnswered, timed: Noted<CallEvent>) {
    self.answer = answer
    // It is written down when it is known, which may be only when the console is started again.
    if answeredAt == nil { answeredAt = timed.at.adding(milliseconds: -(timed.offsetMilliseconds ?? 0)) }
    personnel = timed.personnel
    if phase == .ringing { phase = .answered }
  }

  private mutating func applyEnd(_ ending: CallEnding, timed: Noted<CallEvent>) {
    self.ending = ending
    endedAt = timed.at
    phase = .ended
    if ending.wasHeard {
      talkMilliseconds = timed.offsetMilliseconds
    } else {
      // Picked up and put down before the caller was put through: nobody was answered.
      (answer, answeredAt, talkMilliseconds) = (nil, nil, nil)
    }
    if isCancelled { breaches = [] }
  }

  /// The call goes on as if it had never been closed: what its closing found wanting is looked at again when
  /// it is closed again.
  private mutating func applyReopened(_ reopened: CallReopened, timed: Noted<CallEvent>) {
    reopenings.append(ReopeningRecord(reopened: reopened, at: timed.at, personnel: timed.personnel))
    guard phase == .ended else { return }
    phase = answer == nil ? .ringing : .answered
    (ending, endedAt, talkMilliseconds) = (nil, nil, nil)
    // What stood in the fields stands there again.
    (breaches, unentered) = ([], [])
  }

  /// Where it was closed already it ends anew, as what it is; else its end follows.
  private mutating func applyCancelled(_ reason: String, timed: Noted<CallEvent>) {
    cancellation = CancellationRecord(reason: reason, at: timed.at, personnel: timed.personnel)
    guard phase == .ended else { return }
    let ended = endedAt
    applyEnd(.cancelled, timed: timed)
    endedAt = ended
  }

  private mutating func applyAsked(_ element: ElementIdentifier, offset: Int64?) {
    var known = self.element(element)
    if known.state == .notAsked { known.state = .asked }
    if known.askedAfter == nil { known.askedAfter = offset }
    elements[element] = known
  }

  private mutating func applyElement(_ answer: ElementAnswer, offset: Int64?) {
    var known = element(answer.element)
    if let previous = answer.previous { known.previous.append(previous) }
    known.state = answer.state
    known.text = answer.text
    (known.typed, known.isFromPhone) = (answer.typed, answer.isFromPhone)
    if known.settledAfter == nil { known.settledAfter = offset }
    elements[answer.element] = known
  }

  private mutating func applyBranch(_ branch: BranchIdentifier) {
    if !branches.contains(branch) { branches.append(branch) }
    leftBranches.removeAll { $0 == branch }
  }

  private mutating func keep(_ number: Int, deed: String, at: WallInstant) {
    guard let index = promises.firstIndex(where: { $0.promise.number == number && $0.isOpen }) else { return }
    promises[index].keptAt = at
    promises[index].deed = deed
  }

  private mutating func applyAmendment(_ amendment: Amendment, timed: Noted<CallEvent>) {
    amendments.append(AmendmentRecord(amendment: amendment, at: timed.at, personnel: timed.personnel))
    RecordField(amended: amendment.field)?.set(amendment, in: &self)
    unentered.removeAll { $0.field == amendment.field }
  }

  mutating func changeComplaint(_ change: (inout ComplaintRecord) -> Void) {
    var changed = complaint ?? ComplaintRecord()
    change(&changed)
    complaint = changed
  }
}

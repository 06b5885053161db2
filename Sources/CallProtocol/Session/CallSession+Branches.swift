import CallModel

/// Branches of the protocol and the deeds they ask for.
extension CallSession {
  /// A branch applies from now on; everything answered before stays.
  public mutating func enter(_ branch: BranchIdentifier, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard !record.branches.contains(branch) else { return .notice(.alreadyInBranch(branch)) }
    var outcome = SessionOutcome()
    enterBranch(branch, moment: moment, outcome: &outcome)
    return outcome
  }

  /// A branch does not apply after all.
  public mutating func leave(_ branch: BranchIdentifier, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard record.branches.contains(branch) else { return .notice(.notInBranch(branch)) }
    var outcome = SessionOutcome()
    emit(.branchLeft(branch), moment: moment, outcome: &outcome)
    return outcome
  }

  /// An earlier call was put beside this one or told apart from it.
  public mutating func link(_ link: CallLink, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard link.call != record.id else { return .notice(.unknownCall) }
    guard !record.links.contains(link) else { return .notice(.unchanged) }
    var outcome = SessionOutcome()
    if link.relation == .same, !record.branches.contains(.repeat) {
      enterBranch(.repeat, moment: moment, outcome: &outcome)
    }
    emit(.link(link), moment: moment, outcome: &outcome)
    // Whoever was sent to the earlier call was sent to this one.
    if link.relation == .same { settleHelp(by: link.call.description, moment: moment, outcome: &outcome) }
    return outcome
  }

  /// A unit was told.
  ///
  /// Without a purpose the unit and the open promises decide; without any it is a dispatch.
  public mutating func notify(
    unit: String, text: String, purpose: NotificationPurpose?, at moment: Moment
  ) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard !unit.isEmpty else { return .notice(.valueNeeded) }
    let listed = document.unit(typed: unit)
    let isUnlisted = listed == nil && !document.units.isEmpty && !document.isInspectors(unit)
    let likely = likelyPurpose(unit, purpose: purpose, record: record)
    // A listed unit is told for what it is, whichever key was pressed; a chase or its own word stays one.
    let isAnyUnits = likely == .chase || likely == .feedback
    let meant = isAnyUnits ? likely : listed.map { document.toldAs($0.kind) } ?? likely
    var outcome = SessionOutcome()
    let told = UnitNotified(
      unit: unit, purpose: meant, text: text, kind: listed?.kind, isUnlisted: isUnlisted)
    emit(.notify(told), moment: moment, outcome: &outcome)
    if isUnlisted { outcome.notices.append(.unlistedUnit(unit)) }
    keepPromises(by: told, moment: moment, outcome: &outcome)
    // 「我们马上派民警来」 is not kept by an ambulance: the one who told it is told so at once.
    if meant == .department, record.openPromises.contains(where: { $0.promise.kind == .dispatch }) {
      outcome.notices.append(.notKept(.dispatch, unit: unit))
    }
    return outcome
  }

  private mutating func keepPromises(
    by told: UnitNotified, moment: Moment, outcome: inout SessionOutcome
  ) {
    for open in record?.openPromises ?? [] where document.keeps(open.promise.kind, by: told) {
      emit(
        .kept(PromiseKept(number: open.promise.number, deed: told.unit)), moment: moment, outcome: &outcome)
      outcome.notices.append(.kept(open.promise.kind))
    }
  }

  /// What level 1 owed is owed no more.
  mutating func settleHelp(by deed: String, moment: Moment, outcome: inout SessionOutcome) {
    for open in record?.openPromises ?? [] where open.promise.kind == .help {
      emit(.kept(PromiseKept(number: open.promise.number, deed: deed)), moment: moment, outcome: &outcome)
    }
  }

  /// The caller was told whom to ask.
  public mutating func refer(_ referral: ReferralGiven, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    let referral = isDrill ? referral.confirmed : referral
    var outcome = SessionOutcome()
    if !record.branches.contains(.referral) { enterBranch(.referral, moment: moment, outcome: &outcome) }
    emit(.refer(referral), moment: moment, outcome: &outcome)
    if !referral.isTold {
      outcome.notices.append(.referralIncomplete(department: referral.department))
    } else if referral.isExample {
      outcome.notices.append(.referralIsExample(department: referral.department))
    }
    return outcome
  }

  /// A question the directory cannot answer goes on its keeper's list.
  public mutating func question(_ question: OpenQuestion, at moment: Moment) -> SessionOutcome {
    guard talkingRecord != nil else { return .notice(needsCall) }
    guard !question.text.isEmpty else { return .notice(.valueNeeded) }
    var outcome = SessionOutcome()
    emit(.question(question), moment: moment, outcome: &outcome)
    return outcome
  }

  /// A field of the complaint: words or `yes` and `no`, `?` for "does not know", `!` for "will not say".
  public mutating func complain(_ field: ComplaintField, text: String, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard !text.isEmpty else { return .notice(.valueNeeded) }
    let known = record.complaint?.fields[field]
    let answer = Answer(text, before: known?.text)
    if field.isChoice, answer.state == .given, !ComplaintField.choices.contains(answer.text) {
      return .notice(.choiceNeeded)
    }
    // A question of a complaint answered by no makes no complaint.
    if field.isChoice, answer.text != ComplaintField.yes, answer.state == .given,
      !record.branches.contains(.complaint)
    {
      return .notice(.notInBranch(.complaint))
    }
    if let known, answer.isSame || answer.state == known.state && answer.text == known.text {
      return .notice(.unchanged)
    }
    var outcome = SessionOutcome()
    if !record.branches.contains(.complaint) { enterBranch(.complaint, moment: moment, outcome: &outcome) }
    emit(
      .complaintField(
        ComplaintAnswer(field: field, state: answer.state, text: answer.text, previous: answer.previous)),
      moment: moment, outcome: &outcome)
    if self.record?.owesInspectors == true, field == .happening { outcome.notices.append(.tellInspectors) }
    return outcome
  }

  /// Puts a branch in force; a complaint gets its due day with it.
  mutating func enterBranch(
    _ branch: BranchIdentifier, moment: Moment, outcome: inout SessionOutcome
  ) {
    emit(.branchEntered(branch), moment: moment, outcome: &outcome)
    guard branch == .complaint, record?.complaint?.opened == nil else { return }
    let opened = deadline(moment.wall.date)
    emit(.complaint(opened), moment: moment, outcome: &outcome)
    outcome.notices.append(.complaintDue(opened))
  }

  private func likelyPurpose(
    _ unit: String, purpose: NotificationPurpose?, record: CallRecord
  ) -> NotificationPurpose {
    if purpose == .chase || purpose == .feedback { return purpose ?? .chase }
    if document.isInspectors(unit) { return .inspectors }
    if let purpose { return purpose }
    let open = Set(record.openPromises.map(\.promise.kind))
    if open.contains(.chase) { return .chase }
    if open.contains(.notifyDepartment) && !open.contains(.dispatch) { return .department }
    if record.repeats != nil && !open.contains(.dispatch) { return .chase }
    return .dispatch
  }
}

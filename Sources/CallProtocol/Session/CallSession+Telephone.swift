import CallModel

/// What the telephone system tells of a call that is on record already: whose it is, where the recording is,
/// how fast it was answered.
extension CallSession {
  /// The phone system names a call that only the key had told of, or whose number it did not know yet; a
  /// number it does not know stays as typed.
  public mutating func identify(_ ring: RingSeen, at moment: Moment) -> SessionOutcome {
    let isUnnumbered = record?.number.isEmpty == true && record?.ring?.phoneCall == ring.phoneCall
    guard let record, isToldByKey || isUnnumbered else { return SessionOutcome() }
    var outcome = SessionOutcome()
    emit(
      .ring(ring.number.isEmpty ? ring.with(number: record.number) : ring), moment: moment, outcome: &outcome)
    return outcome
  }

  /// The call closed last is of a number that the phone system told only then.
  public mutating func identifyClosed(_ number: String, at moment: Moment) -> SessionOutcome {
    guard let closed = lastClosed, closed.number.isEmpty, !number.isEmpty else { return SessionOutcome() }
    let amendment = Amendment(field: Amendment.number, previous: "", text: number, reason: "phone")
    return add(.amend(amendment), to: closed, at: moment)
  }

  /// The call of the phone system that was taken for this one is another caller's: only the key tells of this
  /// one.
  public mutating func disown(at moment: Moment) -> SessionOutcome {
    guard isTalking, let record, record.ring?.isFromPhone == true else { return SessionOutcome() }
    var outcome = SessionOutcome()
    emit(.ring(RingSeen(number: record.number)), moment: moment, outcome: &outcome)
    if let reported = record.answer?.reported {
      emit(.answer(CallAnswered(timing: reported)), moment: moment, outcome: &outcome)
    }
    return outcome
  }

  /// The telephone system says where the recording of one of its calls is; often only when the call is over.
  ///
  /// The call going on takes it, or the one closed last, as an amendment; any other call is not ours any
  /// more.
  public mutating func attach(
    recording: String, of phoneCall: String, at moment: Moment
  ) -> SessionOutcome {
    if isTalking, let record, record.ring?.phoneCall == phoneCall {
      var outcome = SessionOutcome()
      guard let known = record.answer, known.recording != recording else { return outcome }
      let answered = CallAnswered(timing: known.timing, reported: known.reported, recording: recording)
      emit(.answer(answered), moment: moment, outcome: &outcome)
      return outcome
    }
    guard let closed = lastClosed, closed.ring?.phoneCall == phoneCall, let known = closed.answer,
      known.recording != recording
    else { return SessionOutcome() }
    let amendment = Amendment(
      field: Amendment.recording, previous: known.recording ?? "", text: recording, reason: "phone")
    return add(.amend(amendment), to: closed, at: moment)
  }

  /// The telephone system's timing of the call closed last comes when the record is closed already: it is
  /// written behind the end, beside what was reported.
  ///
  /// Nothing happens when it was measured before.
  public mutating func measureClosed(_ answered: CallAnswered, at moment: Moment) -> SessionOutcome {
    guard let closed = lastClosed, let known = closed.answer, known.timing.source != .measured else {
      return SessionOutcome()
    }
    let reported = known.timing.source == .reported ? known.timing : known.reported
    let answer = CallAnswered(
      timing: answered.timing, reported: reported, recording: answered.recording ?? known.recording)
    return add(.answer(answer), to: closed, at: moment)
  }
}

extension RingSeen {
  fileprivate func with(number: String) -> RingSeen {
    RingSeen(
      number: number, name: name, isFromPhone: isFromPhone, phoneCall: phoneCall, isOutgoing: isOutgoing,
      isPassedOn: isPassedOn)
  }
}

import CallModel

extension PhoneBoard {
  /// How the answer at this console's seat was measured; nil when this seat has not answered the call.
  ///
  /// Without a ring line, or with times that cannot be believed, the timing is `unknown` and nothing is
  /// guessed.
  public func timing(for key: PhoneCall.Key) -> MeasuredAnswer? {
    guard let call = call(key), let (seat, leg, answer) = answeredLeg(call) else { return nil }
    let interval = leg.ring.flatMap { PhoneInterval(from: $0, to: answer) }
    return MeasuredAnswer(
      timing: ringTiming(interval, leg.ring?.event, wait: waitMilliseconds(call, until: answer)),
      clockStepped: interval?.clockStepped ?? false, key: key, seat: seat, caller: call.caller,
      name: call.name,
      recording: call.recording, ringTime: leg.ring?.event.time, answerTime: answer.event.time,
      answeredAt: answer.receivedAt, ringsSeen: leg.ring?.event.ringsSeen ?? answer.event.ringsSeen)
  }

  /// How long the phone of this console's seat has been ringing, in ms; nil when it is not ringing.
  public func ringingMilliseconds(of call: PhoneCall) -> Int64? {
    guard standing(of: call) == .ringingHere else { return nil }
    let began = call.legs.filter { seats.contains($0.key) && $0.value.isRinging }.values.compactMap {
      $0.ring?.tick
    }
    return began.min().map { max(0, tick - $0) }
  }

  private func answeredLeg(_ call: PhoneCall) -> (String, PhoneLeg, PhoneLeg.Witness)? {
    for seat in seats.sorted() {
      if let leg = call.legs[seat], let answer = leg.answer { return (seat, leg, answer) }
    }
    return nil
  }

  private func ringTiming(_ interval: PhoneInterval?, _ ring: PhoneEvent?, wait: Int64?) -> RingTiming {
    guard let interval, let ring else {
      return RingTiming(
        source: .unknown, basis: .none, ringMilliseconds: nil, waitMilliseconds: wait, limit: limit)
    }
    return RingTiming(
      source: .measured, basis: interval.judgedBasis(ring, limit: limit),
      ringMilliseconds: interval.milliseconds,
      waitMilliseconds: wait.map { max($0, interval.milliseconds) },
      errorMilliseconds: interval.errorMilliseconds, limit: limit)
  }

  /// From the first ring at any seat to `answer`, in ms.
  private func waitMilliseconds(_ call: PhoneCall, until answer: PhoneLeg.Witness) -> Int64? {
    call.legs.values.compactMap { leg in
      leg.ring.flatMap { PhoneInterval(from: $0, to: answer) }?.milliseconds
    }.max()
  }
}

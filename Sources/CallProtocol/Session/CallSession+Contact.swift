import CallModel

/// How to reach the caller, as far as his telephone tells it (article 1): it needs no key, and whatever he
/// says himself stands before it.
extension CallSession {
  /// The number the telephone system told, as the answer to how to reach him, while he told none himself.
  ///
  /// It goes on record with the end; nil in a drill, where asking for it is what is learned, and of calls
  /// whose elements nobody asks for.
  public var contactOfPhone: ElementAnswer? {
    guard !isDrill, isTalking, let record, let ring = record.ring, ring.isFromPhone, !ring.isOutgoing,
      !ring.number.isEmpty, !record.element(.contact).state.isSettled,
      RequirementCheck(document).asksElements(of: record)
    else { return nil }
    return ElementAnswer(element: .contact, state: .given, text: ring.number, isFromPhone: true)
  }

  /// The record as it would be if the call ended now: with what the telephone told of how to reach the
  /// caller.
  public var recordAtEnd: CallRecord? {
    var closed = record
    if let contact = contactOfPhone, let beganAt = closed?.beganAt {
      closed?.apply(Noted(.element(contact), at: beganAt, offsetMilliseconds: nil, personnel: personnel))
    }
    return closed
  }

  /// Puts down how to reach the caller, when only the telephone told it.
  mutating func noteContactOfPhone(moment: Moment, outcome: inout SessionOutcome) {
    if let contact = contactOfPhone { emit(.element(contact), moment: moment, outcome: &outcome) }
  }
}

import CallModel

/// Why a value cannot stand in a field of a record.
public enum RecordFieldFault: Error, Hashable, Sendable {
  /// The protocol has no such category.
  case unknownCategory
  /// The protocol has no such level.
  case unknownLevel
  /// The protocol has no such language.
  case unknownLanguage
  /// The field is answered by yes or no.
  case choiceNeeded
  /// A telephone number has a digit in it.
  case noNumber
  /// Nothing was given.
  case empty
}

extension RecordField {
  /// Why `value` cannot stand in the field by this protocol; nil when it can.
  ///
  /// Only what is a code, a choice or a number is checked; of a free text nothing is asked but that there is
  /// one.
  public func fault(of value: String, in document: ProtocolDocument) -> RecordFieldFault? {
    guard value.contains(where: { !$0.isWhitespace }) else { return .empty }
    switch self {
    case .category: return document.category(code: value) == nil ? .unknownCategory : nil
    case .level:
      return document.levels.contains { String($0.number) == value } ? nil : .unknownLevel
    case .language:
      return document.languages.contains { $0.identifier == value } ? nil : .unknownLanguage
    case .callerNo: return value.contains { ("0"..."9").contains($0) } ? nil : .noNumber
    case .confidential, .happening: return ComplaintField.choices.contains(value) ? nil : .choiceNeeded
    case .callRecordNo, .mainCallRecordNo, .seatNo, .operatorID, .ringStartAt, .answeredAt, .endedAt,
      .ringMilliseconds, .talkMilliseconds, .ending, .categoryName, .subscriberName, .recordingID,
      .happenedAt,
      .incidentAddress, .narrative, .parties, .cause, .objects, .consequence, .contact, .happenedAtState,
      .incidentAddressState, .narrativeState, .partiesState, .causeState, .objectsState, .consequenceState,
      .contactState, .ringSource, .ringBasis, .ringError, .wait, .ringsAllowed, .ringCycle, .ringVerdict,
      .branches, .phrases, .tabooPhrases, .breaches, .notifiedUnits, .dispatchAfter, .promisesOpen,
      .complainantName, .complainantAddress, .complainantWorkUnit, .complainantTelephone, .complaintAgainst,
      .complaintAbout, .complaintDue, .notes:
      return nil
    }
  }
}

/// Getting, setting and hiding a field.
extension RecordField {
  /// The field's value as text; empty when there is none.
  ///
  /// Several values of one field stand side by side: ids separated by spaces, units by `; `, remarks by ` /
  /// `.
  public func value(in record: CallRecord) -> String {
    let timing = record.answer?.timing
    return switch self {
    case .callRecordNo: record.id.description
    case .mainCallRecordNo: record.repeats?.description ?? ""
    case .seatNo: record.id.seat.description
    case .operatorID: record.personnel.description
    case .ringStartAt: record.beganAt.description
    case .answeredAt: record.answeredAt?.description ?? ""
    case .endedAt: record.endedAt?.description ?? ""
    case .talkMilliseconds: Self.text(record.talkMilliseconds)
    case .ending: record.ending?.rawValue ?? ""
    case .category: record.category?.code ?? ""
    case .categoryName: record.category?.name ?? ""
    case .level: Self.text(record.level.map(Int64.init))
    case .language: record.language ?? ""
    case .callerNo: record.number
    case .subscriberName: record.ring?.name ?? ""
    case .recordingID: record.answer?.recording ?? ""
    case .happenedAt, .incidentAddress, .narrative, .parties, .cause, .objects, .consequence, .contact:
      element.map { record.element($0).text } ?? ""
    case .happenedAtState, .incidentAddressState, .narrativeState, .partiesState, .causeState, .objectsState,
      .consequenceState, .contactState:
      stateOfElement.map { record.element($0).state.rawValue } ?? ""
    case .complainantName, .complainantAddress, .complainantWorkUnit, .complainantTelephone,
      .complaintAgainst, .complaintAbout, .confidential, .happening:
      complaint.flatMap { record.complaint?.fields[$0]?.text } ?? ""
    case .ringMilliseconds: Self.text(timing?.ringMilliseconds)
    case .ringSource: timing?.source.rawValue ?? ""
    case .ringBasis: timing?.basis.rawValue ?? ""
    case .ringError: Self.text(timing?.errorMilliseconds)
    case .wait: Self.text(timing?.waitMilliseconds)
    case .ringsAllowed: Self.text(timing.map { Int64($0.limit.ringsAllowed) })
    case .ringCycle: Self.text(timing?.limit.ringCycleMilliseconds)
    case .ringVerdict: timing?.verdict.rawValue ?? ""
    case .branches: record.branches.map(\.rawValue).joined(separator: " ")
    case .phrases: record.phrases.compactMap(\.phrase).joined(separator: " ")
    case .tabooPhrases: record.wordings.joined(separator: " ")
    case .breaches: record.breaches.map(\.rule.rawValue).joined(separator: " ")
    case .notifiedUnits: record.notifications.map(\.notification.unit).joined(separator: "; ")
    case .dispatchAfter: Self.text(record.dispatchedAfter)
    case .promisesOpen: String(record.openPromises.count)
    case .complaintDue: record.complaint?.opened?.due.description ?? ""
    case .notes: record.notes.joined(separator: " / ")
    case .incidentAddressTyped: record.element(.where).typed ?? ""
    case .direction: record.isOutgoing ? Self.outgoing : ""
    }
  }

  private static func text(_ number: Int64?) -> String { number.map(String.init) ?? "" }

  /// What kind of text the field holds, for those who must hide some of it; nil for codes, times and figures.
  public var kind: RecordText? {
    switch self {
    case .callerNo: .number
    case .subscriberName: .subscriber
    case .recordingID: .recording
    case .happenedAt, .incidentAddress, .narrative, .parties, .cause, .objects, .consequence, .contact:
      element.map(RecordText.element)
    case .incidentAddressTyped: .element(.where)
    case .complainantName, .complainantAddress, .complainantWorkUnit, .complainantTelephone,
      .complaintAgainst, .complaintAbout, .confidential, .happening:
      complaint.map(RecordText.complaint)
    case .notifiedUnits: .unit
    case .notes: .remark
    case .callRecordNo, .mainCallRecordNo, .seatNo, .operatorID, .ringStartAt, .answeredAt, .endedAt,
      .ringMilliseconds, .talkMilliseconds, .ending, .category, .categoryName, .level, .language,
      .happenedAtState, .incidentAddressState, .narrativeState, .partiesState, .causeState, .objectsState,
      .consequenceState, .contactState, .ringSource, .ringBasis, .ringError, .wait, .ringsAllowed, .ringCycle,
      .ringVerdict, .branches, .phrases, .tabooPhrases, .breaches, .dispatchAfter, .promisesOpen,
      .complaintDue, .direction:
      nil
    }
  }
}

/// Corrections after the end of a call.
extension RecordField {
  /// What an amendment calls the field: an element's id, `complaint-name`, `category`, `level`, `language`,
  /// `number`, `note`, `recording`; nil for a field that is not corrected.
  public var amended: String? {
    if let element { return element.rawValue }
    if let complaint { return "complaint-" + complaint.rawValue }
    return Self.amendedParticulars[self]
  }

  private static let amendedParticulars: [RecordField: String] = [
    .category: Amendment.category, .level: Amendment.level, .language: Amendment.language,
    .callerNo: Amendment.number, .notes: Amendment.note, .recordingID: Amendment.recording,
  ]

  private static let fieldsByAmendment = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { field in field.amended.map { ($0, field) } })

  /// The field that an amendment calls so; nil when there is none.
  public init?(amended name: String) {
    guard let field = Self.fieldsByAmendment[name] else { return nil }
    self = field
  }

  /// Puts a corrected value where the field stands: of remarks, in the place of the last one.
  ///
  /// Nothing happens to a field that is not corrected, and to a recording of a call that was never answered.
  func set(_ amendment: Amendment, in record: inout CallRecord) {
    if let element {
      var known = record.element(element)
      known.previous.append(amendment.previous)
      known.state = amendment.mark ?? .corrected
      known.text = amendment.mark == nil ? amendment.text : ""
      (known.typed, known.isFromPhone) = (nil, false)
      record.elements[element] = known
    } else if let complaint {
      var changed = record.complaint ?? ComplaintRecord()
      changed.fields[complaint] = ComplaintAnswer(
        field: complaint, state: amendment.mark ?? .corrected,
        text: amendment.mark == nil ? amendment.text : "", previous: amendment.previous)
      record.complaint = changed
    } else {
      setParticular(amendment, in: &record)
    }
  }

  /// Puts the value before a correction back that is neither an element's nor a complaint field's.
  func takeBack(_ amendment: Amendment, in record: inout CallRecord) {
    let before = Amendment(
      field: amendment.field, previous: amendment.text, text: amendment.previous, reason: "")
    switch amended {
    case Amendment.category: record.category = nil
    case Amendment.level: record.level = nil
    case Amendment.language: record.language = nil
    case Amendment.note where before.text.isEmpty:
      if record.notes.last == amendment.text { record.notes.removeLast() }
    case Amendment.number, Amendment.note, Amendment.recording: setParticular(before, in: &record)
    case .some, nil: break
    }
  }

  private func setParticular(_ amendment: Amendment, in record: inout CallRecord) {
    let text = amendment.text
    switch amended {
    case Amendment.category: record.category = CategoryChosen(code: text, name: amendment.name)
    case Amendment.level: record.level = Int(text)
    case Amendment.language: record.language = text
    case Amendment.number:
      record.ring = RingSeen(
        number: text, name: record.ring?.name, isFromPhone: record.ring?.isFromPhone ?? false,
        phoneCall: record.ring?.phoneCall, isOutgoing: record.ring?.isOutgoing ?? false,
        isPassedOn: record.ring?.isPassedOn ?? false)
    case Amendment.note:
      if !record.notes.isEmpty { record.notes.removeLast() }
      record.notes.append(text)
    case Amendment.recording:
      record.answer = record.answer.map {
        CallAnswered(timing: $0.timing, reported: $0.reported, recording: text)
      }
    case .some, nil: break
    }
  }
}

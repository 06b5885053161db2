extension CallRecord {
  /// The record with every text that can hold personal data replaced by what `change` makes of it.
  ///
  /// Ids, times, states and prescribed phrases stay; departments' public addresses and telephones stay too.
  public func replacingTexts(_ change: (RecordText, String) -> String) -> CallRecord {
    var record = self
    record.replaceCaller(change)
    for (identifier, element) in record.elements {
      var element = element
      element.text = change(.element(identifier), element.text)
      element.previous = element.previous.map { change(.element(identifier), $0) }
      record.elements[identifier] = element
    }
    record.phrases = record.phrases.map { said in
      guard said.phrase == nil else { return said }
      return PhraseRecord(
        phrase: nil, text: change(.words, said.text), offsetMilliseconds: said.offsetMilliseconds)
    }
    record.replaceDeeds(change)
    record.replaceComplaint(change)
    record.notes = record.notes.map { change(.remark, $0) }
    record.amendments = record.amendments.map { Self.replaced($0, change) }
    return record
  }

  private mutating func replaceCaller(_ change: (RecordText, String) -> String) {
    ring = ring.map {
      RingSeen(
        number: change(.number, $0.number), name: $0.name.map { change(.subscriber, $0) },
        isFromPhone: $0.isFromPhone, phoneCall: $0.phoneCall, isOutgoing: $0.isOutgoing)
    }
    answer = answer.map {
      CallAnswered(
        timing: $0.timing, reported: $0.reported, recording: $0.recording.map { change(.recording, $0) })
    }
  }

  private mutating func replaceDeeds(_ change: (RecordText, String) -> String) {
    notifications = notifications.map { told in
      NotificationRecord(
        notification: UnitNotified(
          unit: told.notification.unit, purpose: told.notification.purpose,
          text: change(.remark, told.notification.text)),
        at: told.at, offsetMilliseconds: told.offsetMilliseconds)
    }
    referrals = referrals.map {
      ReferralGiven(
        department: $0.department, address: $0.address, telephone: $0.telephone,
        answer: $0.answer.map { change(.remark, $0) })
    }
    questions = questions.map { OpenQuestion(text: change(.remark, $0.text), keeper: $0.keeper) }
    promises = promises.map { promise in
      var promise = promise
      promise.deed = change(.remark, promise.deed)
      return promise
    }
    breaches = breaches.map { BreachNoted(rule: $0.rule, detail: change(.remark, $0.detail)) }
  }

  private mutating func replaceComplaint(_ change: (RecordText, String) -> String) {
    guard var complaint else { return }
    complaint.fields = complaint.fields.mapValues { answer in
      ComplaintAnswer(
        field: answer.field, state: answer.state, text: change(.complaint(answer.field), answer.text),
        previous: answer.previous.map { change(.complaint(answer.field), $0) })
    }
    self.complaint = complaint
  }

  private static func replaced(
    _ record: AmendmentRecord, _ change: (RecordText, String) -> String
  ) -> AmendmentRecord {
    let old = record.amendment
    let kind = RecordText(field: old.field)
    let amendment = Amendment(
      field: old.field, previous: kind.map { change($0, old.previous) } ?? old.previous,
      text: kind.map { change($0, old.text) } ?? old.text, reason: change(.remark, old.reason), name: old.name
    )
    return AmendmentRecord(amendment: amendment, at: record.at, personnel: record.personnel)
  }
}

extension RecordText {
  /// The kind of a field that can be corrected; nil when it holds a code.
  fileprivate init?(field: String) {
    if let element = ElementIdentifier(rawValue: field) {
      self = .element(element)
    } else if field.hasPrefix("complaint-"), let name = ComplaintField(rawValue: String(field.dropFirst(10)))
    {
      self = .complaint(name)
    } else if field == "number" {
      self = .number
    } else if field == "note" {
      self = .remark
    } else {
      return nil
    }
  }
}

/// What kind of text a record's field holds, for those who must hide some of them.
public enum RecordText: Hashable, Sendable {
  /// The caller's number.
  case number
  /// The name that came with the number.
  case subscriber
  /// An element's value.
  case element(ElementIdentifier)
  /// A complaint's field.
  case complaint(ComplaintField)
  /// The number of the sound recording.
  case recording
  /// What was said to the caller, as typed: not a prescribed phrase.
  case words
  /// What was told to a unit, a deed, a remark, a reason: free text of the call taker.
  case remark
}

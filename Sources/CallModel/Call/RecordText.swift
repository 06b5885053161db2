/// What kind of text a field of a record holds, for those who must hide some of them.
public enum RecordText: Hashable, Sendable {
  /// The caller's number.
  case number
  /// The name that came with the number.
  case subscriber
  /// An element's value.
  case element(ElementIdentifier)
  /// A complaint's field.
  case complaint(ComplaintField)
  /// The id or the file of the sound recording; some telephone systems put the caller's number into it.
  case recording
  /// The telephone system's own name of the call, in which it may have put the number, too.
  case phoneCall
  /// What was said to the caller, as typed: not a prescribed phrase.
  case words
  /// Who of those served was asked: a name, or a word such as 本人.
  case served
  /// A unit, a department, a keeper of the directory: public, but typed by hand.
  case unit
  /// What was told to a unit, a deed, a remark, a reason: free text of whoever wrote it.
  case remark

  /// The kind of a field that an amendment calls so; nil for one that holds a code.
  ///
  /// What this edition does not know is taken for a remark, so that it is hidden like one.
  init?(amended name: String) {
    guard let field = RecordField(amended: name) else {
      self = .remark
      return
    }
    guard let kind = field.kind else { return nil }
    self = kind
  }
}

/// What gives another text for a text of a record, by its kind.
public typealias TextChange = (RecordText, String) -> String

/// A value with texts in which personal data can stand, each of a known kind: a record, an event of a call or
/// of a desk.
///
/// Ids, times, states, codes and prescribed phrases are no such texts; nor are departments' public addresses
/// and telephones.
public protocol TextHolding {
  /// The value with every such text replaced by what `change` makes of it.
  func replacingTexts(_ change: TextChange) -> Self
}

extension CallRecord: TextHolding {
  /// The record with every text that can hold personal data replaced.
  public func replacingTexts(_ change: TextChange) -> CallRecord {
    var record = self
    record.ring = ring?.replacingTexts(change)
    record.answer = answer?.replacingTexts(change)
    for (identifier, element) in elements {
      record.elements[identifier] = element.replacingTexts(of: identifier, change: change)
    }
    record.phrases = phrases.map { $0.replacingTexts(change) }
    record.links = links.map { $0.replacingTexts(change) }
    record.notifications = notifications.map { $0.replacingTexts(change) }
    record.referrals = referrals.map { $0.replacingTexts(change) }
    record.questions = questions.map { $0.replacingTexts(change) }
    for index in promises.indices { record.promises[index].deed = change(.remark, promises[index].deed) }
    record.breaches = breaches.map { $0.replacingTexts(change) }
    record.complaint?.fields = complaint?.fields.mapValues { $0.replacingTexts(change) } ?? [:]
    record.notes = notes.map { change(.remark, $0) }
    record.amendments = amendments.map { kept in
      AmendmentRecord(
        amendment: kept.amendment.replacingTexts(change), at: kept.at, personnel: kept.personnel)
    }
    record.reopenings = reopenings.map { kept in
      let reopened = CallReopened(
        reason: change(.remark, kept.reopened.reason), isOnLine: kept.reopened.isOnLine,
        leftAfter: kept.reopened.leftAfter)
      return ReopeningRecord(reopened: reopened, at: kept.at, personnel: kept.personnel)
    }
    record.unentered = unentered.map { $0.replacingTexts(change) }
    record.cancellation = cancellation.map {
      CancellationRecord(reason: change(.remark, $0.reason), at: $0.at, personnel: $0.personnel)
    }
    return record
  }
}

extension ElementRecord {
  fileprivate func replacingTexts(of element: ElementIdentifier, change: TextChange) -> ElementRecord {
    var known = self
    known.text = change(.element(element), text)
    known.previous = previous.map { change(.element(element), $0) }
    known.typed = typed.map { change(.element(element), $0) }
    return known
  }
}

extension PhraseRecord {
  fileprivate func replacingTexts(_ change: TextChange) -> PhraseRecord {
    let said = PhraseSaid(phrase: phrase, text: text).replacingTexts(change)
    return PhraseRecord(phrase: phrase, text: said.text, offsetMilliseconds: offsetMilliseconds)
  }
}

extension NotificationRecord {
  fileprivate func replacingTexts(_ change: TextChange) -> NotificationRecord {
    NotificationRecord(
      notification: notification.replacingTexts(change), at: at, offsetMilliseconds: offsetMilliseconds)
  }
}

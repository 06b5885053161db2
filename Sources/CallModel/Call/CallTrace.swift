/// What a check of a call needs of one of its events: the kind, and which sentence, branch, rule or promise
/// it is about.
///
/// Of most kinds the name of the kind says it all, so that the payloads of their lines need not be read.
public struct CallTrace: Hashable, Sendable {
  /// What happened.
  public let kind: CallEvent.Kind
  /// The id of the phrase, taboo phrase, branch or rule, or the promise's number; of deeds taken back the
  /// list of them; empty for other kinds, and for the operator's own words.
  public let subject: String

  /// The trace of an event.
  public init(_ event: CallEvent) {
    kind = event.kind
    switch event {
    case .phrase(let said): subject = said.phrase ?? ""
    case .branchEntered(let branch): subject = branch.rawValue
    case .breach(let breach): subject = breach.rule.rawValue
    case .wording(let taboo): subject = taboo
    case .promise(let promise): subject = "\(promise.number)"
    case .undone(let taken): subject = taken.undone.traces
    case .ring, .answer, .ask, .element, .branchLeft, .link, .notify, .refer, .question, .kept, .complaint,
      .complaintField, .category, .level, .language, .note, .resumed, .amend, .reopened, .cancelled,
      .unentered, .end:
      subject = ""
    }
  }

  init(_ kind: CallEvent.Kind, subject: String) { (self.kind, self.subject) = (kind, subject) }

  /// The trace of an event of a kind that has no subject.
  package init(_ kind: CallEvent.Kind) { (self.kind, subject) = (kind, "") }
}

extension CallEvent.Kind {
  /// Whether the payload says which sentence, branch, rule or promise it is about.
  package var hasSubject: Bool {
    switch self {
    case .phrase, .branchEntered, .breach, .wording, .promise, .undone: true
    case .ring, .answer, .ask, .element, .branchLeft, .link, .notify, .refer, .question, .kept, .complaint,
      .complaintField, .category, .level, .language, .note, .resumed, .amend, .reopened, .cancelled,
      .unentered, .end:
      false
    }
  }
}

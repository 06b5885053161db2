extension CallEvent {
  /// The kinds as they stand in a journal line's `ev`.
  public enum Kind: String, CaseIterable, Sendable {
    /// `ring`.
    case ring
    /// `answer`.
    case answer
    /// `phrase`.
    case phrase
    /// `ask`.
    case ask
    /// `element`.
    case element
    /// `branch`.
    case branchEntered = "branch"
    /// `branch-left`.
    case branchLeft = "branch-left"
    /// `link`.
    case link
    /// `notify`.
    case notify
    /// `refer`.
    case refer
    /// `question`.
    case question
    /// `promise`.
    case promise
    /// `kept`.
    case kept
    /// `complaint`.
    case complaint
    /// `complaint-field`.
    case complaintField = "complaint-field"
    /// `breach`.
    case breach
    /// `wording`.
    case wording
    /// `category`.
    case category
    /// `level`.
    case level
    /// `language`.
    case language
    /// `note`.
    case note
    /// `resumed`.
    case resumed
    /// `amend`.
    case amend
    /// `end`.
    case end
  }

  /// The event's kind.
  public var kind: Kind {
    switch self {
    case .ring: .ring
    case .answer: .answer
    case .phrase: .phrase
    case .ask: .ask
    case .element: .element
    case .branchEntered: .branchEntered
    case .branchLeft: .branchLeft
    case .link: .link
    case .notify: .notify
    case .refer: .refer
    case .question: .question
    case .promise: .promise
    case .kept: .kept
    case .complaint: .complaint
    case .complaintField: .complaintField
    case .breach: .breach
    case .wording: .wording
    case .category: .category
    case .level: .level
    case .language: .language
    case .note: .note
    case .resumed: .resumed
    case .amend: .amend
    case .end: .end
    }
  }
}

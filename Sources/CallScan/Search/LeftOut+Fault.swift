import CallJournal
import CallReview

extension LeftOut {
  /// The stored word for a line that says of a call what is not its writer's to say.
  static let foreignCall = "foreign-call"

  /// The place of a fault that another reader of journals met, with the reason as a stored word.
  package init(_ fault: JournalFault) {
    self.init(file: fault.file, line: fault.line ?? 0, reason: fault.kind.reason)
  }
}

extension JournalFault.Kind {
  fileprivate var reason: String {
    switch self {
    case .unreadable, .refused: "unreadable"
    case .malformed: "malformed"
    case .unknownVersion: "unknown-version"
    case .tooLong: "too-long"
    case .wrongNumber: "wrong-number"
    case .brokenLink: "broken-link"
    case .wrongSeat: "wrong-seat"
    case .foreignCall: LeftOut.foreignCall
    case .torn: "torn"
    case .shortened: "shortened"
    }
  }
}

/// Why a unit was told of a call.
public enum NotificationPurpose: String, CaseIterable, Sendable {
  /// A police unit is sent.
  case dispatch
  /// Another department is notified.
  case department
  /// A unit told before is chased again.
  case chase
  /// The inspectors are told of misconduct that is going on.
  case inspectors

  /// Whether it brings help to the caller, and not only word to somebody.
  public var isHelp: Bool { self == .dispatch || self == .department }

  /// The promise this deed keeps.
  public var keeps: PromiseKind {
    switch self {
    case .dispatch: .dispatch
    case .department, .inspectors: .notifyDepartment
    case .chase: .chase
    }
  }
}

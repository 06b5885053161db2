/// Why a unit was told of a call.
public enum NotificationPurpose: String, CaseIterable, Sendable {
  /// A police unit is sent.
  case dispatch
  /// Another department is notified.
  case department
  /// A unit told before is chased again.
  case chase

  /// The promise this deed keeps.
  public var keeps: PromiseKind {
    switch self {
    case .dispatch: .dispatch
    case .department: .notifyDepartment
    case .chase: .chase
    }
  }
}

/// The three reminders (督办) of a complaint that is not answered.
public enum ReminderKind: String, CaseIterable, Comparable, Sendable {
  /// The next working day is the due day. Raised on the last working day before it, or on any day in between.
  case dueTomorrow = "due-tomorrow"
  /// It is due at the end of this day.
  case dueToday = "due-today"
  /// The time is up.
  case overdue

  /// The nearer the end, the later.
  public static func < (left: ReminderKind, right: ReminderKind) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .dueTomorrow: 0
    case .dueToday: 1
    case .overdue: 2
    }
  }
}

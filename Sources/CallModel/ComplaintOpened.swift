/// A complaint about police work was opened (article 7).
public struct ComplaintOpened: Hashable, Sendable {
  /// The day at whose end the reply is due.
  public let due: CivilDate
  /// The working days counted, the last of them being the due day.
  public let counted: [CivilDate]
  /// Whether a year was used whose working days are not published yet.
  public let isProvisional: Bool

  /// A complaint from its parts.
  public init(due: CivilDate, counted: [CivilDate], isProvisional: Bool) {
    self.due = due
    self.counted = counted
    self.isProvisional = isProvisional
  }
}

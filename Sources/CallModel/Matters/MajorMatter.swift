/// A matter that is reported at once: to a person in charge, and misconduct going on to the inspectors.
public struct MajorMatter: Hashable, Sendable {
  /// Within how many ms it must be reported: five minutes.
  public static let reach: Int64 = 300_000

  /// Why it is one.
  public enum Reason: String, CaseIterable, Sendable {
    /// The call has the highest level.
    case level
    /// Somebody marked it.
    case marked
    /// Misconduct that is going on now: the inspectors are told.
    case happening
  }

  /// Why it is one.
  public let reason: Reason
  /// Since when it is known.
  public let since: WallInstant
  /// The reports, oldest first.
  public let reports: [MajorReported]

  /// A major matter known since then.
  public init(reason: Reason, since: WallInstant, reports: [MajorReported] = []) {
    self.reason = reason
    self.since = since
    self.reports = reports
  }

  /// Whether nobody was told of those who are to be.
  public var isUnreported: Bool { reports.isEmpty }

  /// Whether nobody of them was told and the five minutes are over.
  public func isLate(at now: WallInstant) -> Bool {
    isUnreported && now.milliseconds - since.milliseconds > Self.reach
  }
}

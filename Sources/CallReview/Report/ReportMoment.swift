import CallModel

/// The moment as of which a report is made: nothing entered later is known to it, calls and answers alike.
public struct ReportMoment: Hashable, Sendable, CustomStringConvertible {
  /// The last moment of which lines count; nil for everything on record, whatever clock it was written by.
  public let latest: WallInstant?
  /// The day it is: an unanswered complaint due before it is overdue.
  public let day: CivilDate
  /// As shown: `2026-11-22` for the end of a day, else `2026-11-22 09:15`.
  public let description: String

  /// Now: everything on record counts.
  public static func now(_ now: WallInstant) -> ReportMoment {
    ReportMoment(latest: nil, day: now.date, description: String(now.display.prefix(16)))
  }

  /// The end of a day.
  public static func end(of day: CivilDate) -> ReportMoment {
    ReportMoment(
      latest: WallInstant(date: day, millisecondOfDay: 86_399_999), day: day, description: day.description)
  }

  /// A moment of some day.
  public static func at(_ moment: WallInstant) -> ReportMoment {
    ReportMoment(latest: moment, day: moment.date, description: String(moment.display.prefix(16)))
  }

  private init(latest: WallInstant?, day: CivilDate, description: String) {
    (self.latest, self.day, self.description) = (latest, day, description)
  }

  /// The moment written as `2026-11-22` (its end) or `2026-11-22T09:15`; nil for anything else.
  public init?(_ text: String) {
    if let day = CivilDate(text) {
      self = .end(of: day)
    } else if let moment = WallInstant(text + ":00.000+08:00"), text.utf8.count == 16 {
      self = .at(moment)
    } else {
      return nil
    }
  }

  /// The last day whose folder may hold a line that counts; nil when there is no last one.
  ///
  /// A day more than the moment's own, for a seat whose clock is ahead.
  public var lastFolder: CivilDate? { latest?.date.adding(days: 1) }
}

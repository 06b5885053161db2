/// By when a complaint must be answered (protocol article 7), with the days that were counted.
///
/// The day of receipt does not count, and the time is up at the end of the last working day (Civil Code,
/// articles 201 and 203). A calendar day is a day in China Standard Time.
public struct ReplyDeadline: Hashable, Sendable {
  /// How many working days the protocol gives: 三个工作日.
  public static let promisedDays = 3

  /// When the complaint was received.
  public let receivedAt: WallInstant
  /// The day at whose end the reply is due; the last of `countedDays`.
  public let dueDate: CivilDate
  /// The working days counted, earliest first.
  public let countedDays: [CivilDate]
  /// The years of all days looked at, from the day after receipt to the due date, earliest first.
  public let calendarYears: [Int]
  /// Whether one of these years has no published arrangement, so that the date may still change.
  public let isProvisional: Bool

  /// The deadline `workingDays` (at least 1) working days after the day of `receivedAt`.
  public init(
    receivedAt: WallInstant, workingDays: Int = ReplyDeadline.promisedDays,
    calendar: WorkingCalendar = .china
  ) {
    var counted: [CivilDate] = []
    var years: [Int] = []
    var day = receivedAt.date
    while counted.count < max(1, workingDays) {
      day = day.adding(days: 1)
      if years.last != day.year { years.append(day.year) }
      if calendar.isWorkingDay(day) { counted.append(day) }
    }
    self.receivedAt = receivedAt
    dueDate = day
    countedDays = counted
    calendarYears = years
    isProvisional = years.contains { !calendar.year($0).isPublished }
  }

  /// The first moment that is too late: midnight after the due date.
  public var expiresAt: WallInstant { WallInstant(date: dueDate.adding(days: 1)) }

  /// Whether the time is up at `now`.
  public func isOverdue(at now: WallInstant) -> Bool { now >= expiresAt }
}

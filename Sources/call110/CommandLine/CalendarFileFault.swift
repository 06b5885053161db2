import CallModel

/// A calendar file cannot be used; every fault of it at once.
struct CalendarFileFault: Error, Hashable {
  /// The file as the user named it.
  let path: String
  /// What is wrong, in the order of the lines.
  let faults: [WorkingCalendarFault]
}

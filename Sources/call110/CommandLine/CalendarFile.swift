import CallModel
import Catalogue
import Glibc

/// The calendar a command counts with: the shipped one, with the years of `--calendar FILE` put in.
enum CalendarFile {
  /// The option that names a site's file.
  static let option = OptionSpecification("calendar", .required("FILE"), .optionCalendar)

  /// The file in the logs folder that is used when no option names another.
  static let defaultName = "calendar.tsv"

  /// The calendar for `invocation`.
  ///
  /// A file with any fault is refused as a whole: a deadline must not rest on half of it.
  static func calendar(for invocation: Invocation) throws -> WorkingCalendar {
    if let path = invocation.value("calendar") { return try calendar(at: path) }
    return isOwn(for: invocation) ? try calendar(at: ownPath(invocation)) : .china
  }

  /// Whether years of the site's own are to be put in.
  static func isOwn(for invocation: Invocation) -> Bool {
    invocation.has("calendar") || access(ownPath(invocation), F_OK) == 0
  }

  private static func ownPath(_ invocation: Invocation) -> String {
    "\(invocation.logsDirectory)/\(defaultName)"
  }

  private static func calendar(at path: String) throws -> WorkingCalendar {
    let (calendar, faults) = try read(path)
    guard faults.isEmpty else { throw CalendarFileFault(path: path, faults: faults) }
    return WorkingCalendar.china.replacingYears(from: calendar)
  }

  /// What stands in the file at `path`, and what is wrong with it.
  static func read(
    _ path: String
  ) throws(InputFault) -> (calendar: WorkingCalendar, faults: [WorkingCalendarFault]) {
    let bytes = try InputFile.read(path, limit: WorkingCalendarReader.maximumBytes)
    return WorkingCalendarReader.read(bytes, name: path)
  }
}

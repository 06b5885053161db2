import CallJournal
import CallModel
import Catalogue

/// A range of days from the command line; both ends are part of it.
enum DayRange {
  /// The two options.
  static let specifications = [
    OptionSpecification("from", .required("DATE"), .optionFromDay),
    OptionSpecification("to", .required("DATE"), .optionToDay),
  ]

  /// The days that have records from `--from` to `--to`, both included; without them all days; and how many
  /// folders could not be read.
  static func days(
    _ invocation: Invocation, room: JournalRoom
  ) throws(CallLookupFault) -> (days: [CivilDate], faults: Int) {
    let range = try bounds(invocation)
    let (days, faults) = JournalReader(logs: invocation.logsDirectory).dayFolders(room)
    return (days.filter { range?.contains($0) ?? true }, faults.count)
  }

  /// The two days, the ends of time where none was given; nil when neither was.
  static func bounds(_ invocation: Invocation) throws(CallLookupFault) -> ClosedRange<CivilDate>? {
    let from = try day("from", invocation: invocation)
    let to = try day("to", invocation: invocation)
    guard from != nil || to != nil else { return nil }
    let first = from ?? ever.lowerBound
    return first...max(first, to ?? ever.upperBound)
  }

  /// All days there are.
  static let ever = CivilDate(dayNumber: -719_162)...CivilDate(dayNumber: 2_932_896)

  /// `2026-11-01..2026-11-30`, with nothing where no bound was given.
  static func words(_ invocation: Invocation) throws(CallLookupFault) -> String {
    let from = try day("from", invocation: invocation)?.description ?? ""
    let to = try day("to", invocation: invocation)?.description ?? ""
    return "\(from)..\(to)"
  }

  private static func day(_ option: String, invocation: Invocation) throws(CallLookupFault) -> CivilDate? {
    guard let text = invocation.value(option) else { return nil }
    guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: option) }
    return day
  }
}

import CallJournal
import CallModel
import Catalogue
import PlainText

/// What a seat's own journals of yesterday and today say when its console starts.
struct SeatPast {
  /// The call that was going on when the console ended; nil when there was none.
  let openCall: CallRecord?
  /// The last call closed; corrections go to it.
  let lastClosed: CallRecord?
  /// The last call number used.
  let lastCall: CallIdentifier?
  /// Calls answered today.
  let callsToday: Int
  /// The telephone system's ids of the closed calls: what it still says of them makes no new record.
  let closedPhoneCalls: Set<String>

  /// Reads the seat's files of `today` and the day before; only the calls that matter are decoded.
  init(reader: JournalReader, seat: SeatIdentifier, room: JournalRoom, today: CivilDate) {
    let entries =
      reader.day(today.adding(days: -1), seat: seat, room).entries
      + reader.day(today, seat: seat, room).entries
    var calls: [CallIdentifier] = []
    var ended: Set<CallIdentifier> = []
    var answered: [CallIdentifier: CivilDate] = [:]
    for placed in entries {
      guard let call = placed.entry.call, call.seat == seat else { continue }
      if calls.last != call { calls.append(call) }
      if placed.entry.kind == CallEvent.Kind.end.rawValue { ended.insert(call) }
      // A measured timing and a recording are told as further answers of the same call.
      if placed.entry.kind == CallEvent.Kind.answer.rawValue, answered[call] == nil {
        answered[call] = placed.entry.at.date
      }
    }
    openCall = calls.last { !ended.contains($0) }.flatMap { Self.record($0, entries) }
    lastClosed = calls.last { ended.contains($0) }.flatMap { Self.record($0, entries) }
    lastCall = calls.max()
    callsToday = answered.values.count { $0 == today }
    closedPhoneCalls = Set(
      entries.compactMap { placed in
        guard placed.entry.kind == CallEvent.Kind.ring.rawValue, let call = placed.entry.call,
          ended.contains(call), case .call(.ring(let ring))? = placed.noted?.event
        else { return nil }
        return ring.phoneCall
      })
  }

  private static func record(_ call: CallIdentifier, _ entries: [PlacedEntry]) -> CallRecord? {
    CallBook(entries.filter { $0.entry.call == call }.compactMap(\.noted))[call]?.record
  }
}

/// The seats of a centre, if it lists them: the file `seats` in the logs folder, a seat a line, `#` begins a
/// comment.
enum SeatList {
  private static let largestFile = 65_536

  /// The seats listed; empty when the centre lists none.
  static func seats(logs: String) -> [String] {
    // Most centres have no such list.
    guard let bytes = try? InputFile.read(logs + "/seats", limit: largestFile) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.prefix { $0 != "#" }.trimmed }
      .filter { !$0.isEmpty }
  }

  /// Throws when the centre lists its seats and `seat` is not among them.
  static func check(_ seat: SeatIdentifier, logs: String) throws {
    let seats = seats(logs: logs)
    guard seats.isEmpty || seats.contains(seat.description) else {
      throw UnknownSeat(seat: seat, known: seats.compactMap { SeatIdentifier(ifValid: $0) })
    }
  }
}

/// A range of days from the command line; both ends are part of it.
enum DayRange {
  /// The two options.
  static let specifications = [
    OptionSpecification("from", .required("DATE"), .optionFromDay),
    OptionSpecification("to", .required("DATE"), .optionToDay),
  ]

  /// The days that have records from `--from` to `--to`, both included; without them all days.
  static func days(_ invocation: Invocation, room: JournalRoom) throws(CallLookupFault) -> [CivilDate] {
    let range = try bounds(invocation)
    return JournalReader(logs: invocation.logsDirectory).days(room).filter { range?.contains($0) ?? true }
  }

  /// The two days, the ends of time where none was given; nil when neither was.
  static func bounds(_ invocation: Invocation) throws(CallLookupFault) -> ClosedRange<CivilDate>? {
    let from = try day("from", invocation)
    let to = try day("to", invocation)
    guard from != nil || to != nil else { return nil }
    let first = from ?? ever.lowerBound
    return first...max(first, to ?? ever.upperBound)
  }

  /// All days there are.
  static let ever = CivilDate(dayNumber: -719_162)...CivilDate(dayNumber: 2_932_896)

  /// `2026-11-01..2026-11-30`, with nothing where no bound was given.
  static func words(_ invocation: Invocation) throws(CallLookupFault) -> String {
    let from = try day("from", invocation)?.description ?? ""
    let to = try day("to", invocation)?.description ?? ""
    return "\(from)..\(to)"
  }

  private static func day(_ option: String, _ invocation: Invocation) throws(CallLookupFault) -> CivilDate? {
    guard let text = invocation.value(option) else { return nil }
    guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: option) }
    return day
  }
}

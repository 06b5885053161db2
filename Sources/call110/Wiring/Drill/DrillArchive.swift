import CallDrill
import CallJournal
import CallModel

/// The drills on record.
struct DrillArchive {
  private let reader: JournalReader

  init(logs: String) { reader = JournalReader(logs: logs) }

  /// The drill with this number; a drill over midnight goes on in the next day's file.
  func run(_ drill: CallIdentifier) -> DrillRun? {
    var contents = reader.day(drill.date, seat: drill.seat, room: .drill)
    contents.append(reader.day(drill.date.adding(days: 1), seat: drill.seat, room: .drill))
    return Self.runs(contents.entries).last { $0.start.drill == drill }
  }

  /// Every drill, in the order of days and seats.
  func all() -> [DrillRun] {
    var entries: [SeatIdentifier: [PlacedEntry]] = [:]
    for day in reader.days(.drill) {
      for placed in reader.day(day, room: .drill).entries {
        entries[placed.entry.seat, default: []].append(placed)
      }
    }
    return entries.sorted { $0.key < $1.key }.flatMap { Self.runs($0.value) }
  }

  /// The last drill of a contest's blind number that still runs.
  func running(contest name: String, blind: Int) -> DrillRun? {
    all().last { $0.start.contest?.name == name && $0.start.contest?.blind == blind && !$0.isClosed }
  }

  /// Lines of one kind in the whole drill room, in order.
  func entries(_ kind: DrillKind) -> [JournalEntry] {
    reader.days(.drill).flatMap { reader.day($0, room: .drill).entries }.map(\.entry)
      .filter { $0.kind == kind.rawValue }
  }

  static func runs(_ entries: [PlacedEntry]) -> [DrillRun] {
    DrillRun.runs(in: entries.map { ($0.entry.at, line($0)) })
  }

  private static func line(_ placed: PlacedEntry) -> DrillLogLine {
    DrillLogLine(
      number: placed.line, milliseconds: placed.entry.milliseconds, call: placed.entry.call,
      kind: placed.entry.kind, payload: placed.entry.value)
  }
}

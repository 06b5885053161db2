import CallDrill
import CallJournal
import CallModel

/// The drills on record, in one folder of records or in several.
package struct DrillArchive {
  /// The folders of records.
  package let folders: [String]

  private var readers: [JournalReader] { folders.map { JournalReader(logs: $0) } }

  /// The drills of one folder of records.
  package init(logs: String) { folders = [logs] }

  /// Drills of several places as one: in the order of the folders.
  package init(folders: [String]) { self.folders = folders }

  /// What cannot be read of the folders of drills: of the drills there nothing is known.
  package var unreadable: [JournalFault] {
    readers.flatMap { reader in
      let folders = reader.dayFolders(.drill)
      return folders.faults + folders.days.flatMap { reader.files(.drill, on: $0).faults }
    }
  }

  /// The drill with this number; a drill over midnight goes on in the next day's file.
  package func run(_ drill: CallIdentifier) -> DrillRun? {
    readers.lazy.compactMap { reader in
      var contents = reader.day(drill.date, seat: drill.seat, room: .drill)
      contents.append(reader.day(drill.date.adding(days: 1), seat: drill.seat, room: .drill))
      return Self.runs(contents.entries).last { $0.start.drill == drill }
    }.first
  }

  /// Every drill, in the order of days and seats.
  package func all() -> [DrillRun] {
    readers.flatMap { reader in
      var entries: [SeatIdentifier: [PlacedEntry]] = [:]
      for day in reader.dayFolders(.drill).days {
        for placed in reader.day(day, room: .drill).entries {
          entries[placed.entry.seat, default: []].append(placed)
        }
      }
      return entries.sorted { $0.key < $1.key }.flatMap { Self.runs($0.value) }
    }
  }

  /// Every drill whose scores may be seen: those of a contest stay locked until it is closed.
  package func unlocked() -> [DrillRun] {
    let closed = Contest.closedNames(self)
    return all().filter { run in run.start.contest.map { closed.contains($0.name) } ?? true }
  }

  /// The drill going on at a seat: its last one of yesterday or today that has no end.
  package func running(at seat: SeatIdentifier, on today: CivilDate) -> DrillRun? {
    let entries = readers.flatMap { reader in
      [today.adding(days: -1), today].flatMap { reader.day($0, seat: seat, room: .drill).entries }
    }
    return Self.runs(entries).last.flatMap { $0.isClosed ? nil : $0 }
  }

  /// What the contest desks wrote of one kind, in order; a line of another seat is nobody's who may write it.
  func deeds(_ kind: DrillKind) -> [JournalEntry] {
    readers.flatMap { reader in
      DeskJournal.contents(Contest.desk, on: reader.dayFolders(.drill).days, room: .drill, reader: reader)
        .entries
    }.map(\.entry).filter { $0.kind == kind.rawValue }
  }

  /// The drill journals in which something is damaged, missing or was changed, by their paths within the
  /// folder of records.
  package func damagedFiles() -> [String] {
    Set(
      folders.flatMap { folder in
        JournalVerifier(logs: folder, room: .drill).verify(.all).findings
          .filter { $0.severity == .damaged }.map(\.file)
      }
    ).sorted()
  }

  private static func runs(_ entries: [PlacedEntry]) -> [DrillRun] {
    DrillRun.runs(in: entries.map { ($0.entry.at, line($0)) })
  }

  private static func line(_ placed: PlacedEntry) -> DrillLogLine {
    DrillLogLine(
      number: placed.line, milliseconds: placed.entry.milliseconds, call: placed.entry.call,
      kind: placed.entry.kind, payload: placed.entry.value)
  }
}

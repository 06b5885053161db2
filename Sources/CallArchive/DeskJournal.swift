import CallJournal
import CallModel
import Glibc

/// Writes into the journal of a desk: opened, written, synchronized and closed again, so that many can use
/// it.
package enum DeskJournal {
  /// How often a desk that another command holds, which is for a moment only, is tried again, each time after
  /// `pause`: three seconds in all.
  private static let tries = 150
  private static let pause = timespec(tv_sec: 0, tv_nsec: 20_000_000)

  /// Writes the drafts and returns when they are on the disk; throws when they are not.
  ///
  /// Journals belong to the system account that made them: where `desk` belongs to another one, the account's
  /// own desk `desk-u1000` is used.
  package static func record(
    _ drafts: [JournalDraft], desk: String, room: JournalRoom = .live, by personnel: OperatorIdentifier,
    logs: String
  ) throws {
    let writer = try hold(desk, room: room, personnel: personnel, logs: logs)
    defer { writer.close() }
    guard try writer.append(drafts).isRecorded else { throw DeskJournalFault.notRecorded(desk: desk) }
  }

  /// The desk's writer, held until it is closed; throws when it cannot record, or somebody else holds it.
  package static func hold(
    _ desk: String, room: JournalRoom, personnel: OperatorIdentifier, logs: String
  ) throws -> JournalWriter {
    let writer = try open(SeatIdentifier(desk), room: room, personnel: personnel, logs: logs)
    if writer.condition.isRecording { return writer }
    writer.close()
    throw DeskJournalFault.notRecorded(desk: desk)
  }

  /// The desk's writer, once nobody else holds it.
  ///
  /// With `orOwn` that of the account's own desk `desk-…-u1000`, where this one is another account's or its
  /// files cannot be written and the own ones can.
  package static func open(
    _ desk: SeatIdentifier, room: JournalRoom, personnel: OperatorIdentifier, logs: String,
    limits: JournalLimits = withoutReserve, spool: String? = nil, orOwn: Bool = true
  ) throws(JournalOpenFault) -> JournalWriter {
    func opened(_ name: SeatIdentifier) throws(JournalOpenFault) -> JournalWriter {
      try patiently { () throws(JournalOpenFault) in
        try JournalWriter(
          logs: logs, room: room, seat: name, operatorOnDuty: personnel, spool: spool, limits: limits)
      }
    }
    // A name may be too long for more.
    let own = orOwn ? try? SeatIdentifier("\(desk)-u\(getuid())") : nil
    let writer: JournalWriter
    do throws(JournalOpenFault) { writer = try opened(desk) } catch {
      guard case .seatOfAnother = error, let own else { throw error }
      return try opened(own)
    }
    guard let own, !writer.condition.isRecording else { return writer }
    let other = try opened(own)
    // What neither records waits in the spool of the desk that is opened first the next time, too.
    let (kept, left) = other.condition.isRecording ? (other, writer) : (writer, other)
    left.close()
    return kept
  }

  /// Tries again while another command holds the desk.
  private static func patiently(
    _ open: () throws(JournalOpenFault) -> JournalWriter
  ) throws(JournalOpenFault) -> JournalWriter {
    for _ in 1..<tries {
      do throws(JournalOpenFault) { return try open() } catch {
        guard case .seatBusy = error else { throw error }
        var pause = Self.pause
        nanosleep(&pause, nil)
      }
    }
    return try open()
  }

  /// A desk that writes seldom keeps no space free for the day the disk is full.
  package static var withoutReserve: JournalLimits {
    var limits = JournalLimits()
    limits.reserveBytes = 0
    return limits
  }

  /// Everything that desks whose name begins with `prefix` wrote on these days.
  package static func contents(
    _ prefix: String, on days: [CivilDate], room: JournalRoom = .live, reader: JournalReader
  ) -> JournalContents {
    var contents = JournalContents()
    for day in days {
      let (paths, faults) = reader.files(room, on: day)
      contents.faults += faults
      for desk in Set(paths.map(\.seat)).sorted() where isDesk(desk, prefix: prefix) {
        contents.append(reader.day(day, seat: desk, room: room))
      }
    }
    return contents
  }

  /// What they say, and what is wrong with their files or lines.
  package static func events(
    _ prefix: String, on days: [CivilDate], reader: JournalReader
  ) -> (events: [Noted<RecordedEvent>], faults: [JournalFault]) {
    let contents = contents(prefix, on: days, reader: reader)
    let (events, faults) = contents.entries.events()
    return (events, contents.faults + faults)
  }

  private static func isDesk(_ desk: SeatIdentifier, prefix: String) -> Bool {
    desk.description == prefix || desk.description.hasPrefix(prefix + "-u")
  }
}

/// The seat under which a bridge puts callers on record whom no console has.
package enum CallerDesk {
  /// The seat: no console's, for nobody sits there.
  package static let seat = JournalPath.phoneSeat
  /// Who is named as the writer.
  package static let personnel = "bridge"
}

/// Why something could not be written into a desk's journal; nothing that depends on it is done then.
package enum DeskJournalFault: Error, Hashable {
  /// The disk did not take it.
  case notRecorded(desk: String)
}

extension CallbackList {
  /// The open entries named after a call of the telephone system: nobody took that call, so no person holds
  /// what it left to be done.
  package var openWithoutRecord: [CallbackEntry] {
    open.filter { CallIdentifier(ifValid: $0.entry) == nil }
  }
}

/// The callback list of a site, and the desk that writes to it.
package enum CallbackBook {
  /// The list as it stands: what is open, however old, and what was settled in the last week.
  package static func list(_ reading: MatterReading) -> CallbackList {
    var list = CallbackList()
    for event in reading.callbacks { list.apply(event) }
    return list
  }

  /// Writes one event as `desk`; whether it is on the disk.
  package static func write(
    _ event: CallbackEvent, desk: SeatIdentifier, by personnel: OperatorIdentifier, logs: String
  ) throws -> Bool {
    let writer = try JournalWriter(logs: logs, room: .live, seat: desk, operatorOnDuty: personnel)
    defer { writer.close() }
    let draft = JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
    return try writer.append([draft]).isRecorded
  }
}

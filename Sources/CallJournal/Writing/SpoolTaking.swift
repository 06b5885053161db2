import CallModel
import Files

/// Works out which events of a leftover spool the journals have already, and where the others go.
///
/// An event is handed in exactly once, known by what it says. Three things can have happened to one: it is
/// nowhere; it stands in a journal with acknowledged lines behind it; or it stands at the very end, written
/// by a program whose write failed or that ended before it put the spool away. What stands at the end may be
/// no more than what the system remembers, so it is written again, as a repeat that readers prove line by
/// line.
struct SpoolTaking {
  /// The events to write.
  private(set) var events: [HeldEvent] = []
  /// Where the lines end behind which everything is written again; nil when nothing is.
  private(set) var repeatsAfter: ChainPoint?

  private let store: JournalStore
  private let reader: JournalReader
  private let seat: SeatIdentifier

  /// What becomes of `pending` at a seat whose chain ends in the file at `end`; that is nil before its first
  /// file.
  init(
    _ pending: [HeldEvent], store: JournalStore, room: JournalRoom, seat: SeatIdentifier, end: JournalPath?
  ) throws(JournalFileFault) {
    self.store = store
    self.seat = seat
    reader = JournalReader(logs: store.logs, operations: store.operations)
    guard let end else {
      events = pending
      return
    }
    var missing: [LineSaid: Int] = [:]
    let said = pending.map { LineSaid($0, seat: seat) }
    for said in said { missing[said, default: 0] += 1 }
    let tail = try tail(of: end, in: &missing)
    repeatsAfter = tail
    var ends: [JournalPath: Int64] = [:]
    if let tail { ends = try unacknowledged(tail) }
    var dropped = try found(missing, room: room, behind: ends)
    events = zip(pending, said).filter { _, said in
      guard let count = dropped[said], count > 0 else { return true }
      dropped[said] = count - 1
      return false
    }.map(\.0)
  }

  /// The end before the last lines of a file when those are all of `missing`, which loses them; nil when
  /// there are none.
  private func tail(
    of path: JournalPath, in missing: inout [LineSaid: Int]
  ) throws(JournalFileFault) -> ChainPoint? {
    var lines: [(said: LineSaid?, end: Int64, head: LineDigest)] = []
    var link = LineDigest.none
    try reader.forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      // What is no line is none of the events.
      if lines.isEmpty, let envelope = try? LineEnvelope(line.bytes) { link = envelope.previous }
      lines.append((LineSaid(line), line.end, LineDigest(of: line.bytes)))
      return true
    }
    var (first, isAny) = (lines.count, false)
    while first > 0, let said = lines[first - 1].said {
      if let count = missing[said], count > 0 {
        missing[said] = count - 1
        isAny = true
      } else if !said.isOwn {
        break
      }
      first -= 1
    }
    // A file of which nothing was acknowledged goes on where the one before was left.
    if !isAny {
      guard first == 0, try reader.start(of: path)?.repeats ?? false else { return nil }
    }
    return ChainPoint(
      path: path, lines: Int64(first), bytes: first == 0 ? 0 : lines[first - 1].end,
      head: first == 0 ? link : lines[first - 1].head)
  }

  /// The lines that were never acknowledged: those behind `point`, and what its file itself writes again.
  private func unacknowledged(_ point: ChainPoint) throws(JournalFileFault) -> [JournalPath: Int64] {
    var lines = [point.path: point.lines]
    var path = point.path
    while let start = try reader.start(of: path), let after = try reader.repeated(behind: start, of: path),
      lines[after.path] == nil
    {
      lines[after.path] = after.lines
      path = after.path
    }
    return lines
  }

  /// Which of `missing` stand anywhere in the seat's last files, but for lines that were never acknowledged.
  private func found(
    _ missing: [LineSaid: Int], room: JournalRoom, behind ends: [JournalPath: Int64]
  ) throws(JournalFileFault) -> [LineSaid: Int] {
    var (missing, found) = (missing, [LineSaid: Int]())
    try SeatHistory(store: store, room: room, seat: seat).forEach { (path) throws(JournalFileFault) in
      let last = ends[path] ?? .max
      var number: Int64 = 0
      do throws(JournalFileFault) {
        try reader.forEachLine(of: path) { line in
          number += 1
          guard line.isTerminated, number <= last else { return false }
          if let said = LineSaid(line), let count = missing[said], count > 0 {
            missing[said] = count - 1
            found[said, default: 0] += 1
          }
          return true
        }
      } catch {
        // What is no journal of ours has none of the events.
        guard case .refused = error else { throw error }
      }
      return true
    }
    return found
  }
}

extension LineSaid {
  /// What the line of a held event will say.
  init(_ event: HeldEvent, seat: SeatIdentifier) {
    self.init(JournalEntry(event, seat: seat, number: 1))
  }
}

extension JournalEntry {
  /// The line that a held event will be, before it is known behind which.
  init(_ event: HeldEvent, seat: SeatIdentifier, number: Int64) {
    self.init(
      number: number, at: event.at, milliseconds: event.milliseconds, seat: seat, account: nil,
      operatorOnDuty: event.operatorOnDuty, call: event.draft.call, kind: event.draft.kind,
      payload: event.draft.payload, previous: .none)
  }
}

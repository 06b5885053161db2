import CallModel
import Files

/// Works out which events of a leftover spool the journals have already, and where the others go.
///
/// An event is handed in exactly once, known by what it says. Three things can have happened to one: it is
/// nowhere; it stands in a journal with acknowledged lines behind it; or it stands at the very end, written
/// by a program whose write failed or that ended before it put the spool away. What stands at the end may be
/// no more than what the system remembers, so it is written again, as a repeat that readers prove line by
/// line. With it goes what stands there and no spool has: a program whose power was cut between the journal
/// and the spool never said that it was recorded, but readers show it, and a repeat that leaves it out is no
/// whole one.
struct SpoolTaking {
  /// The events to write.
  private(set) var events: [HeldEvent] = []
  /// Where the lines end behind which everything is written again; nil when nothing is.
  private(set) var repeatsAfter: ChainPoint?
  /// Where the other events stand: they are safe once these files are on the disk.
  private(set) var found: Set<JournalPath> = []

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
    var dropped = try find(missing, room: room, behind: ends)
    events = zip(pending, said).filter { _, said in
      guard let count = dropped[said], count > 0 else { return true }
      dropped[said] = count - 1
      return false
    }.map(\.0)
    if let tail { events += try unsaid(behind: tail) }
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
    while first > 0 {
      if let said = lines[first - 1].said {
        if let count = missing[said], count > 0 {
          missing[said] = count - 1
          isAny = true
        } else if !said.isOwn {
          break
        }
      } else if first == 1 {
        // To which line it was linked nobody knows.
        break
      }
      first -= 1
    }
    // A file of which nothing was acknowledged goes on where the one before was left; one of which a power
    // cut left no first line was never synchronized.
    if !isAny, lines.first.map({ $0.said != nil }) ?? true {
      guard first == 0, try reader.start(of: path)?.repeats ?? false else { return nil }
    }
    return ChainPoint(
      path: path, lines: Int64(first), bytes: first == 0 ? 0 : lines[first - 1].end,
      head: first == 0 ? link : lines[first - 1].head)
  }

  /// The lines that were never acknowledged: those behind `point`, and what its file itself writes again.
  private func unacknowledged(_ point: ChainPoint) throws(JournalFileFault) -> [JournalPath: Int64] {
    var lines = [point.path: point.lines]
    for place in try reader.unacknowledged(behind: point) {
      lines[place.path] = min(place.acknowledged, lines[place.path] ?? .max)
    }
    return lines
  }

  /// Which of `missing` stand anywhere in the seat's last files, but for lines that were never acknowledged.
  private mutating func find(
    _ missing: [LineSaid: Int], room: JournalRoom, behind ends: [JournalPath: Int64]
  ) throws(JournalFileFault) -> [LineSaid: Int] {
    var (missing, found, files) = (missing, [LineSaid: Int](), Set<JournalPath>())
    // The history is read no further than to the last of them.
    var left = missing.values.reduce(0, +)
    guard left > 0 else { return found }
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
            files.insert(path)
            left -= 1
          }
          return left > 0
        }
      } catch {
        // What is no journal of ours has none of the events.
        guard case .refused = error else { throw error }
      }
      return left > 0
    }
    self.found = files
    return found
  }

  /// What stands behind `point`, by this account, and is not among the events: all that the repeat is to
  /// have, and of files without a first line what stands in another one, too.
  private func unsaid(behind point: ChainPoint) throws(JournalFileFault) -> [HeldEvent] {
    let account = store.operations.user()
    var (said, unsaid) = ([LineSaid: Int](), [HeldEvent]())
    for event in events { said[LineSaid(event, seat: seat), default: 0] += 1 }
    var once: [LineSaid: JournalPath] = [:]
    var walk = RepeatWalk(point, reader: reader)
    while let place = try walk.next() {
      guard try reader.status(of: place.path).owner == account else { continue }
      // Each of the files may have all of them.
      var (left, number) = (said, Int64(0))
      try reader.forEachLine(of: place.path) { line in
        guard line.isTerminated else { return false }
        number += 1
        guard number > place.acknowledged, let words = LineSaid(line), !words.isOwn else { return true }
        if let count = left[words], count > 0 {
          left[words] = count - 1
        } else if words.account.map({ $0 == Int64(account) }) ?? true,
          // One that says something can be read.
          let entry = try? JournalEntry(line: line.bytes)
        {
          let isClaimed = place.claimed.map { number > $0 } ?? false
          guard isClaimed || once[words].map({ $0 != place.path }) ?? false else {
            once[words] = place.path
            return true
          }
          unsaid.append(HeldEvent(entry))
          said[words, default: 0] += 1
        }
        return true
      }
    }
    return unsaid
  }
}

extension HeldEvent {
  /// The event that a line tells of, to be written once more.
  fileprivate init(_ entry: JournalEntry) {
    self.init(
      at: entry.at, milliseconds: entry.milliseconds, operatorOnDuty: entry.operatorOnDuty,
      draft: JournalDraft(call: entry.call, kind: entry.kind, payload: entry.payload))
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

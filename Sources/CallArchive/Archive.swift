import CallJournal
import CallModel
import CallReview
import CallScan
import PlainText

/// Reads calls as they stand now out of the journals: their own lines, and what desks and the seat itself
/// wrote of them on any later day.
package struct Archive: Sendable {
  /// How lines are held against their neighbours.
  package enum Proof: Sendable {
    /// Each line against the one before and the one behind it: for showing one call.
    case neighbours
    /// The chain from the file's first line on: for evidence.
    case chain
  }

  /// What was read of one call.
  package struct Found: Sendable {
    /// The call with the places of its events; nil when nothing of its own was found.
    package let history: CallHistory?
    /// Everything written of it, in order.
    package let events: [Noted<RecordedEvent>]
    /// What was wrong in the journals.
    package let faults: [JournalFault]

    /// The call as it stands now, when there is a record of it.
    package var state: CallState? { history?.state }
  }

  /// The records' folder.
  package let logs: String
  /// Which records.
  package let room: JournalRoom

  /// The records below `logs`.
  package init(logs: String, room: JournalRoom = .live) {
    self.logs = logs
    self.room = room
  }

  /// Reads the journals.
  package var reader: JournalReader { JournalReader(logs: logs) }

  // MARK: One call

  /// One call, with everything ever written of it.
  ///
  /// Its own seat is read on every day since, because corrections come late; so are all desks.
  package func call(_ call: CallIdentifier, proof: Proof = .neighbours) -> Found {
    let reader = reader
    var contents = JournalContents()
    for day in [call.date, call.date.adding(days: 1)] {
      let (paths, faults) = reader.files(room, on: day)
      contents.faults += faults
      for path in paths where path.isDesk || path.seat == call.seat {
        let isWhole = proof == .chain && (path.seat == call.seat || path.isPaperDesk)
        contents.append(isWhole ? reader.contents(of: path) : reader.lines(of: call, in: path))
      }
    }
    let later = LaterCalls(logs: logs, room: room).files(
      from: call.date.adding(days: LaterCalls.window), of: call, named: Self.names(of: call.seat))
    contents.faults += later.faults
    for file in later.files { contents.append(reader.lines(of: call, in: file.path)) }
    let found = found(call, in: contents)
    guard found.history?.record.ending?.leavesCallBack == true else { return found }
    // Any seat may have rung the caller back.
    for day in [call.date, call.date.adding(days: 1)] {
      for path in reader.files(room, on: day).paths where !path.isDesk && path.seat != call.seat {
        contents.append(reader.lines(of: call, in: path))
      }
    }
    return self.found(call, in: contents)
  }

  private func found(_ call: CallIdentifier, in contents: JournalContents) -> Found {
    let whole = contents.withoutRepeats(reader)
    let (all, unusable) = whole.entries.events()
    let events = all.filter { $0.call == call }
    return Found(
      history: CallHistory(call, events: events), events: events.inOrder(), faults: whole.faults + unusable)
  }

  /// How the names of files begin in which something of a seat's calls may stand: its own and all desks'.
  private static func names(of seat: SeatIdentifier) -> [String] {
    [JournalPath.beginning(of: seat), "desk-"]
  }

  // MARK: Days

  /// How many days are read at once: enough for all processors, and few enough for little memory.
  private static let daysAtOnce = 2
  /// How many calls one processor folds at a time.
  private static let callsAtOnce = 32

  /// Gives what `part` makes of the calls that began on each day of the range to `body`, by id, days without
  /// any left out; returns what was wrong in the journals.
  ///
  /// A day counts as soon as a call of it is on record anywhere: one typed in from paper stands in a folder
  /// of any later day. Few days are in memory, and what was written of the calls later. `part` is run on all
  /// processors, `body` on this one, day after day.
  package func forEachDay<Part: Sendable>(
    in range: ClosedRange<CivilDate>, seat: SeatIdentifier? = nil, progress: (Int, Int) -> Void = { _, _ in },
    of part: @escaping @Sendable (CallHistory) -> Part, body: (CivilDate, [Part]) throws -> Void
  ) rethrows -> [JournalFault] {
    let fold = { @Sendable (pieces: CallPieces) in pieces.history.map { $0.map(part) } }
    return try forEachDay(
      Days(range: range, seat: seat, kept: .events), progress: progress, fold: fold, body: body)
  }

  /// The same with the calls themselves.
  package func forEachDay(
    in range: ClosedRange<CivilDate>, seat: SeatIdentifier? = nil, progress: (Int, Int) -> Void = { _, _ in },
    body: (CivilDate, [CallHistory]) throws -> Void
  ) rethrows -> [JournalFault] {
    try forEachDay(in: range, seat: seat, progress: progress, of: { $0 }, body: body)
  }

  /// The same with the records alone, for those to whom the single events do not matter: several times as
  /// fast, because of a call that is closed only the closing line and what came later is decoded.
  ///
  /// The form of every line is looked at as ever; whether a line before the closing one says what its kind
  /// must is told to those who read events. `parts` says how much of a record is needed.
  package func forEachDay<Part: Sendable>(
    in range: ClosedRange<CivilDate>, seat: SeatIdentifier? = nil, parts: RecordParts = .all,
    progress: (Int, Int) -> Void = { _, _ in },
    ofRecords part: @escaping @Sendable (CallRecord) -> Part, body: (CivilDate, [Part]) throws -> Void
  ) rethrows -> [JournalFault] {
    let reader = reader
    let fold = { @Sendable (pieces: CallPieces) in
      (pieces.record(parts) ?? pieces.whole(from: reader).folded).map { $0.map(part) }
    }
    return try forEachDay(
      Days(range: range, seat: seat, kept: .records(besides: [])), progress: progress, fold: fold, body: body)
  }

  /// The same with the records and the lines of `kinds`, for checks that name evidence; of the calls of
  /// `whole` with all lines.
  package func forEachDay<Part: Sendable>(
    in range: ClosedRange<CivilDate>, tracing kinds: Set<CallEvent.Kind>,
    whole: Set<CallIdentifier> = [], progress: (Int, Int) -> Void = { _, _ in },
    of part: @escaping @Sendable (TracedCall) -> Part, body: (CivilDate, [Part]) throws -> Void
  ) rethrows -> [JournalFault] {
    let reader = reader
    let fold = { @Sendable (pieces: CallPieces) in
      let traced = whole.contains(pieces.call) ? nil : pieces.traced(kinds)
      return (traced ?? pieces.whole(from: reader).history.map { $0?.traced }).map { $0.map(part) }
    }
    return try forEachDay(
      Days(range: range, seat: nil, kept: .records(besides: kinds)), progress: progress, fold: fold,
      body: body)
  }

  /// Which days are gone through, and for what.
  private struct Days: Sendable {
    let range: ClosedRange<CivilDate>
    let seat: SeatIdentifier?
    /// What is kept of the lines: all events, or what records come from.
    let kept: KeptLines

    func isOwn(_ call: CallIdentifier, day: CivilDate) -> Bool {
      call.date == day && (seat == nil || call.seat == seat)
    }
  }

  private func forEachDay<Part: Sendable>(
    _ wanted: Days, progress: (Int, Int) -> Void,
    fold: @escaping @Sendable (CallPieces) -> CallPieces.Folded<Part?>,
    body: (CivilDate, [Part]) throws -> Void
  ) rethrows -> [JournalFault] {
    let present = reader.dayFolders(room, from: wanted.range.lowerBound)
    let known = Set(present.days)
    let late = lateEvents(wanted.range, seat: wanted.seat)
    // All of a day's calls may have been handed in on the next.
    let before = known.map { $0.adding(days: -1) }
    let days = known.union(late.events.keys).union(before).filter(wanted.range.contains).sorted()
    var faults = late.faults + present.faults.filter { !late.faults.contains($0) }
    let dates = Set(days + days.map { $0.adding(days: 1) }).intersection(known).sorted()
    var folders = DayFolders(dates, logs: logs, room: room, seat: wanted.seat, kept: wanted.kept)
    var read: [CivilDate: JournalContents] = [:]
    for start in stride(from: 0, to: days.count, by: Self.daysAtOnce) {
      let batch = days[start..<min(days.count, start + Self.daysAtOnce)]
      let needed = Set(batch + batch.map { $0.adding(days: 1) }).intersection(known)
      read = read.filter { needed.contains($0.key) }
      read.merge(folders.read(needed.subtracting(read.keys).sorted())) { $1 }
      for (index, day) in batch.enumerated() {
        let (today, tomorrow) = (read[day], read[day.adding(days: 1)])
        faults += today?.faults ?? []
        let own = Self.calls(
          of: day, wanted: wanted, contents: [today, tomorrow], late: late.events[day] ?? [:])
        let (parts, unusable) = Self.parts(of: own, fold: fold)
        faults += unusable
        if !parts.isEmpty || known.contains(day) { try body(day, parts) }
        progress(start + index + 1, days.count)
      }
    }
    folders.keep()
    return faults
  }

  private static func calls(
    of day: CivilDate, wanted: Days, contents: [JournalContents?],
    late: [CallIdentifier: [Noted<RecordedEvent>]]
  ) -> [CallPieces] {
    var calls: [CallIdentifier: CallPieces] = [:]
    for (call, events) in late { calls[call] = CallPieces(call: call, later: events) }
    for placed in contents.lazy.compactMap({ $0 }).flatMap(\.entries) {
      // A line about no call may name one in its payload.
      guard let call = placed.entry.call ?? placed.noted?.call, wanted.isOwn(call, day: day) else { continue }
      calls[call, default: CallPieces(call: call)].lines.append(placed)
    }
    return calls.values.sorted { $0.call < $1.call }
  }

  private static func parts<Part: Sendable>(
    of calls: [CallPieces], fold: @escaping @Sendable (CallPieces) -> CallPieces.Folded<Part?>
  ) -> (parts: [Part], faults: [JournalFault]) {
    let count = (calls.count + callsAtOnce - 1) / callsAtOnce
    let shares = Parallel.map(count) { index in
      calls[(index * callsAtOnce)..<min(calls.count, (index + 1) * callsAtOnce)].map(fold)
    }.joined()
    return (shares.compactMap(\.value), shares.flatMap(\.faults))
  }

  /// What stands in the files of later days about calls of a range, by the calls' days.
  private func lateEvents(
    _ range: ClosedRange<CivilDate>, seat: SeatIdentifier?
  ) -> (events: [CivilDate: [CallIdentifier: [Noted<RecordedEvent>]]], faults: [JournalFault]) {
    let later = LaterCalls(logs: logs, room: room).files(
      from: range.lowerBound.adding(days: LaterCalls.window), making: seat == nil,
      named: seat.map { Self.names(of: $0) }
    ) { range.contains($0.date) && (seat == nil || $0.seat == seat) }
    let (reader, files) = (reader, later.files)
    let repeated = RepeatedLines(in: files.map(\.path), reader: reader)
    let read = Parallel.map(files.count) { index in
      files[index].calls.map { ($0, reader.lines(of: $0, in: files[index].path).without(repeated)) }
    }
    var events: [CivilDate: [CallIdentifier: [Noted<RecordedEvent>]]] = [:]
    var faults = later.faults
    for (call, lines) in read.joined() {
      let (all, unusable) = lines.entries.events()
      faults += lines.faults + unusable
      let noted = all.filter { $0.call == call }
      if !noted.isEmpty { events[call.date, default: [:]][call, default: []] += noted }
    }
    return (events, faults)
  }
}

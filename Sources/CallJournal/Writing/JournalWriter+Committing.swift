import CallModel
import Files
import Glibc

extension JournalWriter {
  /// Writes everything held; afterwards nothing is.
  func commitHeld(on day: CivilDate) throws(JournalFileFault) -> (JournalPath, ClosedRange<Int64>) {
    if case .unknown = place { try attach() }
    do throws(OpenJournal.Failure) {
      return try commitOnce(on: day)
    } catch {
      guard try prepareSecondTry(after: error) else { throw Self.fault(error, at: currentPlace) }
    }
    do throws(OpenJournal.Failure) {
      return try commitOnce(on: day)
    } catch {
      if case .broken = error { _ = try prepareSecondTry(after: error) }
      throw Self.fault(error, at: currentPlace)
    }
  }

  private var currentPlace: String {
    if case .file(let file, _) = place { return file.point.path.description }
    return JournalPath.stem(seat)
  }

  private static func fault(_ failure: OpenJournal.Failure, at place: String) -> JournalFileFault {
    switch failure {
    case .full(let fault), .broken(let fault): .system(fault, place: place)
    case .unavailable(let fault): fault
    }
  }

  /// Makes room or leaves a broken file; false when there is nothing more to try.
  private func prepareSecondTry(after failure: OpenJournal.Failure) throws(JournalFileFault) -> Bool {
    switch failure {
    case .unavailable: return false
    case .full:
      isShortOfSpace = true
      return releaseReserve()
    case .broken(let fault):
      guard case .file(let file, _) = place else { return false }
      if OpenJournal.meansFull(fault.code) {
        isShortOfSpace = true
        _ = releaseReserve()
      }
      // What was not acknowledged stays here and is written again elsewhere; the next file's first line says
      // so. The descriptor is never synchronized again.
      store.operations.close(file.descriptor)
      place = .newFile(SegmentStart(after: file.point, reason: .failed, repeats: true))
      return true
    }
  }

  private func commitOnce(on day: CivilDate) throws(OpenJournal.Failure) -> (JournalPath, ClosedRange<Int64>)
  {
    // A line about a call never stands before its call's day, where nobody would look for it.
    let calls = held.lazy.compactMap { $0.draft.call?.date }
    do { try prepareFile(for: max(day, calls.max() ?? day)) } catch { throw .unavailable(error) }
    guard case .file(var file, let start) = place else { throw .broken(SystemFault(.open, code: EBADF)) }
    let batch = lines(after: file.point, start: start)
    let last = file.point.lines + batch.lines
    guard batch.lines > 0 else { return (file.point.path, max(1, last)...max(1, last)) }
    try file.append(
      batch, reserving: isShortOfSpace || condition != .recording, operations: store.operations)
    place = .file(file, start: nil)
    isShortOfSpace = false
    let recorded = last - Int64(held.count) + (held.isEmpty ? 0 : 1)...last
    if waiting > 0 { notices.append(.replayed(events: waiting)) }
    emptySpool()
    (held, waiting, unrecordedTails) = ([], 0, [])
    return (file.point.path, recorded)
  }

  /// The lines to write: the file's first line, what was recovered, and everything held; what waited is
  /// marked.
  private func lines(after point: ChainPoint, start: SegmentStart?) -> LineBatch {
    var batch = LineBatch(after: point, seat: seat, account: store.operations.user())
    guard !(held.isEmpty && unrecordedTails.isEmpty) else { return batch }
    if let start {
      batch.add(
        own(SegmentStart.kind, payload: start.payload(in: identity, account: store.operations.user())))
    }
    for tail in unrecordedTails { batch.add(own(RecoveredTail.kind, payload: tail.payload)) }
    var index = 0
    while index < waiting {
      let spool = held[index].spool
      let end = held[index..<waiting].firstIndex { $0.spool != spool } ?? waiting
      let mark = ReplayMark(events: end - index, since: held[index].at, spool: spool)
      batch.add(own(ReplayMark.kind, payload: mark.payload))
      for event in held[index..<end] { batch.add(event) }
      index = end
    }
    for event in held[waiting...] { batch.add(event) }
    return batch
  }

  /// A line of the writer's own.
  ///
  /// It stands before the new events, so it carries their time: otherwise the time in the file would run
  /// backwards by the moment it took to get here.
  func own(_ kind: String, payload: [UInt8]) -> HeldEvent {
    let next = held.dropFirst(waiting).first
    return HeldEvent(
      at: next?.at ?? clock.now(), milliseconds: next?.milliseconds ?? elapsedMilliseconds,
      operatorOnDuty: operatorOnDuty,
      draft: JournalDraft(call: nil, kind: kind, payload: payload))
  }

  /// Makes sure that a file of `day`, or of a later one, is open.
  private func prepareFile(for day: CivilDate) throws(JournalFileFault) {
    switch place {
    case .unknown: try attach()
    case .file(let file, let start):
      if let reason = reasonToLeave(file) {
        store.operations.close(file.descriptor)
        place = .newFile(start ?? SegmentStart(after: file.point, reason: reason))
      } else if file.point.path.date > day.adding(days: 1) {
        // The clock was a day and more ahead and has been set right.
        store.operations.close(file.descriptor)
        place = .newFile(start ?? SegmentStart(after: file.point, reason: .clock))
      } else if file.point.path.date < day {
        try startFile(start ?? SegmentStart(after: file.point, reason: .day), on: day)
        store.operations.close(file.descriptor)
      }
    case .newFile: break
    }
    if case .newFile(let start) = place { try startFile(start, on: day) }
  }

  /// Whether somebody removed the file, or wrote to it, behind our back.
  private func reasonToLeave(_ file: OpenJournal) -> SegmentReason? {
    // What is wrong with a file that cannot be looked at, the write itself will tell.
    guard let status = try? store.operations.status(of: file.descriptor) else { return nil }
    if status.links == 0 { return .removed }
    return status.size == file.point.bytes ? nil : .damaged
  }

  /// Makes the file that begins with `start`; it and its name are on the disk when this returns.
  private func startFile(_ start: SegmentStart, on day: CivilDate) throws(JournalFileFault) {
    // What is written again stands beside what it repeats, where readers of that day meet both.
    let day = start.repeats ? start.after?.path.date ?? day : day
    var path = JournalPath(room: room, date: day, seat: seat)
    if let after = start.after?.path, after.date == day { path = after.next }
    let folder = try store.makeFolder(path.folders)
    defer { store.operations.close(folder) }
    let descriptor = try create(&path, in: folder)
    do throws(SystemFault) {
      try store.operations.setMode(JournalStore.fileMode, of: descriptor)
      guard try store.operations.lock(descriptor) else { throw SystemFault(.lock, code: EWOULDBLOCK) }
      try store.operations.synchronizeFolder(folder)
    } catch {
      store.operations.close(descriptor)
      throw .system(error, place: path.description)
    }
    let point = ChainPoint(path: path, lines: 0, bytes: 0, head: start.after?.head ?? .none)
    place = .file(OpenJournal(descriptor: descriptor, point: point), start: start)
    counter?.note(path)
    if start.repeats, let after = start.after { setAsideRest(of: after) }
    if start.reason != .first, start.reason != .day { notices.append(.segment(path, start.reason)) }
  }

  /// Keeps what a failed write left unfinished behind `point`.
  ///
  /// When that does not succeed, readers tell of an unfinished end.
  private func setAsideRest(of point: ChainPoint) {
    // As said above.
    guard let folder = try? store.openFolder(point.path.folders) else { return }
    defer { store.operations.close(folder) }
    // As said above.
    guard
      let (descriptor, status) = try? store.openRegular(
        point.path.name, in: folder, for: .read, place: point.path.description)
    else { return }
    defer { store.operations.close(descriptor) }
    // As said above.
    guard status.size > point.bytes,
      let rest = try? store.operations.readAll(status.size - point.bytes, from: descriptor, at: point.bytes)
    else { return }
    let whole = rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let torn = TornTail(store: store, path: point.path, folder: folder, offset: point.bytes + Int64(whole))
    guard whole < rest.count, let tail = torn.setAside(Int64(rest.count - whole), from: descriptor) else {
      return
    }
    if !unrecordedTails.contains(tail) { unrecordedTails.append(tail) }
  }

  /// The first segment from `path` on whose name is free.
  private func create(_ path: inout JournalPath, in folder: Int32) throws(JournalFileFault) -> Int32 {
    var patience = 20
    while true {
      do throws(SystemFault) {
        return try store.operations.openFile(path.name, in: folder, for: .create)
      } catch {
        switch error.code {
        case EEXIST where path.segment < JournalPath.maximumSegment: path = path.next
        case EINTR where patience > 0: patience -= 1
        case EACCES where patience > 0:
          // Another seat may have made the folder and not yet given it its permissions.
          patience -= 1
          store.operations.pause(milliseconds: 1)
        default: throw .system(error, place: path.description)
        }
      }
    }
  }

}

import CallModel
import Files
import Glibc

extension JournalWriter {
  /// Puts everything held on the disk, or keeps holding it; the last `new` events are those of this append.
  func recordHeld(new: Int, on day: CivilDate) -> JournalAcknowledgement.Standing {
    guard waiting == 0 || elapsedMilliseconds >= nextRetry else { return hold() }
    do {
      let (path, lines) = try commitHeld(on: day)
      hasRecorded = true
      updateSpace()
      let first = max(lines.lowerBound, lines.upperBound - Int64(max(0, new - 1)))
      return .recorded(path, lines: first...lines.upperBound)
    } catch {
      fail(error)
      return hold()
    }
  }

  /// Notes that recording fails now, and why.
  func fail(_ fault: JournalFileFault) {
    nextRetry = elapsedMilliseconds + limits.retryMilliseconds
    condition = .notRecording(fault, events: held.count, spooled: held.count { $0.spool != nil })
  }

  /// Puts what is held and not yet spooled into the spool.
  private func hold() -> JournalAcknowledgement.Standing {
    waiting = held.count
    let first = held.firstIndex { $0.spool == nil } ?? held.count
    if first < held.count, let name = addToSpool(held[first...]) {
      for index in first..<held.count { held[index].spool = name }
    }
    let spooled = held.count { $0.spool != nil }
    if case .notRecording(let fault, _, _) = condition {
      condition = .notRecording(fault, events: held.count, spooled: spooled)
    }
    // Of what waits in memory alone only the counter tells the next program.
    if spooled < held.count { (counter ?? spareCounter)?.synchronize() }
    return .held(spooled: spooled == held.count)
  }

  private func addToSpool(_ events: ArraySlice<HeldEvent>) -> String? {
    guard let spool, !isSpoolBroken else { return nil }
    if spoolFile == nil {
      let owner = identity.map { Spool.Owner.folder($0) } ?? spool.place
      spoolFile = spool.start(at: clock.now(), for: owner).map { ($0.name, $0.descriptor, owner) }
    }
    guard let file = spoolFile, spool.add(events, to: file.descriptor, for: file.owner) else {
      isSpoolBroken = true
      return nil
    }
    return file.name
  }

  /// Puts the spool files away whose events are in the journal now.
  func emptySpool() {
    if let spoolFile { store.operations.close(spoolFile.descriptor) }
    spoolFile = nil
    isSpoolBroken = false
    putAwaySpools(of: held, but: [])
  }

  /// Puts away the spool files of some events, but for those that still wait.
  func putAwaySpools(of events: [HeldEvent], but waiting: [HeldEvent]) {
    let kept = Set(waiting.compactMap(\.spool))
    for name in Set(events.compactMap(\.spool)).subtracting(kept) where name != spoolFile?.name {
      spool?.putAway(name, isWhole: !damagedSpools.contains(name))
    }
  }

  /// Takes over what earlier programs of this seat left in the spool for this folder, once.
  func takePendingSpool() {
    guard let spool, let identity, !hasTakenPending else { return }
    hasTakenPending = true
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    let (found, unreadable) = spool.pending(for: [.folder(identity), spool.place]) {
      reader.holds(Checkpoint($0))
    }
    notices += unreadable.map { .spoolDamaged(name: $0) }
    let files = found.filter { $0.name != spoolFile?.name }
    for file in files where !file.isWhole {
      damagedSpools.insert(file.name)
      notices.append(.spoolDamaged(name: file.name))
    }
    for file in files where file.events.isEmpty { spool.putAway(file.name, isWhole: file.isWhole) }
    let events = files.flatMap(\.events)
    held = events + held
    waiting += events.count
    hasPending = !events.isEmpty
  }

  /// What happened at this seat and waits to be written, an earlier program's part among it, as lines behind
  /// all those of the journals.
  ///
  /// Some may stand in a journal already while that could not be looked at.
  public var waitingEntries: [PlacedEntry] {
    held.enumerated().map { index, event in
      let line = Int64.max / 2 + Int64(index)
      let date = max(event.at.date, event.draft.call?.date ?? event.at.date)
      return PlacedEntry(
        path: JournalPath(room: room, date: date, seat: seat), line: line, isVerified: false,
        entry: JournalEntry(event, seat: seat, number: line))
    }
  }

  /// Looks at the free space now and then, warns, and fills the reserve up again.
  private func updateSpace() {
    guard elapsedMilliseconds >= nextSpaceCheck || !condition.isRecording else { return }
    nextSpaceCheck = elapsedMilliseconds + limits.spaceCheckMilliseconds
    // Where nobody tells the free space, only the write shows that there is none.
    guard case .file(let file, _) = place, let free = try? store.operations.freeSpace(at: file.descriptor)
    else {
      condition = .recording
      return
    }
    if !hasReserve, limits.reserveBytes > 0, free > 2 * limits.reserveBytes {
      hasReserve = reserve.fill(limits.reserveBytes)
    }
    if !hasReserve, limits.reserveBytes > 0, free < limits.lowSpaceBytes {
      condition = .reserveUsed(freeBytes: free)
    } else {
      condition = free < limits.lowSpaceBytes ? .lowSpace(freeBytes: free) : .recording
    }
  }

  private var reserve: Reserve {
    Reserve(store: store, room: room, name: ".\(JournalPath.stem(seat)).reserve")
  }

  /// Gives up the reserve; false when there is none.
  func releaseReserve() -> Bool {
    hasReserve = false
    // After this the space is looked at at once, so that the operator is told.
    nextSpaceCheck = 0
    return limits.reserveBytes > 0 && reserve.release()
  }
}

import CallModel
import Files
import Glibc

extension JournalWriter {
  /// Takes the seat's lock and finds out where its chain ends.
  func attach() throws(JournalFileFault) {
    let known = spool.map { KnownFolder($0) }
    if counter == nil, let known, let expected = known.identity { try expect(expected, by: known) }
    if lockDescriptor < 0 { try takeLock() }
    if counter == nil {
      let identity = try FolderIdentity.openOrMake(store, known: identity)
      known?.remember(identity)
      counter = CallCounter(store: store, room: room, seat: seat, spool: spool, identity: identity)
      for event in held { if let call = event.draft.call { counter?.note(call) } }
      self.identity = identity
      spareCounter?.close()
      spareCounter = nil
    }
    takePendingSpool()
    unrecordedTails = []
    var search = PlaceSearch(today: clock.now().date)
    let found = try findPlace(&search)
    do throws(JournalFileFault) {
      place = try handingIn(found, skipped: search.skippedNames)
    } catch {
      if case .file(let file, _) = found { store.operations.close(file.descriptor) }
      throw error
    }
    notices += search.skipped.map { .skipped($0) } + unrecordedTails.map { .recovered($0) }
  }

  /// With events in a leftover spool the file may hold less on the disk than it shows: they go to a new one,
  /// as does what a file begun after a failed write was to write again and does not.
  private func handingIn(_ found: Place, skipped: [String]) throws(JournalFileFault) -> Place {
    let end: ChainPoint?
    switch found {
    case .unknown: return found
    case .newFile(let start): end = start.after
    case .file(let file, let start): end = start.map { $0.after } ?? file.point
    }
    if !hasPending, try !isRepeat(end) { return found }
    let pending = held.prefix(waiting)
    let taking = try SpoolTaking(
      Array(pending.filter { $0.spool != spoolFile?.name }), store: store, room: room, seat: seat,
      end: end?.path)
    let own = pending.filter { $0.spool == spoolFile?.name }
    for path in taking.found { try synchronize(path) }
    putAwaySpools(of: Array(pending), but: taking.events)
    held = taking.events + own + held.dropFirst(waiting)
    waiting = taking.events.count + own.count
    hasPending = false
    guard !taking.events.isEmpty, let end else { return found }
    let start = SegmentStart(
      after: taking.repeatsAfter ?? end, reason: .spool, repeats: taking.repeatsAfter != nil, skipped: skipped
    )
    guard case .file(let file, let known) = found else { return .newFile(start) }
    // A file without a line can take them; its first line then says so.
    if known != nil, file.point.path.date == (taking.repeatsAfter?.path.date ?? file.point.path.date) {
      let beginning = ChainPoint(path: file.point.path, lines: 0, bytes: 0, head: start.after?.head ?? .none)
      return .file(OpenJournal(descriptor: file.descriptor, point: beginning), start: start)
    }
    store.operations.close(file.descriptor)
    return .newFile(start)
  }

  private func isRepeat(_ end: ChainPoint?) throws(JournalFileFault) -> Bool {
    guard let end else { return false }
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    return try reader.start(of: end.path)?.repeats ?? false
  }

  /// Puts a file on the disk whose program may have been killed before it could.
  private func synchronize(_ path: JournalPath) throws(JournalFileFault) {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, _) = try store.openRegular(path.name, in: folder, for: .read, place: path.description)
    defer { store.operations.close(descriptor) }
    try store.at(path.description) { () throws(SystemFault) in try store.operations.synchronize(descriptor) }
  }

  private var lockName: String { JournalPath.lockName(seat) }

  /// Where another folder of records, or none, stands in the place of the one that is known, nothing is
  /// begun: what happens waits in the spool for that one.
  private func expect(_ expected: FolderIdentity, by known: KnownFolder) throws(JournalFileFault) {
    identity = expected
    guard try stands(expected) else { throw .refused(.otherFolder, place: known.path) }
  }

  private func stands(_ expected: FolderIdentity) throws(JournalFileFault) -> Bool {
    if let found = try FolderIdentity.find(store) { return found == expected }
    do throws(JournalFileFault) {
      let folder = try store.openFolder([room.rawValue])
      defer { store.operations.close(folder) }
      let names = try store.at(room.rawValue) { () throws(SystemFault) in
        try store.operations.names(in: folder)
      }
      // One in which seats have their locks has lost no more than its name.
      return names.contains { $0.hasSuffix(".lock") }
    } catch {
      guard JournalReader.isMissing(error) else { throw error }
      return false
    }
  }

  /// The account, neither root nor this one, to which the seat belongs: who wrote there first has the lock.
  ///
  /// What root put there, as from a backup, is put right while events wait in the spool.
  var otherOwner: String? {
    // Without its folder or lock the seat is nobody's yet.
    guard let folder = try? store.openFolder([room.rawValue]) else { return nil }
    defer { store.operations.close(folder) }
    // As above.
    guard let owner = try? store.operations.status(of: lockName, in: folder).owner, owner != 0,
      owner != store.operations.user()
    else { return nil }
    return SegmentStart.name(of: owner) ?? "uid \(owner)"
  }

  /// One lock for the seat, whatever day its newest file is of; the lock ends with the program.
  private func takeLock() throws(JournalFileFault) {
    let folder = try store.makeFolder([room.rawValue])
    defer { store.operations.close(folder) }
    let name = lockName
    let place = "\(room.rawValue)/\(name)"
    let (descriptor, status) = try store.openOwn(name, in: folder, for: .appendOrCreate, place: place)
    do throws(SystemFault) {
      if status.mode != JournalStore.fileMode {
        try store.operations.setMode(JournalStore.fileMode, of: descriptor)
      }
      guard try store.operations.lock(descriptor) else { throw SystemFault(.lock, code: EWOULDBLOCK) }
      lockDescriptor = descriptor
    } catch {
      store.operations.close(descriptor)
      throw .system(error, place: place)
    }
  }

  private func findPlace(_ search: inout PlaceSearch) throws(JournalFileFault) -> Place {
    let history = SeatHistory(store: store, room: room, seat: seat)
    var local = search
    defer { search = local }
    var isFirst = true
    do throws(JournalFileFault) {
      try history.forEach { (path) throws(JournalFileFault) in
        var path = path
        let end = ChainEnd(store: store, room: room, seat: seat)
        // One that was begun and never got a line is no part of the chain, however new it is.
        if isFirst, try end.hasLine(path) {
          // After a clock was set back and put right the newest file is not the last one.
          path = try end.find(newest: path, noted: counter?.files ?? [])
          isFirst = false
        }
        do throws(JournalFileFault) {
          try look(at: path, search: &local)
        } catch {
          // What must not be touched is passed over and said. What cannot be read may be the seat's history:
          // then nothing is known of it, and events are held.
          guard case .refused = error else { throw error }
          local.skipped.append(error)
          local.skippedPaths.append(path)
        }
        return local.found == nil
      }
    } catch {
      // Kept open it would keep this very program out when it tries again.
      if let empty = local.empty { store.operations.close(empty.descriptor) }
      throw error
    }
    if let found = local.found { return found }
    let start = SegmentStart(
      after: nil, reason: local.skipped.isEmpty ? .first : .refused, skipped: local.skippedNames)
    return local.empty.map { .file($0, start: start) } ?? .newFile(start)
  }

  /// Looks where to go on after the file at `path`; one without any line is only kept in mind.
  private func look(at path: JournalPath, search: inout PlaceSearch) throws(JournalFileFault) {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, isOwn) = try open(path, in: folder)
    var keep = false
    defer { if !keep { store.operations.close(descriptor) } }
    let end = try followToEnd(path, descriptor: descriptor)
    let isClean = isOwn ? setAside(end, descriptor: descriptor, in: folder) : end.tornBytes == 0
    if isOwn { try nameEndBefore(end) }
    // Whoever wrote the last lines may have been killed before they were on the disk; the next file is linked
    // to them. A failure is told once by the system and never again, so that it is told here: events wait.
    if isOwn {
      try store.at(path.description) { () throws(SystemFault) in
        try store.operations.synchronize(descriptor)
      }
    }
    if end.point.lines == 0 {
      guard search.empty == nil, isOwn, isClean, path.date == search.today, search.skipped.isEmpty else {
        return
      }
      keep = true
      search.empty = OpenJournal(descriptor: descriptor, point: end.point)
    } else if let file = search.empty {
      search.found = goOn(in: file, after: end.point)
    } else if let reason = reasonForNewFile(end, search: search, isOwn: isOwn, isClean: isClean) {
      search.found = .newFile(SegmentStart(after: end.point, reason: reason, skipped: search.skippedNames))
    } else {
      keep = true
      search.found = .file(OpenJournal(descriptor: descriptor, point: end.point), start: nil)
    }
  }

  private func goOn(in file: OpenJournal, after point: ChainPoint) -> Place {
    let start = SegmentStart(after: point, reason: point.path.date == file.point.path.date ? .failed : .day)
    let beginning = ChainPoint(path: file.point.path, lines: 0, bytes: 0, head: point.head)
    return .file(OpenJournal(descriptor: file.descriptor, point: beginning), start: start)
  }

  private func followToEnd(_ path: JournalPath, descriptor: Int32) throws(JournalFileFault) -> FileEnd {
    var finder = FileEndFinder(path: path, linkedTo: nil)
    try store.at(path.description) { () throws(SystemFault) in
      try store.lines(of: descriptor).forEach {
        finder.follow($0)
        return true
      }
    }
    return finder.result
  }

  private func open(
    _ path: JournalPath, in folder: Int32
  ) throws(JournalFileFault) -> (descriptor: Int32, isOwn: Bool) {
    do throws(JournalFileFault) {
      let (descriptor, _) = try store.openOwn(path.name, in: folder, for: .append, place: path.description)
      do throws(SystemFault) {
        guard try store.operations.lock(descriptor) else { throw SystemFault(.lock, code: EWOULDBLOCK) }
      } catch {
        // One that cannot be asked for may be held by another program: it is not written to, but only a lock
        // that somebody has keeps the seat shut.
        store.operations.close(descriptor)
        throw .system(error, place: path.description)
      }
      return (descriptor, true)
    } catch {
      switch error {
      case .refused(.foreignOwner, _), .system(SystemFault(.open, code: EACCES), _):
        let (descriptor, _) = try store.openRegular(
          path.name, in: folder, for: .read, place: path.description)
        return (descriptor, false)
      case .refused, .system: throw error
      }
    }
  }

  private func reasonForNewFile(
    _ end: FileEnd, search: PlaceSearch, isOwn: Bool, isClean: Bool
  ) -> SegmentReason? {
    if end.hasUnknownVersion { return .newer }
    if end.damagedLine != nil { return .damaged }
    if !isClean { return .torn }
    if end.point.path.date < search.today { return .day }
    if end.point.path.date > search.today { return .clock }
    return search.skipped.isEmpty && isOwn ? nil : .refused
  }

  /// Names the unfinished end of the file before once more when this one's first append was cut short before
  /// it could.
  private func nameEndBefore(_ end: FileEnd) throws(JournalFileFault) {
    guard (1...Self.mostNamedEnds).contains(end.point.lines) else { return }
    let reader = JournalReader(logs: store.logs, operations: store.operations)
    var (after, named, isCut): (ChainPoint?, Set<TornEnd>, Bool) = (nil, [], true)
    try reader.forEachLine(of: end.point.path) { line in
      guard line.isTerminated else { return false }
      // A line that is none names nothing.
      guard let entry = try? JournalEntry(line: line.bytes) else { return true }
      switch entry.kind {
      case SegmentStart.kind: after = SegmentStart(entry)?.after
      case RecoveredTail.kind: if let end = TornEnd(entry.value) { named.insert(end) }
      default: isCut = false
      }
      return isCut
    }
    guard isCut, let after else { return }
    for tail in try endSetAside(of: after.path) where !named.contains(TornEnd(tail)) {
      unrecordedTails.append(tail)
    }
  }

  /// The unfinished end of a file, with a copy kept; empty when it has none, or is there no more.
  private func endSetAside(of path: JournalPath) throws(JournalFileFault) -> [RecoveredTail] {
    do throws(JournalFileFault) { return try endSetAside(there: path) } catch {
      // Old days may be put elsewhere; that one is missing is for `verify` to say.
      guard JournalReader.isMissing(error) else { throw error }
      return []
    }
  }

  private func endSetAside(there path: JournalPath) throws(JournalFileFault) -> [RecoveredTail] {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, _) = try store.openRegular(path.name, in: folder, for: .read, place: path.description)
    defer { store.operations.close(descriptor) }
    let end = try followToEnd(path, descriptor: descriptor)
    guard end.tornBytes > 0 else { return [] }
    let torn = TornTail(store: store, path: path, folder: folder, offset: end.point.bytes)
    return torn.setAside(end.tornBytes, from: descriptor).map { [$0] } ?? []
  }

  /// More unfinished ends than one first append ever has to name.
  private static let mostNamedEnds: Int64 = 16

  /// Keeps an unfinished end aside; whether the file ends in a whole line and can be gone on in.
  private func setAside(_ end: FileEnd, descriptor: Int32, in folder: Int32) -> Bool {
    let torn = TornTail(store: store, path: end.point.path, folder: folder, offset: end.point.bytes)
    guard end.tornBytes > 0 else {
      unrecordedTails += torn.untold()
      return true
    }
    if let tail = torn.setAside(end.tornBytes, from: descriptor) { unrecordedTails.append(tail) }
    return false
  }
}

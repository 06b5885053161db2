import CallModel
import Files
import Glibc

extension JournalWriter {
  /// Takes the seat's lock and finds out where its chain ends.
  func attach() throws(JournalFileFault) {
    if lockDescriptor < 0 { try takeLock() }
    var search = PlaceSearch(today: clock.now().date)
    let (noted, hasPending) = takePendingSpool()
    search.noted = noted
    search.spools = Set(held.compactMap(\.spool))
    let found = try findPlace(&search)
    dropReplayed(search.replayed)
    place = hasPending && waiting > 0 ? leaving(found, notedEnd: search.metNoted ? noted : nil) : found
    notices += search.skipped.map { .skipped($0) } + unrecordedTails.map { .recovered($0) }
  }

  /// With events in the spool the file may hold less on the disk than it shows: it is left at the end then
  /// noted.
  private func leaving(_ found: Place, notedEnd: ChainPoint?) -> Place {
    guard case .file(let file, let start) = found, start == nil else { return found }
    defer { store.operations.close(file.descriptor) }
    guard let notedEnd, notedEnd.path == file.point.path else {
      return .newFile(SegmentStart(after: file.point, reason: .spool))
    }
    // Lines behind the noted end were never acknowledged and are in the spool.
    if notedEnd.lines < file.point.lines {
      try? store.operations.truncate(file.descriptor, to: notedEnd.bytes)
    }
    return .newFile(SegmentStart(after: notedEnd, reason: .spool, repeats: notedEnd.lines < file.point.lines))
  }

  /// One lock for the seat, whatever day its newest file is of; the lock ends with the program.
  private func takeLock() throws(JournalFileFault) {
    let folder = try store.makeFolder([room.rawValue])
    defer { store.operations.close(folder) }
    let name = ".\(JournalPath.stem(seat)).lock"
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
    try history.forEach { (path) throws(JournalFileFault) in
      do throws(JournalFileFault) {
        try look(at: path, search: &local)
      } catch {
        // What cannot be read or must not be touched is passed over and said; a lock is another program.
        if Self.meansBusy(error) { throw error }
        local.skipped.append(error)
        local.skippedPaths.append(path)
      }
      return local.found == nil
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
    let end = try followToEnd(path, descriptor: descriptor, search: &search)
    let isClean = isOwn ? setAside(end, descriptor: descriptor, in: folder) : end.tornBytes == 0
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

  private func followToEnd(
    _ path: JournalPath, descriptor: Int32, search: inout PlaceSearch
  ) throws(JournalFileFault) -> FileEnd {
    var finder = FileEndFinder(path: path, linkedTo: nil)
    try store.at(path.description) { () throws(SystemFault) in
      try store.lines(of: descriptor).forEach {
        finder.follow($0)
        search.follow($0, finder: finder)
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
      // A file whose lock cannot be asked for may be held by another program.
      guard (try? store.operations.lock(descriptor)) == true else {
        store.operations.close(descriptor)
        throw .system(SystemFault(.lock, code: EWOULDBLOCK), place: path.description)
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

  /// Keeps an unfinished end aside and cuts it off; false when that failed and the file must be left as it
  /// is.
  private func setAside(_ end: FileEnd, descriptor: Int32, in folder: Int32) -> Bool {
    let torn = TornTail(store: store, path: end.point.path, folder: folder, offset: end.point.bytes)
    guard end.tornBytes > 0 else {
      unrecordedTails += torn.untold()
      return true
    }
    guard let tail = torn.setAside(end.tornBytes, from: descriptor) else { return false }
    unrecordedTails.append(tail)
    return true
  }
}

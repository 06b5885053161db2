import CallModel
import Glibc

extension JournalWriter {
  /// Takes the seat's lock and finds out where its chain ends.
  func attach() throws(JournalFileFault) {
    if lockDescriptor < 0 { try takeLock() }
    place = try findPlace(on: clock.now().date)
    if !unrecordedTails.isEmpty {
      for tail in unrecordedTails { notices.append(.recovered(tail)) }
    }
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

  private func findPlace(on today: CivilDate) throws(JournalFileFault) -> Place {
    var found: Place?
    var refused = false
    var empty: OpenJournal?
    let history = SeatHistory(store: store, room: room, seat: seat)
    try history.forEach { (path) throws(JournalFileFault) in
      do throws(JournalFileFault) {
        found = try place(at: path, on: today, refused: refused, &empty)
        return found == nil
      } catch {
        guard case .refused = error else { throw error }
        refused = true
        return true
      }
    }
    if let found { return found }
    let start = SegmentStart(after: nil, reason: refused ? .refused : .first)
    return empty.map { .file($0, start: start) } ?? .newFile(start)
  }

  /// Where to go on after the file at `path`; nil when it holds no line, and `empty` is it when it is of today.
  private func place(
    at path: JournalPath, on today: CivilDate, refused: Bool, _ empty: inout OpenJournal?
  ) throws(JournalFileFault) -> Place? {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, isOwn) = try open(path, in: folder)
    var keep = false
    defer { if !keep { store.operations.close(descriptor) } }
    var finder = FileEndFinder(path: path, linkedTo: nil)
    try store.at(path.description) { () throws(SystemFault) in
      try LineSource(operations: store.operations, descriptor: descriptor).forEach {
        finder.follow($0)
        return true
      }
    }
    let end = finder.result
    var isSetAside = true
    if isOwn {
      isSetAside = try setAside(end, descriptor, in: folder)
    } else {
      isSetAside = end.tornBytes == 0
    }
    if end.point.lines == 0 {
      if empty == nil, isOwn, isSetAside, path.date == today, !refused {
        keep = true
        empty = OpenJournal(descriptor: descriptor, point: end.point)
      }
      return nil
    }
    if let file = empty {
      let point = ChainPoint(path: file.point.path, lines: 0, bytes: 0, head: end.point.head)
      let start = SegmentStart(after: end.point, reason: path.date == today ? .failed : .day)
      return .file(OpenJournal(descriptor: file.descriptor, point: point), start: start)
    }
    if let reason = reasonForNewFile(end, on: today, isOwn: isOwn, isSetAside: isSetAside, refused: refused) {
      return .newFile(SegmentStart(after: end.point, reason: reason))
    }
    keep = true
    return .file(OpenJournal(descriptor: descriptor, point: end.point), start: nil)
  }

  private func open(
    _ path: JournalPath, in folder: Int32
  ) throws(JournalFileFault) -> (descriptor: Int32, isOwn: Bool) {
    do throws(JournalFileFault) {
      let (descriptor, _) = try store.openOwn(path.name, in: folder, for: .append, place: path.description)
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
      default: throw error
      }
    }
  }

  private func reasonForNewFile(
    _ end: FileEnd, on today: CivilDate, isOwn: Bool, isSetAside: Bool, refused: Bool
  ) -> SegmentReason? {
    if end.hasUnknownVersion { return .newer }
    if end.damagedLine != nil { return .damaged }
    if !isSetAside { return .torn }
    if end.point.path.date < today { return .day }
    if end.point.path.date > today { return .clock }
    return refused || !isOwn ? .refused : nil
  }

  /// Keeps an unfinished end aside and cuts it off; false when that did not succeed and the file must be left as it is.
  private func setAside(_ end: FileEnd, _ descriptor: Int32, in folder: Int32) throws(JournalFileFault)
    -> Bool
  {
    end.tornBytes == 0
  }
}

import CallModel
import Files
import Glibc
import PlainText

/// The second place: a folder, best on another disk, that keeps held events while the journal cannot.
///
/// A spool file begins with a line that says where the journal's chain ended, then has one line an event.
struct Spool {
  /// What an earlier program left.
  struct Pending {
    let name: String
    let after: ChainPoint?
    let events: [HeldEvent]
    let isWhole: Bool
  }

  private static let folderMode: UInt32 = 0o700
  private static let fileMode: UInt32 = 0o600
  private static let maximumBytes: Int64 = 64 << 20

  let path: String
  let prefix: String
  let store: JournalStore

  private var operations: any FileOperations { store.operations }

  init(path: String, room: JournalRoom, seat: SeatIdentifier, store: JournalStore) {
    self.path = path
    self.store = store
    prefix = "\(room.rawValue)-\(JournalPath.stem(seat))-"
  }

  /// Starts a spool file; nil when that is not possible.
  ///
  /// The caller closes the descriptor.
  func start(at instant: WallInstant, after point: ChainPoint?) -> (name: String, descriptor: Int32)? {
    guard let folder = openOrMake() else { return nil }
    defer { operations.close(folder) }
    for number in 0..<100 {
      let name = "\(prefix)\(instant.milliseconds + Int64(number)).jsonl"
      do {
        let descriptor = try operations.openFile(name, in: folder, for: .create)
        guard prepare(descriptor, in: folder, after: point) else {
          operations.close(descriptor)
          // Nothing was written in it yet, so it may as well stay.
          try? operations.remove(name, in: folder)
          return nil
        }
        return (name, descriptor)
      } catch {
        guard error.code == EEXIST else { return nil }
      }
    }
    return nil
  }

  /// Adds events; false when they are not on the spool's disk.
  func add(_ events: ArraySlice<HeldEvent>, to descriptor: Int32) -> Bool {
    var bytes: [UInt8] = []
    for event in events {
      bytes += Self.line(event)
      bytes.append(0x0A)
    }
    do {
      try operations.writeAll(bytes, to: descriptor)
      try operations.synchronize(descriptor)
      return true
    } catch {
      return false
    }
  }

  /// What earlier programs of this seat left, oldest first.
  func pending() -> [Pending] {
    // What cannot be opened now stays where it is for the next start.
    guard let folder = try? operations.openFolder(path: path) else { return [] }
    defer { operations.close(folder) }
    // The same when its names cannot be read.
    let names = (try? operations.names(in: folder)) ?? []
    return names.filter(isOwn).sorted().compactMap { read($0, in: folder) }
  }

  /// Removes a spool file whose events are in the journal.
  func remove(_ name: String) {
    // A file that stays is recognised at the next start as taken in.
    guard let folder = try? operations.openFolder(path: path) else { return }
    defer { operations.close(folder) }
    // The same when it cannot be removed.
    try? operations.remove(name, in: folder)
  }

  private func isOwn(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(".jsonl") else { return false }
    let middle = name.dropFirst(prefix.count).dropLast(6)
    return !middle.isEmpty && middle.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func openOrMake() -> Int32? {
    var prefix = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      prefix += prefix.isEmpty && !part.isEmpty ? String(part) : "/\(part)"
      // Most parts are there already; whether the last one is, opening it tells.
      if !part.isEmpty { try? operations.makeFolder(path: prefix, mode: Self.folderMode) }
    }
    // Without the folder there is no spool, which the caller tells the operator.
    return try? operations.openFolder(path: path)
  }

  private func prepare(_ descriptor: Int32, in folder: Int32, after point: ChainPoint?) -> Bool {
    let header = JSONWriter.object { writer in
      writer.member("v", JournalFormat.version)
      writer.member("after", point?.path.description)
      writer.member("lines", point?.lines)
      writer.member("bytes", point?.bytes)
      writer.member("head", point?.head.description)
    }
    do {
      try operations.setMode(Self.fileMode, of: descriptor)
      try operations.writeAll(header + [0x0A], to: descriptor)
      try operations.synchronize(descriptor)
      try operations.synchronizeFolder(folder)
      return true
    } catch {
      return false
    }
  }

  private func read(_ name: String, in folder: Int32) -> Pending? {
    // What is not our own regular file is never handed in.
    guard let (descriptor, status) = try? store.openOwn(name, in: folder, for: .read, place: name) else {
      return nil
    }
    defer { operations.close(descriptor) }
    // A file that cannot be read now stays for the next start.
    guard let bytes = try? operations.readAll(min(status.size, Self.maximumBytes), from: descriptor, at: 0)
    else {
      return nil
    }
    // What follows the last LF was never finished, and never said to be spooled.
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    let header = lines.first.flatMap { JSONReader.value(Array($0)) }
    let events = lines.dropFirst().map { Self.event(Array($0), name: name) }
    return Pending(
      name: name, after: header.flatMap(Self.point), events: events.compactMap { $0 },
      isWhole: events.allSatisfy { $0 != nil } && status.size <= Self.maximumBytes)
  }

  private static func point(_ header: JSONValue) -> ChainPoint? {
    guard let path = header["after"]?.string.flatMap({ JournalPath($0) }),
      let lines = header["lines"]?.integer,
      let bytes = header["bytes"]?.integer, let head = header["head"]?.string.flatMap({ LineDigest($0) })
    else { return nil }
    return ChainPoint(path: path, lines: lines, bytes: bytes, head: head)
  }

  private static func line(_ event: HeldEvent) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("at", event.at.description)
      writer.member("t", event.milliseconds)
      writer.member("op", event.operatorOnDuty.description)
      writer.member("call", event.draft.call?.description)
      writer.member("ev", event.draft.kind)
      writer.member("d", json: event.draft.payload)
    }
  }

  private static func event(_ line: [UInt8], name: String) -> HeldEvent? {
    guard let value = JSONReader.value(line), let at = value["at"]?.string.flatMap({ WallInstant($0) }),
      let milliseconds = value["t"]?.integer, milliseconds >= 0,
      let operatorOnDuty = value["op"]?.string.flatMap({ OperatorIdentifier(ifValid: $0) }),
      let kind = value["ev"]?.string, let payload = value["d"]
    else { return nil }
    let call = value["call"]?.string.flatMap { CallIdentifier(ifValid: $0) }
    var writer = JSONWriter()
    writer.value(payload)
    let draft = JournalDraft(call: call, kind: kind, payload: writer.bytes)
    guard draft.fault == nil else { return nil }
    return HeldEvent(
      at: at, milliseconds: milliseconds, operatorOnDuty: operatorOnDuty, draft: draft, spool: name)
  }
}

/// The payload of `replayed`: the next `events` lines happened earlier, while nothing could be recorded.
struct ReplayMark: Hashable, Sendable {
  static let kind = "replayed"

  /// How many of the lines after this one waited.
  let events: Int
  /// When the first of them happened.
  let since: WallInstant
  /// The spool file they were read from; nil when they waited in memory.
  let spool: String?

  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("events", events)
      writer.member("since", since.description)
      writer.member("spool", spool)
    }
  }
}

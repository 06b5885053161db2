import CallModel
import Files
import Glibc
import PlainText

/// The second place: a folder, best on another disk, that keeps held events while the journal cannot.
///
/// A spool file belongs to one folder of records: that one's identity is in its name and in every line. It
/// begins with a line that says for what it waits, then has one line an event, each with a digest of itself.
struct Spool {
  /// What an earlier program left.
  struct Pending {
    let name: String
    let events: [HeldEvent]
    /// Whether every line could be read.
    let isWhole: Bool
  }

  /// To which folder of records a spool file belongs.
  enum Owner: Hashable {
    case folder(FolderIdentity)
    /// The folder could not be asked who it is; it is the one at this place.
    case place(LineDigest)

    /// As it stands in every line.
    var word: String {
      switch self {
      case .folder(let identity): identity.description
      case .place(let digest): "place-" + digest.description.prefix(26)
      }
    }

    /// As it stands in the file's name.
    var name: String { String(word.prefix(16)) }
  }

  private static let folderMode: UInt32 = 0o700
  static let fileMode: UInt32 = 0o600
  private static let maximumBytes: Int64 = 64 << 20

  let path: String
  let prefix: String
  let store: JournalStore
  /// The owner while the folder's identity is not known.
  let place: Owner

  private var operations: any FileOperations { store.operations }

  init(path: String, room: JournalRoom, seat: SeatIdentifier, store: JournalStore) {
    self.path = path
    self.store = store
    prefix = "\(room.rawValue)-\(JournalPath.stem(seat))-"
    place = .place(LineDigest(of: Array(SystemFileOperations.fullPath(of: store.logs).utf8)))
  }

  /// Starts a spool file; nil when that is not possible.
  ///
  /// The caller closes the descriptor.
  func start(at instant: WallInstant, for owner: Owner) -> (name: String, descriptor: Int32)? {
    guard let folder = openOrMake() else { return nil }
    defer { operations.close(folder) }
    for number in 0..<100 {
      let name = "\(prefix)\(owner.name)-\(instant.milliseconds + Int64(number)).jsonl"
      do {
        let descriptor = try operations.openFile(name, in: folder, for: .create)
        guard prepare(descriptor, in: folder, owner: owner) else {
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
  func add(_ events: ArraySlice<HeldEvent>, to descriptor: Int32, for owner: Owner) -> Bool {
    var bytes: [UInt8] = []
    for event in events { bytes += SpoolLine.bytes(event, owner: owner) }
    do {
      try operations.writeAll(bytes, to: descriptor)
      try operations.synchronize(descriptor)
      return true
    } catch {
      return false
    }
  }

  /// What earlier programs of this seat left for these owners, oldest first, and what cannot be read.
  ///
  /// Spool files of other folders are left alone. One of before spool files had owners is taken when `isOurs`
  /// says that the journals have the end it was begun behind.
  func pending(
    for owners: [Owner], isOurs: (ChainPoint) -> Bool
  ) -> (files: [Pending], unreadable: [String]) {
    let folder: Int32
    do throws(SystemFault) { folder = try operations.openFolder(path: path) } catch {
      return ([], error.code == ENOENT ? [] : [path])
    }
    defer { operations.close(folder) }
    // Names that cannot be read are told as the folder that cannot be read.
    guard let names = try? operations.names(in: folder) else { return ([], [path]) }
    var (files, unreadable): ([Pending], [String]) = ([], [])
    // Of what other seats and folders left here not even the names are read: it may be much.
    let own: [(name: String, owner: Owner?)] = names.compactMap { name in
      let owner = owners.first { isOwn(name, after: "\($0.name)-") }
      return owner != nil || isOwn(name, after: "") ? (name, owner) : nil
    }
    for (name, owner) in own.sorted(by: { Self.moment($0.name) < Self.moment($1.name) }) {
      guard let bytes = read(name, in: folder) else {
        unreadable.append(name)
        continue
      }
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      if let owner {
        files.append(Self.pending(lines, name: name, owner: owner))
      } else if let file = Self.oldPending(lines, name: name, isOurs: isOurs) {
        files.append(file)
      } else {
        unreadable.append(name)
      }
    }
    return (files, unreadable)
  }

  /// Puts away a spool file whose events are in the journal: a whole one goes, a damaged one stays under
  /// another name.
  func putAway(_ name: String, isWhole: Bool) {
    // A file that stays is recognised at the next start by what it holds.
    guard let folder = try? operations.openFolder(path: path) else { return }
    defer { operations.close(folder) }
    // The same when it cannot be removed or renamed.
    if isWhole {
      try? operations.remove(name, in: folder)
    } else {
      // As above.
      try? operations.rename(name, to: name + ".damaged", in: folder)
    }
  }

  private func isOwn(_ name: String, after owner: String) -> Bool {
    let start = prefix + owner
    guard name.hasPrefix(start), name.hasSuffix(".jsonl") else { return false }
    let middle = name.dropFirst(start.count).dropLast(6)
    return !middle.isEmpty && middle.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// When a spool file was begun, from its name.
  private static func moment(_ name: String) -> Int64 {
    name.dropLast(6).split(separator: "-").last.flatMap { Int64($0) } ?? 0
  }

  func openOrMake() -> Int32? {
    var prefix = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      prefix += prefix.isEmpty && !part.isEmpty ? String(part) : "/\(part)"
      // Most parts are there already; whether the last one is, opening it tells.
      if !part.isEmpty { try? operations.makeFolder(path: prefix, mode: Self.folderMode) }
    }
    // Without the folder there is no spool, which the caller tells the operator.
    return try? operations.openFolder(path: path)
  }

  private func prepare(_ descriptor: Int32, in folder: Int32, owner: Owner) -> Bool {
    do {
      try operations.setMode(Self.fileMode, of: descriptor)
      try operations.writeAll(SpoolLine.first(owner), to: descriptor)
      try operations.synchronize(descriptor)
      try operations.synchronizeFolder(folder)
      return true
    } catch {
      return false
    }
  }

  private func read(_ name: String, in folder: Int32) -> [UInt8]? {
    // What is not our own regular file is never handed in.
    guard let (descriptor, status) = try? store.openOwn(name, in: folder, for: .read, place: name) else {
      return nil
    }
    defer { operations.close(descriptor) }
    // A file that cannot be read now stays for the next start.
    return try? operations.readAll(min(status.size, Self.maximumBytes), from: descriptor, at: 0)
  }

  private static func pending(_ lines: [ArraySlice<UInt8>], name: String, owner: Owner) -> Pending {
    // What follows the last LF was never finished, and never said to be spooled.
    let events = lines.dropLast().dropFirst().map { SpoolLine.event($0, owner: owner, name: name) }
    let isHeaded = lines.first.map { Array($0) + [0x0A] == SpoolLine.first(owner) } ?? false
    return Pending(
      name: name, events: events.compactMap { $0 },
      isWhole: isHeaded && events.allSatisfy { $0 != nil })
  }

  /// A spool file of format 1: its first line says how far the journal was; nil when that is not ours.
  private static func oldPending(
    _ lines: [ArraySlice<UInt8>], name: String, isOurs: (ChainPoint) -> Bool
  ) -> Pending? {
    guard let header = lines.first.flatMap({ JSONReader.value(Array($0)) }),
      let path = header["after"]?.string.flatMap({ JournalPath($0) }), let count = header["lines"]?.integer,
      let bytes = header["bytes"]?.integer, let head = header["head"]?.string.flatMap({ LineDigest($0) }),
      isOurs(ChainPoint(path: path, lines: count, bytes: bytes, head: head))
    else { return nil }
    let events = lines.dropLast().dropFirst().map { line in
      JSONReader.value(Array(line)).flatMap { SpoolLine.event($0, name: name) }
    }
    return Pending(name: name, events: events.compactMap { $0 }, isWhole: events.allSatisfy { $0 != nil })
  }
}

/// A line of a spool file.
enum SpoolLine {
  private static let sum = Array(#","sum":""#.utf8)

  /// The first line: of which folder the events are.
  static func first(_ owner: Spool.Owner) -> [UInt8] {
    ended(
      JSONWriter.object { writer in
        writer.member("v", JournalFormat.version)
        writer.member("folder", owner.word)
      })
  }

  /// The line of an event, with its LF.
  static func bytes(_ event: HeldEvent, owner: Spool.Owner) -> [UInt8] {
    ended(
      JSONWriter.object { writer in
        writer.member("folder", owner.word)
        writer.member("at", event.at.description)
        writer.member("t", event.milliseconds)
        writer.member("op", event.operatorOnDuty.description)
        writer.member("call", event.draft.call?.description)
        writer.member("ev", event.draft.kind)
        writer.member("d", json: event.draft.payload)
      })
  }

  /// The event in a line, given without its LF; nil when the line is damaged or of another folder.
  static func event(_ line: ArraySlice<UInt8>, owner: Spool.Owner, name: String) -> HeldEvent? {
    guard line.count > 74, line.suffix(2).elementsEqual(Array("\"}".utf8)) else { return nil }
    let text = Array(line.dropLast(74))
    let rest = line.suffix(74)
    guard rest.prefix(sum.count).elementsEqual(sum),
      rest.dropFirst(sum.count).prefix(64).elementsEqual(LineDigest(of: text + [0x7D]).description.utf8),
      let value = JSONReader.value(text + [0x7D]), value["folder"]?.string == owner.word
    else { return nil }
    return event(value, name: name)
  }

  /// The event that the members of a line tell of.
  static func event(_ value: JSONValue, name: String) -> HeldEvent? {
    guard let at = value["at"]?.string.flatMap({ WallInstant($0) }),
      let milliseconds = value["t"]?.integer, milliseconds >= 0,
      let operatorOnDuty = value["op"]?.string.flatMap({ OperatorIdentifier(ifValid: $0) }),
      let kind = value["ev"]?.string, let payload = value["d"]
    else { return nil }
    let call = value["call"]?.string.flatMap { CallIdentifier(ifValid: $0) }
    guard call != nil || value["call"] == nil else { return nil }
    var writer = JSONWriter()
    writer.value(payload)
    let draft = JournalDraft(call: call, kind: kind, payload: writer.bytes)
    guard draft.fault == nil else { return nil }
    return HeldEvent(
      at: at, milliseconds: milliseconds, operatorOnDuty: operatorOnDuty, draft: draft, spool: name)
  }

  /// The line with a digest of itself and its LF.
  private static func ended(_ object: [UInt8]) -> [UInt8] {
    object.dropLast() + sum + Array(LineDigest(of: object).description.utf8) + Array("\"}\n".utf8)
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

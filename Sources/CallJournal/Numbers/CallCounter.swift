import CallModel
import Files
import Glibc

/// The calls a seat has numbered and the file it began last, kept beside its lock and once more in the
/// spool's folder, so that they outlive the journals: a file that is lost, a backup that is put back, a clock
/// that is set.
///
/// Text, a line each: a call's number, or `> ` and a file. Lines are only added. While the journal takes
/// lines they are not synchronized: what a power cut takes from them, the journal tells.
struct CallCounter {
  /// How much of the end is read: some thousand calls.
  private static let readBytes: Int64 = 64 << 10
  private static let fileMark = "> "

  private let store: JournalStore
  private let seat: SeatIdentifier
  /// One a place that could be opened, and whether an unfinished line stands at its end.
  private var places: [(descriptor: Int32, isCut: Bool)] = []
  /// Whether a place that is there could not be read: what stands in it may be more.
  private(set) var isUnread = false
  /// The calls noted, as far as they were read.
  private(set) var calls: Set<CallIdentifier> = []
  /// The files that were begun, as far as they were read, the last one last.
  private(set) var files: [JournalPath] = []

  /// The counter of a seat beside its lock, and in the spool's folder for the records of `identity`.
  ///
  /// A place that cannot be opened is done without; `isUnread` tells it, but of a spool's folder that is not
  /// there.
  init(
    store: JournalStore, room: JournalRoom, seat: SeatIdentifier, spool: Spool?, identity: FolderIdentity
  ) {
    self.store = store
    self.seat = seat
    isUnread = true
    // Whoever has the seat's lock made its folder; without it the other place and the journals tell.
    if let folder = try? store.openFolder([room.rawValue]) {
      isUnread = false
      open(".\(JournalPath.stem(seat)).numbers", in: folder, mode: JournalStore.fileMode, tellsFile: true)
    }
    if let spool, let folder = spool.openOrMake() {
      let name = "\(spool.prefix)\(Spool.Owner.folder(identity).name).numbers"
      open(name, in: folder, mode: Spool.fileMode, tellsFile: false)
    }
  }

  /// Notes a call's number, when it is a new one of this seat; false when no place took it, so that it is
  /// tried again the next time.
  @discardableResult
  mutating func note(_ call: CallIdentifier, synchronizing: Bool = false) -> Bool {
    guard call.seat == seat else { return true }
    if !calls.contains(call), add(call.description) { calls.insert(call) }
    return calls.contains(call) && (!synchronizing || synchronize())
  }

  /// Notes that the seat goes on in this file.
  mutating func note(_ file: JournalPath) {
    guard file != files.last else { return }
    files.append(file)
    add(Self.fileMark + file.description)
  }

  /// Gives its descriptors back.
  mutating func close() {
    for place in places { store.operations.close(place.descriptor) }
    places = []
  }

  /// Adds a line in every place; whether one of them took it.
  @discardableResult
  private mutating func add(_ line: String) -> Bool {
    var isTaken = false
    for index in places.indices {
      let text = (places[index].isCut ? "\n" : "") + "\(line)\n"
      // What one place does not take the other one may; the caller is told when none does.
      let isWhole = (try? store.operations.writeAll(Array(text.utf8), to: places[index].descriptor)) != nil
      // Behind what a failed write left, the next line stands for itself.
      places[index].isCut = !isWhole
      isTaken = isTaken || isWhole
    }
    return isTaken
  }

  /// Puts what was noted on the disk; false when that is sure in no place.
  @discardableResult
  func synchronize() -> Bool {
    // As above.
    places.map { !$0.isCut && (try? store.operations.synchronize($0.descriptor)) != nil }.contains(true)
  }

  private mutating func open(_ name: String, in folder: Int32, mode: UInt32, tellsFile: Bool) {
    defer { store.operations.close(folder) }
    // As above.
    guard
      let (descriptor, status) = try? store.openOwn(name, in: folder, for: .appendOrCreate, place: name)
    else {
      isUnread = true
      return
    }
    // Permissions that cannot be set are those of its making: nobody else's.
    if status.mode != mode { try? store.operations.setMode(mode, of: descriptor) }
    // As above.
    let lines = try? end(of: descriptor, size: status.size)
    // An unfinished line is ended, so that the next one stands for itself.
    places.append((descriptor, status.size > 0 && lines?.last?.isEmpty != true))
    guard let lines else {
      isUnread = true
      return
    }
    for line in lines {
      if line.hasPrefix(Self.fileMark) {
        let path = JournalPath(line.dropFirst(Self.fileMark.count))
        if tellsFile, let path, path.seat == seat { files.append(path) }
      } else if let call = CallIdentifier(ifValid: line), call.seat == seat {
        calls.insert(call)
      }
    }
  }

  private func end(of descriptor: Int32, size: Int64) throws(SystemFault) -> [String] {
    let start = max(0, size - Self.readBytes)
    let bytes = try store.operations.readAll(size - start, from: descriptor, at: start)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return start == 0 ? lines : Array(lines.dropFirst())
  }
}

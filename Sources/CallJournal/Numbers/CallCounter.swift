import CallModel
import Files
import Glibc

/// The calls a seat has numbered and the file it began last, kept beside its lock and once more in the
/// spool's folder, so that they outlive the journals: a file that is lost, a backup that is put back, a clock
/// that is set.
///
/// Text, a line each: a call's number, or `> ` and a file. Lines are only added. They are not synchronized:
/// what a power cut takes from them, the journals tell.
struct CallCounter {
  /// How much of the end is read: some thousand calls.
  private static let readBytes: Int64 = 64 << 10
  private static let fileMark = "> "

  private let store: JournalStore
  private let seat: SeatIdentifier
  /// One a place that could be opened.
  private var descriptors: [Int32] = []
  /// The calls noted, as far as they were read.
  private(set) var calls: Set<CallIdentifier> = []
  /// The files that were begun, as far as they were read, the last one last.
  private(set) var files: [JournalPath] = []

  /// The counter of a seat beside its lock, and in the spool's folder for the records of `identity`.
  ///
  /// A place that cannot be opened is done without.
  init(
    store: JournalStore, room: JournalRoom, seat: SeatIdentifier, spool: Spool?, identity: FolderIdentity
  ) {
    self.store = store
    self.seat = seat
    // Without it the other place and the journals tell.
    if let folder = try? store.openFolder([room.rawValue]) {
      open(".\(JournalPath.stem(seat)).numbers", in: folder, mode: JournalStore.fileMode, tellsFile: true)
    }
    if let spool, let folder = spool.openOrMake() {
      let name = "\(spool.prefix)\(Spool.Owner.folder(identity).name).numbers"
      open(name, in: folder, mode: Spool.fileMode, tellsFile: false)
    }
  }

  /// Notes a call's number, when it is a new one of this seat.
  mutating func note(_ call: CallIdentifier) {
    guard call.seat == seat, calls.insert(call).inserted else { return }
    add(call.description)
  }

  /// Notes that the seat goes on in this file.
  mutating func note(_ file: JournalPath) {
    guard file != files.last else { return }
    files.append(file)
    add(Self.fileMark + file.description)
  }

  /// Gives its descriptors back.
  mutating func close() {
    for descriptor in descriptors { store.operations.close(descriptor) }
    descriptors = []
  }

  private func add(_ line: String) {
    // What cannot be noted here stands in the journal.
    for descriptor in descriptors { try? store.operations.writeAll(Array("\(line)\n".utf8), to: descriptor) }
  }

  private mutating func open(_ name: String, in folder: Int32, mode: UInt32, tellsFile: Bool) {
    defer { store.operations.close(folder) }
    // As above.
    guard
      let (descriptor, status) = try? store.openOwn(name, in: folder, for: .appendOrCreate, place: name)
    else { return }
    descriptors.append(descriptor)
    // Permissions that cannot be set are those of its making: nobody else's.
    if status.mode != mode { try? store.operations.setMode(mode, of: descriptor) }
    // As above.
    guard let lines = try? end(of: descriptor, size: status.size) else { return }
    for line in lines {
      if line.hasPrefix(Self.fileMark) {
        let path = JournalPath(line.dropFirst(Self.fileMark.count))
        if tellsFile, let path, path.seat == seat { files.append(path) }
      } else if let call = CallIdentifier(ifValid: line), call.seat == seat {
        calls.insert(call)
      }
    }
    // An unfinished line is ended, so that the next one stands for itself.
    if status.size > 0, lines.last?.isEmpty != true { add("") }
  }

  private func end(of descriptor: Int32, size: Int64) throws(SystemFault) -> [String] {
    let start = max(0, size - Self.readBytes)
    let bytes = try store.operations.readAll(size - start, from: descriptor, at: start)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return start == 0 ? lines : Array(lines.dropFirst())
  }
}

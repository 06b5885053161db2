import CallModel
import Files
import Glibc

/// The calls a seat has numbered and the file it began last, kept beside its lock and once more in the
/// spool's folder, so that they outlive the journals: a file that is lost, a backup that is put back, a clock
/// that is set.
///
/// Text, a line each: a call's number, or `> ` and a file. Lines are only added, for a second program of the
/// seat, which has no more than the spool's folder, may add some at the same time; so it grows, by some 20
/// bytes a call, and all of it is read. While the journal takes lines they are not synchronized: what a power
/// cut takes from them, the journal tells.
struct CallCounter {
  private let store: JournalStore
  private let seat: SeatIdentifier
  /// One a place that could be opened, and whether an unfinished line stands at its end.
  private var places: [(descriptor: Int32, isCut: Bool)] = []
  /// Whether a place that is there could not be read: what stands in it may be more.
  private(set) var isUnread = false
  private var lines: CounterLines

  /// The last call noted on each day.
  var calls: [CallIdentifier] { lines.calls }
  /// The files that were begun, the last one last.
  var files: [JournalPath] { lines.files }

  /// The counter of a seat beside its lock, and in the spool's folder for the records of `identity`.
  ///
  /// A place that cannot be opened is done without; `isUnread` tells it, but of a spool's folder that is not
  /// there.
  init(
    store: JournalStore, room: JournalRoom, seat: SeatIdentifier, spool: Spool?, identity: FolderIdentity
  ) {
    self.store = store
    self.seat = seat
    lines = CounterLines(seat)
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
    if !lines.covers(call), add(call.description) { lines.note(call.number, on: call.date) }
    return lines.covers(call) && (!synchronizing || synchronize())
  }

  /// Notes that the seat goes on in this file.
  mutating func note(_ file: JournalPath) {
    guard file != files.last else { return }
    lines.note(file)
    add(CounterLines.fileMark + file.description)
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
    let source = store.lines(of: descriptor)
    // Whatever is not known to end in a whole line is ended, so that the next one stands for itself.
    var isEnded = true
    do throws(SystemFault) {
      try source.forEach { line in
        isEnded = line.isTerminated
        lines.take(line.bytes, tellsFile: tellsFile)
        return true
      }
      places.append((descriptor, !isEnded))
    } catch {
      places.append((descriptor, status.size > 0))
      isUnread = true
    }
  }
}

/// What the lines of a counter say, whatever else stands among them.
private struct CounterLines {
  static let fileMark = "> "
  /// How many of the files begun last are kept: more than the end of a chain is looked for among.
  private static let keptFiles = 256
  /// The length of the day at the beginning of a number.
  private static let dayBytes = 8
  /// How many digits a number has at its end.
  private static let digits = 4...6

  private(set) var files: [JournalPath] = []

  private let seat: SeatIdentifier
  /// What stands between the day and the number.
  private let middle: [UInt8]
  private var last: [CivilDate: Int] = [:]
  /// The beginning of the number read last, up to its count, and its day.
  private var known: (head: [UInt8], day: CivilDate)?

  init(_ seat: SeatIdentifier) {
    self.seat = seat
    middle = Array("-\(seat)-".utf8)
  }

  var calls: [CallIdentifier] {
    // Those read and noted were numbers of calls.
    last.compactMap { day, number in try? CallIdentifier(date: day, seat: seat, number: number) }
  }

  func covers(_ call: CallIdentifier) -> Bool { last[call.date].map { $0 >= call.number } ?? false }

  mutating func note(_ number: Int, on day: CivilDate) { last[day] = max(last[day] ?? 0, number) }

  mutating func note(_ file: JournalPath) {
    files.append(file)
    if files.count > 2 * Self.keptFiles { files.removeFirst(Self.keptFiles) }
  }

  /// Takes in a line; of one that begins with what a failed write left, the number at its end.
  mutating func take(_ line: UnsafeRawBufferPointer, tellsFile: Bool) {
    if line.starts(with: Self.fileMark.utf8) {
      guard tellsFile, line.count <= 128 else { return }
      let text = String(decoding: line.dropFirst(Self.fileMark.utf8.count), as: UTF8.self)
      if let path = JournalPath(text), path.seat == seat { return note(path) }
    }
    for digits in Self.digits where line.count >= Self.dayBytes + middle.count + digits {
      if take(number: line.suffix(Self.dayBytes + middle.count + digits), digits: digits) { return }
    }
  }

  private mutating func take(number text: Slice<UnsafeRawBufferPointer>, digits: Int) -> Bool {
    guard text.dropFirst(Self.dayBytes).starts(with: middle) else { return false }
    let (head, count) = (text.dropLast(digits), text.suffix(digits))
    var number = 0
    for byte in count {
      guard (0x30...0x39).contains(byte) else { return false }
      number = number * 10 + Int(byte - 0x30)
    }
    if let known, known.head.elementsEqual(head) {
      note(number, on: known.day)
      return true
    }
    guard let call = CallIdentifier(ifValid: String(decoding: text, as: UTF8.self)), call.seat == seat else {
      return false
    }
    known = (Array(head), call.date)
    note(number, on: call.date)
    return true
  }
}

import CallModel
import Files
import Glibc

/// The file being written: its descriptor and the end of its chain.
///
/// Every byte up to `point.bytes` is acknowledged.
struct OpenJournal {
  /// Why an append did not reach the disk.
  enum Failure: Error {
    /// No space; nothing was written, and the file can be used again.
    case full(SystemFault)
    /// The file must not be touched again.
    case broken(SystemFault)
    /// There is no file to write to.
    case unavailable(JournalFileFault)
  }

  let descriptor: Int32
  private(set) var point: ChainPoint

  init(descriptor: Int32, point: ChainPoint) {
    self.descriptor = descriptor
    self.point = point
  }

  /// Writes the lines at once and synchronizes once; afterwards they are acknowledged.
  ///
  /// With `reserving` the space is reserved first, so that a full disk leaves no unfinished line behind.
  mutating func append(
    _ batch: LineBatch, reserving: Bool, operations: any FileOperations
  ) throws(Failure) {
    let count = Int64(batch.bytes.count)
    if reserving {
      do { try operations.reserve(count, of: descriptor, behind: point.bytes) } catch
        where Self.meansFull(error.code)
      {
        throw .full(error)
      } catch {
        // Only the write itself tells whether it can be done.
      }
    }
    do throws(SystemFault) {
      try operations.writeAll(batch.bytes, to: descriptor)
      try operations.synchronize(descriptor)
    } catch {
      throw .broken(error)
    }
    point = ChainPoint(
      path: point.path, lines: point.lines + batch.lines, bytes: point.bytes + count, head: batch.head)
  }

  static func meansFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

/// Lines on their way to a file, chained to its end.
struct LineBatch {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: Int64 = 0
  private(set) var head: LineDigest
  private let first: Int64
  private let seat: SeatIdentifier
  private let account: Int64

  init(after point: ChainPoint, seat: SeatIdentifier, account: UInt32) {
    self.account = Int64(account)
    head = point.head
    first = point.lines
    self.seat = seat
  }

  mutating func add(_ event: HeldEvent) {
    lines += 1
    let entry = JournalEntry(
      number: first + lines, at: event.at, milliseconds: event.milliseconds, seat: seat, account: account,
      operatorOnDuty: event.operatorOnDuty, call: event.draft.call, kind: event.draft.kind,
      payload: event.draft.payload, previous: head)
    let line = entry.line
    head = LineDigest(of: line)
    bytes += line
    bytes.append(0x0A)
  }
}

/// A file that only takes up space, so that space can be given up when the disk is full.
struct Reserve {
  let store: JournalStore
  let room: JournalRoom
  let name: String

  /// Makes sure that it holds `bytes` bytes; false when it does not.
  func fill(_ bytes: Int64) -> Bool {
    // Without its folder or file there is no reserve; recording goes on without it.
    guard let folder = try? store.openFolder([room.rawValue]) else { return false }
    defer { store.operations.close(folder) }
    // The same without its file.
    guard let (descriptor, status) = try? store.openOwn(name, in: folder, for: .appendOrCreate, place: name)
    else {
      return false
    }
    defer { store.operations.close(descriptor) }
    if status.size == bytes { return true }
    do {
      try store.operations.setMode(JournalStore.fileMode, of: descriptor)
      try store.operations.reserve(bytes, of: descriptor)
      return true
    } catch {
      // What is left behind only takes space and is filled up the next time.
      try? store.operations.remove(name, in: folder)
      return false
    }
  }

  /// Gives the space up; false when there was none.
  func release() -> Bool {
    // What cannot be reached or removed gives no space.
    guard let folder = try? store.openFolder([room.rawValue]) else { return false }
    defer { store.operations.close(folder) }
    // The same for the file.
    return (try? store.operations.remove(name, in: folder)) != nil
  }
}

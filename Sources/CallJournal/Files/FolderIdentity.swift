import CallModel
import Files
import Glibc

/// What tells one folder of records from every other: 32 hexadecimal digits by chance, in its file
/// `folder-id`, made by the first program that writes there.
///
/// A copy or a restored backup of a folder is the same folder.
public struct FolderIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, in the logs folder.
  static let fileName = "folder-id"
  private static let digits = 32
  /// The group reads it: other seats are other accounts.
  private static let mode: UInt32 = 0o640

  /// The digits.
  public let description: String

  /// The identity written so; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let isHexadecimal = text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
    guard text.utf8.count == Self.digits, isHexadecimal else { return nil }
    description = String(text)
  }

  /// A new one, by chance.
  private init() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    description = String(LineDigest(of: bytes).description.prefix(Self.digits))
  }

  /// The folder's identity; when it has none it gets the one it is known by, or a new one.
  static func openOrMake(
    _ store: JournalStore, known: FolderIdentity? = nil
  ) throws(JournalFileFault) -> FolderIdentity {
    let folder = try store.makeFolder([])
    defer { store.operations.close(folder) }
    let (descriptor, status) = try open(folder, store: store)
    defer { store.operations.close(descriptor) }
    return try store.at(fileName) { () throws(SystemFault) in
      // Two seats may begin at the same moment; the second one finds what the first one made.
      try store.operations.waitForLock(descriptor)
      let size = try store.operations.status(of: descriptor).size
      if let found = first(try store.operations.readAll(min(size, 4_096), from: descriptor, at: 0)) {
        // Who made it may have been killed before it was on the disk; if it does not come there now, that
        // is no worse.
        try? store.operations.synchronize(descriptor)
        // As above.
        try? store.operations.synchronizeFolder(folder)
        return found
      }
      let new = known ?? FolderIdentity()
      if status.mode != mode { try store.operations.setMode(mode, of: descriptor) }
      // A line that a crash left unfinished is ended first.
      try store.operations.writeAll(Array((size > 0 ? "\n" : "").utf8) + new.line, to: descriptor)
      try store.operations.synchronize(descriptor)
      try store.operations.synchronizeFolder(folder)
      return new
    }
  }

  /// The identity of a folder that has one; nil when it has none, or none that can be read.
  static func of(_ store: JournalStore) -> FolderIdentity? {
    // Who only reads can do without.
    (try? find(store)) ?? nil
  }

  /// The identity of a folder that has one; nil when it has none, or is not there.
  static func find(_ store: JournalStore) throws(JournalFileFault) -> FolderIdentity? {
    do throws(JournalFileFault) {
      let folder = try store.openFolder([])
      defer { store.operations.close(folder) }
      let (descriptor, status) = try store.openRegular(fileName, in: folder, for: .read, place: fileName)
      defer { store.operations.close(descriptor) }
      return first(
        try store.at(fileName) { () throws(SystemFault) in
          try store.operations.readAll(min(status.size, 4_096), from: descriptor, at: 0)
        })
    } catch {
      guard JournalReader.isMissing(error) else { throw error }
      return nil
    }
  }

  var line: [UInt8] { Array("\(description)\n".utf8) }

  private static func open(
    _ folder: Int32, store: JournalStore
  ) throws(JournalFileFault) -> (descriptor: Int32, status: FileStatus) {
    do throws(JournalFileFault) {
      return try store.openRegular(fileName, in: folder, for: .appendOrCreate, place: fileName)
    } catch {
      // Another account made it; it is read.
      guard case .system(let fault, _) = error, fault.code == EACCES else { throw error }
      return try store.openRegular(fileName, in: folder, for: .read, place: fileName)
    }
  }

  /// The first whole line that is one.
  static func first(_ bytes: [UInt8]) -> FolderIdentity? {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().lazy
      .compactMap { FolderIdentity(String(decoding: $0, as: UTF8.self)) }.first
  }
}

import Files
import Glibc
import PlainText

/// Keeps a copy of an unfinished end of a file aside, under a name that says where it began.
///
/// The file itself is left as it is: nothing is ever cut off a journal. A copy with the same bytes beside it
/// tells every reader that this end is known and that the seat went on in another file.
struct TornTail {
  /// More than any append can leave; a longer end is left where it is.
  private static let maximumBytes: Int64 = 64 << 20

  let store: JournalStore
  let path: JournalPath
  let folder: Int32
  let offset: Int64

  private var operations: any FileOperations { store.operations }
  private var firstName: String { "\(path.name).torn-\(offset)" }

  /// Keeps a copy of `count` bytes; nil when that did not succeed.
  func setAside(_ count: Int64, from descriptor: Int32) -> RecoveredTail? {
    // What cannot be read cannot be kept; the file still has it.
    guard count <= Self.maximumBytes, let bytes = try? read(count, from: descriptor, at: offset),
      let name = keep(bytes)
    else { return nil }
    return tail(bytes, name: name)
  }

  /// Whether a copy of exactly these bytes is kept.
  func isKept(_ count: Int64, of descriptor: Int32) -> Bool {
    // What cannot be read or listed is not known to be kept.
    guard count <= Self.maximumBytes, let bytes = try? read(count, from: descriptor, at: offset),
      let names = try? copies()
    else { return false }
    return names.contains { content($0) == bytes }
  }

  /// The ends that were set aside at this place by a program that ended before it could say so.
  func untold() -> [RecoveredTail] {
    // Ends in a folder that cannot be listed stay there, and are told of at the next start.
    guard let names = try? copies() else { return [] }
    return names.compactMap { name in content(name).map { tail($0, name: name) } }
  }

  private func copies() throws(SystemFault) -> [String] {
    try operations.names(in: folder).filter { $0 == firstName || $0.hasPrefix(firstName + "-") }.sorted()
  }

  private func tail(_ bytes: [UInt8], name: String) -> RecoveredTail {
    RecoveredTail(
      path: path, offset: offset, bytes: Int64(bytes.count), digest: LineDigest(of: bytes), keptAs: name)
  }

  /// Writes the bytes to a new file, or finds one that already holds exactly them; gives its name.
  private func keep(_ bytes: [UInt8]) -> String? {
    for number in 1...99 {
      let name = number == 1 ? firstName : "\(firstName)-\(number)"
      do {
        try create(name, bytes: bytes)
        return name
      } catch {
        guard error.code == EEXIST else { return nil }
        if content(name) == bytes { return name }
      }
    }
    return nil
  }

  private func create(_ name: String, bytes: [UInt8]) throws(SystemFault) {
    let descriptor = try operations.openFile(name, in: folder, for: .create)
    defer { operations.close(descriptor) }
    do throws(SystemFault) {
      try operations.setMode(JournalStore.fileMode, of: descriptor)
      try operations.writeAll(bytes, to: descriptor)
      try operations.synchronize(descriptor)
      try operations.synchronizeFolder(folder)
    } catch {
      // A half copy says nothing that the file does not.
      try? operations.remove(name, in: folder)
      throw error.code == EEXIST ? SystemFault(error.operation, code: EIO) : error
    }
  }

  private func content(_ name: String) -> [UInt8]? {
    // The same for one that cannot be opened.
    guard let (descriptor, status) = try? store.openRegular(name, in: folder, for: .read, place: name) else {
      return nil
    }
    defer { operations.close(descriptor) }
    guard status.size <= Self.maximumBytes else { return nil }
    // Nor is one told of that cannot be read.
    return try? read(status.size, from: descriptor, at: 0)
  }

  private func read(_ count: Int64, from descriptor: Int32, at offset: Int64) throws(SystemFault) -> [UInt8] {
    try operations.readAll(count, from: descriptor, at: offset)
  }
}

/// The payload of `recovered`: an unfinished end of a file that was kept aside.
public struct RecoveredTail: Hashable, Sendable {
  static let kind = "recovered"

  /// The file that had it.
  public let path: JournalPath
  /// Where it began.
  public let offset: Int64
  /// How long it was.
  public let bytes: Int64
  /// The digest of its bytes.
  public let digest: LineDigest
  /// The name of the file that keeps it, in the same folder.
  public let keptAs: String

  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("file", path.description)
      writer.member("offset", offset)
      writer.member("bytes", bytes)
      writer.member("sha256", digest.description)
      writer.member("kept", keptAs)
    }
  }
}

import CallModel
import Files
import Glibc

/// Which folder of records the account's seats and desks wrote in last at one place, kept in the spool's
/// folder.
///
/// What stands at the place may be another folder: the mount point of a disk that is not mounted looks like
/// a folder without a history, and one put back from elsewhere has a history of its own.
struct KnownFolder {
  private let spool: Spool

  /// What the folder of `spool` remembers of the place its seat writes at.
  init(_ spool: Spool) { self.spool = spool }

  private var operations: any FileOperations { spool.store.operations }
  /// A line each.
  private var name: String { "\(spool.place.word).folder" }

  /// The whole path of the file; who moves in on purpose removes it.
  var path: String { "\(SystemFileOperations.fullPath(of: spool.path))/\(name)" }

  /// The folder; nil when none is known, or what is known cannot be read.
  var identity: FolderIdentity? {
    // Without its memory the seat takes the folder that is there, as at its first start.
    guard let folder = try? operations.openFolder(path: spool.path) else { return nil }
    defer { operations.close(folder) }
    // As above.
    guard let (descriptor, status) = try? spool.store.openOwn(name, in: folder, for: .read, place: name)
    else { return nil }
    defer { operations.close(descriptor) }
    // As above.
    let bytes = try? operations.readAll(min(status.size, 4_096), from: descriptor, at: 0)
    return bytes.flatMap(FolderIdentity.first)
  }

  /// Keeps the folder in mind, where none was known.
  func remember(_ identity: FolderIdentity) {
    guard self.identity == nil, let folder = spool.openOrMake() else { return }
    defer { operations.close(folder) }
    // What cannot be kept is tried again at the next start.
    guard
      let (descriptor, _) = try? spool.store.openOwn(name, in: folder, for: .appendOrCreate, place: name)
    else { return }
    defer { operations.close(descriptor) }
    // As above.
    try? operations.writeAll(Array("\n".utf8) + identity.line, to: descriptor)
  }
}

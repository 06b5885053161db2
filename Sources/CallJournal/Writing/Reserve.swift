/// A file that only takes up space, so that space can be given up when the disk is full.
struct Reserve {
  let store: JournalStore
  let room: JournalRoom
  let name: String

  /// Makes sure that it holds `bytes` bytes; false when it does not.
  func fill(_ bytes: Int64) -> Bool {
    guard let folder = try? store.openFolder([room.rawValue]) else { return false }
    defer { store.operations.close(folder) }
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
      try? store.operations.remove(name, in: folder)
      return false
    }
  }

  /// Gives the space up; false when there was none.
  func release() -> Bool {
    guard let folder = try? store.openFolder([room.rawValue]) else { return false }
    defer { store.operations.close(folder) }
    return (try? store.operations.remove(name, in: folder)) != nil
  }
}

import Foundation

/// A fresh folder that is removed with everything in it when the value is released.
///
/// A class because removal must happen exactly once, at the end of its life.
public final class TemporaryDirectory: Sendable {
  /// The folder's path.
  public let path: String

  /// A new folder below the system's temporary folder; `inMemory` where there is one in memory, for tests
  /// that synchronize thousands of times and are not about the disk.
  public init(inMemory: Bool = false) {
    let memory = "/dev/shm/"
    let base =
      inMemory && FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    path = base + "call110-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      fatalError("cannot make \(path): \(error)")
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of `name` inside the folder.
  public func file(_ name: String) -> String { path + "/" + name }
}

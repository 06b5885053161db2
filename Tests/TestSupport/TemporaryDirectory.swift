import Foundation

/// A fresh folder that is removed with everything in it when the value is released.
///
/// A class because removal must happen exactly once, at the end of its life.
public final class TemporaryDirectory: Sendable {
  /// The folder's path.
  public let path: String

  /// A new folder below the system's temporary folder.
  public init() {
    path = NSTemporaryDirectory() + "call110-" + UUID().uuidString
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

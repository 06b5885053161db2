import CallModel
import Glibc

/// Where a user's cache stands: `cache/matters-UID` below the logs folder.
///
/// Every trouble with it is passed over: without a cache everything is read again, which only takes longer.
struct MatterCacheFile: Sendable {
  private static let largest = 256 << 20

  let folder: String
  private var path: String { "\(folder)/matters-\(getuid())" }

  /// What stands there; nil when there is none, or one that this user did not write.
  func read(withRest: Bool) -> MatterCache? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == getuid(),
      status.st_size <= Self.largest
    else { return nil }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, size - count)
        guard got > 0 else { return }
        count += got
      }
    }
    return MatterCache(bytes: bytes, withRest: withRest)
  }

  /// Puts a cache there, whole or not at all.
  func write(_ cache: MatterCache) {
    if mkdir(folder, 0o770) == 0 { chmod(folder, 0o3770) }
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = cache.bytes
    let isWhole = bytes.withUnsafeBytes { Self.write($0, to: descriptor) }
    close(descriptor)
    guard isWhole, rename(fresh, path) == 0 else {
      unlink(fresh)
      return
    }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count, let base = bytes.baseAddress {
      let count = Glibc.write(descriptor, base + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}

import Glibc

/// A derived file below `cache/` of the logs folder that only its user may read: `NAME-UID`.
///
/// Every trouble with it is passed over: without it everything is read again, which only takes longer.
struct PrivateCacheFile: Sendable {
  private static let largest = 256 << 20

  private let folder: String
  private let path: String

  /// The file `name` of this user below the logs folder at `logs`.
  init(logs: String, name: String) {
    folder = logs + "/cache"
    path = "\(folder)/\(name)-\(getuid())"
  }

  /// What stands there; nil when there is none, or one that this user did not write.
  func read() -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == getuid(),
      status.st_size <= Self.largest
    else { return nil }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, size - count)
        guard got > 0 else { return }
        count += got
      }
    }
  }

  /// Puts `bytes` there, whole or not at all.
  func write(_ bytes: [UInt8]) {
    makeFolder()
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let isWhole = bytes.withUnsafeBytes { Self.write($0, to: descriptor) }
    close(descriptor)
    guard isWhole, rename(fresh, path) == 0 else {
      unlink(fresh)
      return
    }
  }

  /// Runs `body` while no other process of this user runs one for this file, so that many consoles starting
  /// at once do the work once.
  ///
  /// It waits for the others; where no lock can be had, `body` runs at once.
  func alone<Result>(_ body: () -> Result) -> Result {
    makeFolder()
    let descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return body() }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return body()
  }

  private func makeFolder() {
    if mkdir(folder, 0o770) == 0 { chmod(folder, 0o3770) }
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

import Glibc

/// The small file in which a bridge says every five seconds how it is; always whole, because it is renamed
/// into place.
public enum PhoneStatusFile {
  /// The most bytes of a status file read.
  static let maximumBytes = 16_384

  /// The path of the status file of a source.
  public static func path(logs: String, source: String) -> String {
    PhoneFiles.directory(logs: logs) + "/" + name(source: source)
  }

  /// The name of that file: nothing in a source's name leads out of the folder.
  static func name(source: String) -> String {
    let safe = String(source.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    return "status-" + safe + ".json"
  }

  /// Replaces the file at `path` with `bytes`.
  public static func write(_ bytes: [UInt8], path: String) throws(PhoneFileFault) {
    let draft = path + ".new"
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let descriptor = open(draft, flags, 0o660)
    guard descriptor >= 0 else { throw .system(path: draft, number: errno) }
    let count = Glibc.write(descriptor, bytes, bytes.count)
    let number = errno
    close(descriptor)
    guard count == bytes.count else {
      unlink(draft)
      throw count < 0 ? .system(path: draft, number: number) : .cutShort(path: draft)
    }
    guard rename(draft, path) == 0 else { throw .system(path: path, number: errno) }
  }

  /// The bytes of the file at `path`; nil when it is not a readable regular file of reasonable size.
  public static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= maximumBytes
    else { return nil }
    return [UInt8](unsafeUninitializedCapacity: maximumBytes) { buffer, count in
      count = max(0, Glibc.read(descriptor, buffer.baseAddress, maximumBytes))
    }
  }
}

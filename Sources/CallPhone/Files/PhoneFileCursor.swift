import Glibc
import PlainText

/// A place in one event file, kept by device, inode and offset so that no descriptor stays open between
/// reads.
struct PhoneFileCursor: Sendable {
  /// A whole line without its line feed.
  struct Line {
    let bytes: [UInt8]
    let isBacklog: Bool
  }

  let path: String
  private(set) var exists = false
  private(set) var hasMore = false
  /// How much of a file that is there at the first look is read; nil reads everything as new.
  private let backlogBytes: Int?
  private var backlogEnd = 0
  private var identity: (device: dev_t, inode: ino_t)?
  private var offset = 0
  private var splitter = ByteLines(limit: PhoneEventLine.maximumBytes)
  /// Whether the place is in the middle of a line, of which nothing is known.
  private var isInsideLine = false
  private var hasLooked = false

  init(path: String, backlogBytes: Int?) {
    self.path = path
    self.backlogBytes = backlogBytes
  }

  /// The whole lines added since the last read, from at most `limit` bytes.
  mutating func read(limit: Int, faults: inout PhoneTailFaults) -> [Line] {
    hasMore = false
    var status = stat()
    guard lstat(path, &status) == 0 else {
      exists = false
      hasLooked = true
      return []
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      if exists || !hasLooked { faults.countUnreadable() }
      exists = false
      hasLooked = true
      return []
    }
    follow(status)
    guard Int(status.st_size) > offset else { return [] }
    guard let bytes = bytes(limit: limit) else {
      faults.countUnreadable()
      return []
    }
    return lines(bytes, size: Int(status.st_size), faults: &faults)
  }

  /// Notices a new, replaced or shortened file.
  private mutating func follow(_ status: stat) {
    let isSame = identity.map { $0.device == status.st_dev && $0.inode == status.st_ino } ?? false
    if !isSame || Int(status.st_size) < offset {
      offset = 0
      splitter = ByteLines(limit: PhoneEventLine.maximumBytes)
      isInsideLine = false
      if let backlogBytes, !hasLooked {
        backlogEnd = Int(status.st_size)
        offset = max(0, backlogEnd - backlogBytes)
        isInsideLine = offset > 0
      } else {
        backlogEnd = 0
      }
    }
    identity = (status.st_dev, status.st_ino)
    exists = true
    hasLooked = true
  }

  private func bytes(limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, limit, offset))
    }
    return bytes
  }

  private mutating func lines(_ bytes: [UInt8], size: Int, faults: inout PhoneTailFaults) -> [Line] {
    let start = offset
    offset += bytes.count
    hasMore = offset < size && !bytes.isEmpty
    return splitter.feed(bytes).compactMap { line in
      defer { isInsideLine = false }
      if isInsideLine { return nil }
      guard !line.wasCut else {
        faults.count(.tooLong)
        return nil
      }
      // Empty lines are left out.
      guard line.bytes.contains(where: { $0 != 0x0D && $0 != 0x20 }) else { return nil }
      return Line(bytes: line.bytes, isBacklog: start + line.end <= backlogEnd)
    }
  }
}

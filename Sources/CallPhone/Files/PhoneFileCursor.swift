import Files
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
  private var identity: (device: UInt64, inode: UInt64)?
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
    // No file is no fault: nothing has happened yet.
    guard let status = try? SystemFileOperations().status(path: path) else {
      exists = false
      hasLooked = true
      return []
    }
    guard status.isRegular else {
      if exists || !hasLooked { faults.countUnreadable() }
      exists = false
      hasLooked = true
      return []
    }
    follow(status.print)
    let size = Int(status.size)
    guard size > offset else { return [] }
    do throws(SystemFault) {
      let file = try RegularFile(path: path, for: .shared)
      let bytes = try file.bytes(min(limit, size - offset), at: Int64(offset))
      return lines(bytes, size: size, faults: &faults)
    } catch {
      faults.countUnreadable()
      return []
    }
  }

  /// Notices a new, replaced or shortened file.
  private mutating func follow(_ print: FilePrint) {
    let isSame = identity.map { $0 == (print.device, print.inode) } ?? false
    if !isSame || Int(print.size) < offset {
      offset = 0
      splitter = ByteLines(limit: PhoneEventLine.maximumBytes)
      isInsideLine = false
      if let backlogBytes, !hasLooked {
        backlogEnd = Int(print.size)
        offset = max(0, backlogEnd - backlogBytes)
        isInsideLine = offset > 0
      } else {
        backlogEnd = 0
      }
    }
    identity = (print.device, print.inode)
    exists = true
    hasLooked = true
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

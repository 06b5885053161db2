import Glibc

/// Reads a file line by line in pieces of 64 KiB; memory does not grow with the file, nor with a hostile
/// line.
package struct LineSource {
  /// Small enough that the memory is used again from file to file instead of being mapped anew.
  private static let firstCapacity = 64 * 1_024

  private let operations: any FileOperations
  private let descriptor: Int32
  private let limit: Int

  /// The lines of an open file; one of `limit` bytes or more with its LF is too long and given by its
  /// beginning.
  package init(operations: any FileOperations, descriptor: Int32, limit: Int) {
    self.operations = operations
    self.descriptor = descriptor
    self.limit = limit
  }

  /// Gives every line from `start` on to `body`, which returns false to stop.
  package func forEach(from start: Int64 = 0, body: (RawLine) -> Bool) throws(SystemFault) {
    try forEachRun(from: start) { $0.allSatisfy(body) }
  }

  /// Gives the lines from `start` on, those of a piece together, to `body`, which returns false to stop.
  package func forEachRun(from start: Int64 = 0, body: ([RawLine]) -> Bool) throws(SystemFault) {
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.firstCapacity, alignment: 64)
    defer { buffer.deallocate() }
    var lines: [RawLine] = []
    var filled = 0
    var offset = start
    while true {
      let count = try fill(&buffer, filled: filled, at: offset + Int64(filled))
      if count == 0 {
        if filled > 0 { _ = body([line(buffer, range: 0..<filled, at: offset, terminated: false)]) }
        return
      }
      let used = split(buffer, from: filled, to: filled + count, at: offset, into: &lines)
      guard lines.isEmpty || body(lines) else { return }
      filled += count - used
      offset += Int64(used)
      if used > 0, let base = buffer.baseAddress { memmove(base, base + used, filled) }
      if filled >= limit {
        guard let end = try skipLongLine(buffer, filled: filled, at: offset, body: body) else { return }
        (offset, filled) = (end, 0)
      }
    }
  }

  private func fill(
    _ buffer: inout UnsafeMutableRawBufferPointer, filled: Int, at offset: Int64
  ) throws(SystemFault) -> Int {
    if filled == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
      buffer.deallocate()
      buffer = larger
    }
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    while true {
      do { return try operations.read(into: free, from: descriptor, at: offset) } catch
        where error.code == EINTR
      {}
    }
  }

  /// Makes `lines` those that end between `from` and `to`; returns how many bytes they took.
  private func split(
    _ buffer: UnsafeMutableRawBufferPointer, from: Int, to end: Int, at offset: Int64,
    into lines: inout [RawLine]
  ) -> Int {
    lines.removeAll(keepingCapacity: true)
    guard let base = buffer.baseAddress else { return 0 }
    var (start, search) = (0, from)
    while search < end, let found = memchr(base + search, 0x0A, end - search) {
      let stop = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      lines.append(line(buffer, range: start..<stop, at: offset + Int64(start), terminated: true))
      start = stop + 1
      search = start
    }
    return start
  }

  private func line(
    _ buffer: UnsafeMutableRawBufferPointer, range: Range<Int>, at offset: Int64, terminated: Bool
  ) -> RawLine {
    RawLine(
      UnsafeRawBufferPointer(rebasing: buffer[range]), offset: offset, isTerminated: terminated, limit: limit)
  }

  /// Gives a line longer than any of ours by its beginning, and returns where the next one starts; nil at the
  /// end.
  private func skipLongLine(
    _ buffer: UnsafeMutableRawBufferPointer, filled: Int, at offset: Int64, body: ([RawLine]) -> Bool
  ) throws(SystemFault) -> Int64? {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.firstCapacity, alignment: 64)
    defer { piece.deallocate() }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    var length = Int64(filled)
    while true {
      let count = try operations.read(into: piece, from: descriptor, at: offset + length)
      let found = piece[..<count].firstIndex(of: 0x0A)
      length += Int64(found ?? 0)
      if found != nil || count == 0 {
        let long = RawLine(
          bytes, offset: offset, length: length, isTerminated: found != nil, limit: limit)
        return body([long]) && found != nil ? long.end : nil
      }
      length += Int64(count)
    }
  }
}

/// One line as it stands in a file.
///
/// The bytes are valid only while the reading function's body runs.
package struct RawLine {
  /// Its bytes without the LF; only the beginning of one that is too long.
  package let bytes: UnsafeRawBufferPointer
  /// Where it begins in the file.
  package let offset: Int64
  /// Its whole length without the LF.
  package let length: Int64
  /// Whether an LF ends it; only the last line of a file can lack it.
  package let isTerminated: Bool

  /// How long a line may be, with its LF.
  fileprivate let limit: Int

  /// A line from its parts; `length` counts more than the bytes when it is too long.
  package init(
    _ bytes: UnsafeRawBufferPointer, offset: Int64, length: Int64? = nil, isTerminated: Bool, limit: Int
  ) {
    self.bytes = bytes
    self.offset = offset
    self.length = length ?? Int64(bytes.count)
    self.isTerminated = isTerminated
    self.limit = limit
  }

  /// Where the next line begins.
  package var end: Int64 { offset + length + (isTerminated ? 1 : 0) }
  /// Whether it is longer than any line that is written.
  package var isTooLong: Bool { length >= limit }
}

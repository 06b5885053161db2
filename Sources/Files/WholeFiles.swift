import Glibc

extension FileOperations {
  /// Runs `body` again while it is interrupted, at most 100 times in a row: the one answer to EINTR.
  ///
  /// A disk that only ever interrupts is broken, and must not hold up a call.
  package func uninterrupted<Result>(
    _ body: () throws(SystemFault) -> Result
  ) throws(SystemFault) -> Result {
    var patience = 100
    while true {
      do throws(SystemFault) { return try body() } catch  where error.code == EINTR && patience > 0 {
        patience -= 1
      }
    }
  }

  /// Writes all of it, going on after short writes.
  package func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFault) {
    var done = 0
    while done < bytes.count {
      let count = try uninterrupted { () throws(SystemFault) -> Int in
        try bytes.span.withUnsafeBytes { (all) throws(SystemFault) -> Int in
          try write(UnsafeRawBufferPointer(rebasing: all[done...]), to: descriptor)
        }
      }
      // A disk that takes nothing and says nothing would keep us here for ever.
      if count <= 0 { throw SystemFault(.write, code: EIO) }
      done += count
    }
  }

  /// Reads `count` bytes at `offset`, fewer at the file's end.
  package func readAll(
    _ count: Int64, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> [UInt8] {
    try values(Int(count), from: descriptor, at: offset)
  }

  /// Reads `count` values of a plain layout at `offset`, straight to where they stay; fewer at the file's
  /// end.
  package func values<Value: BitwiseCopyable>(
    _ count: Int, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> [Value] {
    var failure: SystemFault?
    // Not filled with zeros first: that would touch all of it twice.
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemFault) {
        let bytes = UnsafeMutableRawBufferPointer(
          start: buffer.baseAddress, count: count * MemoryLayout<Value>.stride)
        filled = try readAll(into: bytes, from: descriptor, at: offset) / MemoryLayout<Value>.stride
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }

  /// Fills `buffer` from `offset` on; gives how many bytes there were.
  package func readAll(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got = try uninterrupted { () throws(SystemFault) in
        try read(into: rest, from: descriptor, at: offset + Int64(done))
      }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// Opens the folder that these names lead to inside another, following no link; with no name the same
  /// folder once more.
  package func openFolder(_ names: [String], in folder: Int32) throws(SystemFault) -> Int32 {
    var inner = try openFolder(".", in: folder)
    for name in names {
      let outer = inner
      defer { close(outer) }
      inner = try openFolder(name, in: outer)
    }
    return inner
  }
}

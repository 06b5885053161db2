import Glibc

/// How often a call may be interrupted in a row.
///
/// A disk that only ever interrupts is broken, and must not hold up a call.
let interruptionPatience = 100

extension FileOperations {
  /// Writes all of it, going on after EINTR and after short writes; after `patience` interruptions it is a
  /// fault.
  func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFault) {
    var done = 0
    var patience = interruptionPatience
    while done < bytes.count {
      do throws(SystemFault) {
        let count = try bytes.span.withUnsafeBytes { (all) throws(SystemFault) -> Int in
          try write(UnsafeRawBufferPointer(rebasing: all[done...]), to: descriptor)
        }
        // A disk that takes nothing and says nothing would keep us here for ever.
        if count <= 0 { throw SystemFault(.write, code: EIO) }
        done += count
      } catch  where error.code == EINTR && patience > 0 {
        patience -= 1
      }
    }
  }

  /// Reads `count` bytes at `offset`, fewer at the file's end.
  func readAll(_ count: Int64, from descriptor: Int32, at offset: Int64) throws(SystemFault) -> [UInt8] {
    var failure: SystemFault?
    // Not filled with zeros first: that would touch all of it twice.
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, done in
      do throws(SystemFault) {
        try readAll(into: UnsafeMutableRawBufferPointer(buffer), &done, from: descriptor, at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private func readAll(
    into buffer: UnsafeMutableRawBufferPointer, _ done: inout Int, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) {
    var patience = interruptionPatience
    while done < buffer.count {
      do throws(SystemFault) {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        let got = try read(into: rest, from: descriptor, at: offset + Int64(done))
        if got == 0 { return }
        done += got
      } catch  where error.code == EINTR && patience > 0 {
        patience -= 1
      }
    }
  }
}

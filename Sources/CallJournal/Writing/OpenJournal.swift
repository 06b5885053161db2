import Glibc

/// The file being written: its descriptor and the end of its chain.
///
/// Every byte up to `point.bytes` is acknowledged.
struct OpenJournal {
  /// Why an append did not reach the disk.
  enum Failure: Error {
    /// No space; the file was put back to its acknowledged end and can be used again.
    case full(SystemFault)
    /// The file must not be touched again.
    case broken(SystemFault)
    /// There is no file to write to.
    case unavailable(JournalFileFault)
  }

  let descriptor: Int32
  private(set) var point: ChainPoint

  init(descriptor: Int32, point: ChainPoint) {
    self.descriptor = descriptor
    self.point = point
  }

  /// Writes the lines at once and synchronizes once; afterwards they are acknowledged.
  mutating func append(
    _ bytes: [UInt8], lines: Int64, head: LineDigest, _ operations: any FileOperations
  ) throws(Failure) {
    do throws(SystemFault) {
      try operations.writeAll(bytes, to: descriptor)
    } catch {
      throw putBack(after: error, operations)
    }
    do { try operations.synchronize(descriptor) } catch { throw .broken(error) }
    point = ChainPoint(
      path: point.path, lines: point.lines + lines, bytes: point.bytes + Int64(bytes.count), head: head)
  }

  /// After a write without space the unacknowledged part is cut off again; after any other fault nothing is
  /// touched.
  private func putBack(after fault: SystemFault, _ operations: any FileOperations) -> Failure {
    guard Self.meansFull(fault.code) else { return .broken(fault) }
    do {
      try operations.truncate(descriptor, to: point.bytes)
      return .full(fault)
    } catch {
      return .broken(error)
    }
  }

  static func meansFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

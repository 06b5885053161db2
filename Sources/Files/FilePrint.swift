/// What tells whether a file or folder was touched: device, inode, size and times.
///
/// Nothing of its contents is read for it. The time of the last status change is set by the kernel alone, so
/// that putting a file's date back does not hide a change; a folder's tells of files added, removed and
/// renamed.
public struct FilePrint: Hashable, Sendable, BitwiseCopyable {
  /// The device it is on.
  package let device: UInt64
  /// Its number there.
  package let inode: UInt64
  /// Its size in bytes.
  package let size: Int64
  /// When its contents were changed last, in ns since 1970.
  package let modified: Int64
  /// When anything about it was changed last, in ns since 1970.
  package let changed: Int64

  /// A print from its parts.
  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The five numbers as 40 bytes, in an order of their own on every machine.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(40)
    for number in [device, inode] + [size, modified, changed].map(UInt64.init(bitPattern:)) {
      withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }
    return bytes
  }

  /// Names and prints as one run of bytes, for a digest over a folder.
  package static func bytes(of files: [(name: String, print: FilePrint)]) -> [UInt8] {
    files.flatMap { Array($0.name.utf8) + [0] + $0.print.bytes }
  }
}

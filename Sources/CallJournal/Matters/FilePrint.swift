import Glibc

/// What tells whether a file or folder was touched: its inode, size and times.
///
/// Reading nothing of its
/// contents.
struct FilePrint: Hashable, Sendable {
  let inode: UInt64
  let size: Int64
  let modified: Int64
  let changed: Int64

  init(inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The print of what stands at `path`; nil when nothing can be found out.
  init?(path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Four numbers between tabs.
  var text: String { "\(inode)\t\(size)\t\(modified)\t\(changed)" }

  /// The print written as four numbers.
  init?(_ fields: some Collection<String>) {
    let numbers = fields.compactMap { Int64($0) }
    guard numbers.count == 4, fields.count == 4, numbers[0] >= 0 else { return nil }
    self.init(inode: UInt64(numbers[0]), size: numbers[1], modified: numbers[2], changed: numbers[3])
  }
}

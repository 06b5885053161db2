import Glibc

/// What tells whether a file or folder was touched: its inode, size and times.
///
/// Nothing of its contents is read for it.
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
    self.init(status)
  }

  /// The print of what is called `name` in an open folder; nil when nothing can be found out.
  init?(name: String, in folder: Int32) {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Four numbers between tabs.
  var text: String { "\(inode)\t\(size)\t\(modified)\t\(changed)" }

  /// A digest over the prints of files, by the names they have in their folder.
  static func digest(of files: [(name: String, print: FilePrint)]) -> LineDigest {
    var bytes: [UInt8] = []
    for (name, print) in files {
      bytes += name.utf8
      for number in [UInt64(bitPattern: print.size), print.inode]
        + [print.modified, print.changed].map(UInt64.init(bitPattern:))
      {
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
      }
    }
    return LineDigest(of: bytes)
  }
}

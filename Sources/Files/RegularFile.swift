import Glibc

/// A regular file open for reading, closed when it goes.
package struct RegularFile: ~Copyable {
  /// Its size in bytes when it was opened.
  package let size: Int64
  private let descriptor: Int32
  private let operations: any FileOperations

  /// Opens the file called `name` in an open folder; anything but a regular file is a fault of `open` with
  /// EINVAL.
  package init(
    _ name: String, in folder: Int32, operations: any FileOperations = SystemFileOperations()
  ) throws(SystemFault) {
    try self.init(operations.openFile(name, in: folder, for: .read), operations: operations)
  }

  /// Opens the file at a path of its own; anything but a regular file is a fault of `open` with EINVAL.
  package init(path: String, for intent: PathIntent) throws(SystemFault) {
    let operations = SystemFileOperations()
    try self.init(operations.openFile(path: path, for: intent), operations: operations)
  }

  private init(_ descriptor: Int32, operations: any FileOperations) throws(SystemFault) {
    do throws(SystemFault) {
      let status = try operations.status(of: descriptor)
      guard status.isRegular else { throw SystemFault(.open, code: EINVAL) }
      (self.size, self.descriptor, self.operations) = (status.size, descriptor, operations)
    } catch {
      operations.close(descriptor)
      throw error
    }
  }

  deinit { operations.close(descriptor) }

  /// The bytes at `offset`, at most `count` of them, fewer at the file's end.
  package func bytes(_ count: Int, at offset: Int64) throws(SystemFault) -> [UInt8] {
    try operations.readAll(Int64(count), from: descriptor, at: offset)
  }

  /// Reads once at `offset`, going on after EINTR; 0 at the end.
  package func read(
    into start: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int64
  ) throws(SystemFault) -> Int {
    try operations.uninterrupted { () throws(SystemFault) -> Int in
      let buffer = UnsafeMutableRawBufferPointer(start: start, count: count)
      return try operations.read(into: buffer, from: descriptor, at: offset)
    }
  }
}

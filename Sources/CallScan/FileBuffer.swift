import Glibc

/// Memory that takes one whole file after another and grows to the largest.
///
/// A class because the memory must be given back exactly once.
final class FileBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init() {
    capacity = 1 << 20
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Reads the file of `size` bytes, or what there is of it; false when it cannot be read.
  func fill(from descriptor: Int32, size: Int) -> Bool {
    if size > capacity {
      start.deallocate()
      capacity = size + size / 4
      start = .allocate(capacity: capacity)
    }
    count = 0
    while count < size {
      let got = pread(descriptor, start + count, min(size - count, 1 << 18), off_t(count))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return false }
      if got == 0 { break }
      count += got
    }
    return true
  }
}

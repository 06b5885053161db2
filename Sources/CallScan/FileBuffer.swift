import CPlatform
import CallReview
import Glibc

/// Memory that takes one whole file after another and grows to the largest.
///
/// A class because the memory must be given back exactly once.
final class FileBuffer {
  /// Small enough to stay in the processor's cache between reading and searching.
  private static let window = 1 << 18
  private static let overlap = 1 << 9

  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init() {
    capacity = 1 << 20
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Whether the word may stand anywhere in the file; nil when it cannot be read.
  ///
  /// Window by window, so that a file without it, which is nearly every one, costs a copy and a look. What
  /// was in the buffer is gone.
  func mayHold(_ probe: WordProbe, in descriptor: Int32) -> Bool? {
    count = 0
    var (offset, kept) = (0, 0)
    while true {
      let got = pread(descriptor, start + kept, Self.window, off_t(offset))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return nil }
      if got == 0 { return false }
      let bytes = UnsafeRawBufferPointer(start: start, count: kept + got)
      if Self.mayHold(probe, bytes) { return true }
      offset += got
      // A word may begin in this window and end in the next.
      kept = min(Self.overlap, bytes.count)
      memmove(start, start + bytes.count - kept, kept)
    }
  }

  private static func mayHold(_ probe: WordProbe, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while let hit = bytes.position(of: probe.key, from: place) {
      if probe.mayStand(in: bytes, at: hit) { return true }
      place = hit + 1
    }
    return false
  }

  /// Reads the file of `size` bytes, or what there is of it; false when it cannot be read.
  func fill(from descriptor: Int32, size: Int) -> Bool {
    reserve(size)
    count = 0
    while count < size {
      let got = pread(descriptor, start + count, min(size - count, Self.window), off_t(count))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return false }
      if got == 0 { break }
      count += got
    }
    return true
  }

  /// Makes room; what was in the buffer may be gone.
  private func reserve(_ size: Int) {
    guard size > capacity else { return }
    start.deallocate()
    capacity = size + size / 4
    start = .allocate(capacity: capacity)
  }
}

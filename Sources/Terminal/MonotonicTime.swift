import Glibc

/// The clock of the loop.
enum MonotonicTime {
  /// Milliseconds since some fixed point in the past.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}

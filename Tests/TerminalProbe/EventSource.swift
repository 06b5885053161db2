import CallConsole
import Glibc

/// A thread that makes background events at a steady rate, one byte each in a pipe.
enum EventSource {
  /// Starts it; gives the end to read from.
  static func start(perSecond: Int) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let bits = ends[1] | Int32(max(1, 1_000_000 / perSecond)) << 8
    var thread = pthread_t()
    let argument = UnsafeMutableRawPointer(bitPattern: Int(bits))
    pthread_create(&thread, nil, EventSource.run, argument)
    return ends[0]
  }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    argument in
    let bits = Int(bitPattern: argument)
    var byte: UInt8 = 1
    while write(Int32(bits & 0xFF), &byte, 1) == 1 { usleep(UInt32(bits >> 8)) }
    return nil
  }

  /// Reads all events there are; nil when there will be none any more.
  static func read(_ descriptor: Int32) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EAGAIN { return 0 }
    return count > 0 ? count : nil
  }
}

import CallJournal
import CallModel
import Glibc
import Synchronization

/// Measures appends: the journal's, or a bare write + fdatasync of as many bytes.
///
/// A class because its threads share the counters.
final class AppendBench: Sendable {
  private static let lineBytes = 300

  private let kind: String
  private let folder: String
  private let deadline: Int64
  private let pauseMilliseconds: Int
  private let latencies = Mutex<[Int32]>([])
  private let next = Atomic<Int>(0)

  private init(_ words: [String]) {
    kind = words[0]
    folder = words[1]
    deadline = Self.microseconds() + Int64((Double(words[3]) ?? 1) * 1_000_000)
    pauseMilliseconds = Int(words[4]) ?? 0
  }

  static func run(_ words: [String]) throws {
    guard let writers = Int(words[2]) else { JournalProbe.usage() }
    let bench = AppendBench(words)
    let start = microseconds()
    var threads: [pthread_t] = []
    for _ in 0..<writers {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(bench).toOpaque()
      pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<AppendBench>.fromOpaque(argument).takeRetainedValue().work()
          return nil
        }, argument)
      threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
    bench.report(microseconds() - start)
  }

  private func report(_ duration: Int64) {
    let sorted = latencies.withLock { $0.sorted() }
    func percentile(_ part: Double) -> Int32 {
      sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count - 1) * part)]
    }
    let rate = Double(sorted.count) * 1_000_000 / Double(max(1, duration))
    JournalProbe.say(
      "\(Int(rate)) \(percentile(0.5)) \(percentile(0.99)) \(percentile(0.999)) \(sorted.last ?? 0)\n")
  }

  private func work() {
    let number = next.add(1, ordering: .relaxed).oldValue
    var own: [Int32] = []
    own.reserveCapacity(1 << 16)
    var random = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    let append = appender(number)
    append()
    while Self.microseconds() < deadline {
      if pauseMilliseconds > 0 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        // Between half and one and a half times the pause.
        usleep(UInt32(pauseMilliseconds * 500 + Int(random % UInt64(pauseMilliseconds * 1_000))))
      }
      let start = Self.microseconds()
      append()
      own.append(Int32(clamping: Self.microseconds() - start))
    }
    latencies.withLock { $0 += own }
  }

  private func appender(_ number: Int) -> () -> Void {
    if kind == "bare" {
      let descriptor = open("\(folder)/bare-\(number)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      let bytes = [UInt8](repeating: 0x78, count: Self.lineBytes)
      return {
        guard write(descriptor, bytes, bytes.count) == bytes.count, fdatasync(descriptor) == 0 else {
          exit(74)
        }
      }
    }
    guard let seat = try? SeatIdentifier("s\(number)"), let personnel = try? OperatorIdentifier("041207"),
      let writer = try? JournalWriter(logs: folder, room: .live, seat: seat, operatorOnDuty: personnel)
    else { exit(74) }
    var count = 0
    return {
      count += 1
      guard let done = try? writer.append([JournalProbe.draft(count)]), done.isRecorded else { exit(74) }
    }
  }

  private static func microseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}

import CallJournal
import Glibc

/// Runs work on several threads at once and waits for all of them.
package enum Parallel {
  /// How many threads the machine can run at once.
  static var width: Int { ParallelWork.processors }

  /// Runs `body` on as many threads as there are processors, this one among them.
  static func run(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    defer { work.release() }
    var threads: [pthread_t] = []
    for _ in 1..<max(2, width) where width > 1 {
      var thread = pthread_t()
      let failed = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().body() }
          return nil
        }, work.toOpaque())
      if failed == 0 { threads.append(thread) }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// The values that `body` gives for 0 up to `count`, in that order.
  package static func map<Value: Sendable>(_ count: Int, body: @escaping @Sendable (Int) -> Value)
    -> [Value]
  {
    ParallelWork.map(count, threads: width, body: body)
  }

  /// A class because a C thread can only be given an address.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

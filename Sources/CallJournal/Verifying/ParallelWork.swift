import Glibc
import Synchronization

/// Does numbered pieces of work on a few threads.
///
/// A class because the threads share the number of the next piece.
package final class ParallelWork: Sendable {
  /// How many threads the machine can run at once.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private let next = Atomic<Int>(0)
  private let count: Int
  private let body: @Sendable (Int) -> Void

  private init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
  }

  /// The results of `body` for 0 to `count` - 1, in order.
  ///
  /// The caller's thread works too.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex<[(Int, Result)]>([])
    let work = ParallelWork(count: count) { index in
      let result = body(index)
      results.withLock { $0.append((index, result)) }
    }
    work.run(threads: min(threads, count))
    return results.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
  }

  private func run(threads: Int) {
    var started: [pthread_t] = []
    for _ in 1..<max(1, threads) {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(self).toOpaque()
      let failed = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<ParallelWork>.fromOpaque(argument).takeRetainedValue().work()
          return nil
        }, argument)
      if failed == 0 {
        started.append(thread)
      } else {
        Unmanaged<ParallelWork>.fromOpaque(argument).release()
      }
    }
    work()
    for thread in started { pthread_join(thread, nil) }
  }

  private func work() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}

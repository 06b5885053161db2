import Glibc

/// Work that goes on beside the console, so that neither the start nor a key waits for it.
package enum BackgroundThread {
  /// How far a thread that nobody waits for stands back behind the console.
  private static let niceness: Int32 = 10

  /// A class because a C callback can only be handed a reference.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    let isAwaited: Bool

    init(_ body: @escaping @Sendable () -> Void, isAwaited: Bool) {
      self.body = body
      self.isAwaited = isAwaited
    }
  }

  /// Runs `body` on a thread of its own, with low priority unless it is awaited; signals stay with the main
  /// thread.
  ///
  /// Nothing happens when the system gives no thread: what the work would have shown is then simply not
  /// shown.
  package static func start(isAwaited: Bool = false, _ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body, isAwaited: isAwaited))
    let failed = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
        // On Linux this is the calling thread alone.
        if !work.isAwaited {
          setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, BackgroundThread.niceness)
        }
        work.body()
        return nil
      }, work.toOpaque())
    if failed == 0 { pthread_detach(thread) } else { work.release() }
  }
}

import Glibc

/// Takes signals one by one instead of being interrupted by them.
struct SignalWait {
  private var signals = sigset_t()

  /// From now on these signals wait until they are asked for.
  init(_ numbers: [Int32]) {
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// The next signal; nil when none came within so many seconds.
  func next(seconds: Int) -> Int32? {
    var signals = signals
    var limit = timespec(tv_sec: seconds, tv_nsec: 0)
    let number = sigtimedwait(&signals, nil, &limit)
    return number > 0 ? number : nil
  }
}

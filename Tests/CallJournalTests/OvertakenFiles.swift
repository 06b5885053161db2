import Files
import Synchronization

@testable import journal_probe

/// The real file calls, between which somebody else writes on: each time a file is opened for reading.
///
/// A class because it notes whether it is at it.
final class OvertakenFiles: ForwardingFiles {
  let real = SystemFileOperations()
  private let isBusy = Mutex(false)
  // Tests run it on one thread only.
  nonisolated(unsafe) private let body: () -> Void

  init(_ body: @escaping () -> Void) { self.body = body }

  func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32 {
    let isFree = isBusy.withLock { busy in
      defer { busy = true }
      return !busy
    }
    if isFree {
      body()
      isBusy.withLock { $0 = false }
    }
    return try real.openFile(name, in: folder, for: intent)
  }

  func pause(milliseconds: Int) {}
}

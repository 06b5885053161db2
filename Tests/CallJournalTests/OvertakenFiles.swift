import Files
import Synchronization

@testable import journal_probe

/// The real file calls, between which somebody else writes on: each time a file is opened for reading, or
/// also before each piece that is read of it.
///
/// A class because it notes whether it is at it.
final class OvertakenFiles: ForwardingFiles {
  let real = SystemFileOperations()
  private let overtakesReading: Bool
  private let isBusy = Mutex(false)
  // Whoever runs it has set `isBusy`, so no two threads do at once.
  nonisolated(unsafe) private let body: () -> Void

  init(atReads overtakesReading: Bool = false, _ body: @escaping () -> Void) {
    (self.overtakesReading, self.body) = (overtakesReading, body)
  }

  private func overtake() {
    let isFree = isBusy.withLock { busy in
      defer { busy = true }
      return !busy
    }
    guard isFree else { return }
    body()
    isBusy.withLock { $0 = false }
  }

  func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32 {
    overtake()
    return try real.openFile(name, in: folder, for: intent)
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int {
    if overtakesReading { overtake() }
    return try real.read(into: buffer, from: descriptor, at: offset)
  }

  func pause(milliseconds: Int) { if overtakesReading { overtake() } }
}

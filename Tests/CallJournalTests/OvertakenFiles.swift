import CallJournal
import Files
import Synchronization

/// The real file calls, between which somebody else writes on: each time a file is opened for reading.
///
/// A class because it notes whether it is at it.
final class OvertakenFiles: FileOperations {
  private let real = SystemFileOperations()
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

  func openFolder(path: String) throws(SystemFault) -> Int32 { try real.openFolder(path: path) }
  func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    try real.openFolder(name, in: folder)
  }
  func makeFolder(path: String, mode: UInt32) throws(SystemFault) {
    try real.makeFolder(path: path, mode: mode)
  }
  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault) {
    try real.makeFolder(name, in: folder, mode: mode)
  }
  func status(of descriptor: Int32) throws(SystemFault) -> FileStatus { try real.status(of: descriptor) }
  func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus {
    try real.status(of: name, in: folder)
  }
  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault) {
    try real.setMode(mode, of: descriptor)
  }
  func lock(_ descriptor: Int32) throws(SystemFault) -> Bool { try real.lock(descriptor) }
  func waitForLock(_ descriptor: Int32) throws(SystemFault) { try real.waitForLock(descriptor) }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int {
    try real.write(bytes, to: descriptor)
  }
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int { try real.read(into: buffer, from: descriptor, at: offset) }
  func synchronize(_ descriptor: Int32) throws(SystemFault) { try real.synchronize(descriptor) }
  func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {
    try real.synchronizeFolder(descriptor)
  }
  func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault) {
    try real.rename(name, to: newName, in: folder)
  }
  func remove(_ name: String, in folder: Int32) throws(SystemFault) { try real.remove(name, in: folder) }
  func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {
    try real.reserve(bytes, of: descriptor)
  }
  func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {
    try real.reserve(bytes, of: descriptor, behind: end)
  }
  func names(in folder: Int32) throws(SystemFault) -> [String] { try real.names(in: folder) }
  func freeSpace(at folder: Int32) throws(SystemFault) -> Int64 { try real.freeSpace(at: folder) }
  func pause(milliseconds: Int) {}
  func user() -> UInt32 { real.user() }
  func close(_ descriptor: Int32) { real.close(descriptor) }
}

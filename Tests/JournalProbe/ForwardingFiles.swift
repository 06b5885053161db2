import Files

/// The real file calls, some of which somebody does otherwise: what he leaves out goes to the system.
package protocol ForwardingFiles: FileOperations {
  /// The real calls.
  var real: SystemFileOperations { get }
}

extension ForwardingFiles {
  package func openFolder(path: String) throws(SystemFault) -> Int32 { try real.openFolder(path: path) }
  package func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    try real.openFolder(name, in: folder)
  }
  package func makeFolder(path: String, mode: UInt32) throws(SystemFault) {
    try real.makeFolder(path: path, mode: mode)
  }
  package func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault) {
    try real.makeFolder(name, in: folder, mode: mode)
  }
  package func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32
  {
    try real.openFile(name, in: folder, for: intent)
  }
  package func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    try real.status(of: descriptor)
  }
  package func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus {
    try real.status(of: name, in: folder)
  }
  package func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault) {
    try real.setMode(mode, of: descriptor)
  }
  package func lock(_ descriptor: Int32) throws(SystemFault) -> Bool { try real.lock(descriptor) }
  package func waitForLock(_ descriptor: Int32) throws(SystemFault) { try real.waitForLock(descriptor) }
  package func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int {
    try real.write(bytes, to: descriptor)
  }
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int { try real.read(into: buffer, from: descriptor, at: offset) }
  package func synchronize(_ descriptor: Int32) throws(SystemFault) { try real.synchronize(descriptor) }
  package func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {
    try real.synchronizeFolder(descriptor)
  }
  package func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault) {
    try real.rename(name, to: newName, in: folder)
  }
  package func remove(_ name: String, in folder: Int32) throws(SystemFault) {
    try real.remove(name, in: folder)
  }
  package func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {
    try real.reserve(bytes, of: descriptor)
  }
  package func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {
    try real.reserve(bytes, of: descriptor, behind: end)
  }
  package func names(in folder: Int32) throws(SystemFault) -> [String] { try real.names(in: folder) }
  package func freeSpace(at folder: Int32) throws(SystemFault) -> Int64 { try real.freeSpace(at: folder) }
  package func pause(milliseconds: Int) { real.pause(milliseconds: milliseconds) }
  package func user() -> UInt32 { real.user() }
  package func close(_ descriptor: Int32) { real.close(descriptor) }
}

import Files
import Glibc
import Synchronization
import TestSupport

@testable import journal_probe

/// The real file calls, of which one fails by plan.
///
/// Calls in the spool folder are left alone.
///
/// A class because it counts calls.
final class FaultyFileOperations: ForwardingFiles {
  private struct State {
    var count = 0
    var fired = 0
    var halfDone = false
    var isOff = false
    var poisoned: Set<Int32> = []
    var syncsAfterFailure = 0
    var sparedDescriptors: Set<Int32> = []
  }

  let real = SystemFileOperations()
  private let plan: FaultPlan
  private let spared: String?
  private let state = Mutex(State())

  init(_ plan: FaultPlan, sparing folder: String? = nil) {
    self.plan = plan
    spared = folder
  }

  /// Whether the planned call was reached.
  var hasFired: Bool { state.withLock { $0.fired > 0 } }
  /// How often a descriptor was synchronized again after that had failed on it.
  var syncsAfterFailure: Int { state.withLock { $0.syncsAfterFailure } }
  /// Lets every call through from now on.
  func heal() { state.withLock { $0.isOff = true } }

  private func isSpared(_ descriptor: Int32) -> Bool {
    state.withLock { $0.sparedDescriptors.contains(descriptor) }
  }

  private func fails(_ call: String) -> Bool {
    state.withLock { state in
      guard !state.isOff, plan.calls.contains(call) else { return false }
      state.count += 1
      guard plan.forEver ? state.count >= plan.number : state.count == plan.number else { return false }
      state.fired += 1
      return true
    }
  }

  private func check(_ call: String, _ operation: SystemFault.Operation) throws(SystemFault) {
    guard fails(call) else { return }
    switch plan.fault {
    case .error(let code), .halfThenError(let code): throw SystemFault(operation, code: code)
    case .shortWrite: return
    }
  }

  func openFolder(path: String) throws(SystemFault) -> Int32 {
    if path != spared { try check("openRoot", .openFolder) }
    let descriptor = try real.openFolder(path: path)
    if path == spared { _ = state.withLock { $0.sparedDescriptors.insert(descriptor) } }
    return descriptor
  }
  func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    try check("openFolder", .openFolder)
    return try real.openFolder(name, in: folder)
  }
  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault) {
    try check("makeFolder", .makeFolder)
    try real.makeFolder(name, in: folder, mode: mode)
  }
  func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32 {
    let isSpared = isSpared(folder)
    if !isSpared { try check("open", .open) }
    let descriptor = try real.openFile(name, in: folder, for: intent)
    state.withLock {
      $0.poisoned.remove(descriptor)
      if isSpared { $0.sparedDescriptors.insert(descriptor) }
    }
    return descriptor
  }
  func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    if !isSpared(descriptor) { try check("status", .status) }
    return try real.status(of: descriptor)
  }
  func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus {
    if !isSpared(folder) { try check("statusByName", .status) }
    return try real.status(of: name, in: folder)
  }
  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault) {
    if !isSpared(descriptor) { try check("setMode", .setMode) }
    try real.setMode(mode, of: descriptor)
  }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int {
    if isSpared(descriptor) { return try real.write(bytes, to: descriptor) }
    let wasHalf = state.withLock { state in
      defer { state.halfDone = false }
      return state.halfDone
    }
    if wasHalf, case .halfThenError(let code) = plan.fault { throw SystemFault(.write, code: code) }
    guard fails("write") else { return try real.write(bytes, to: descriptor) }
    if case .error(let code) = plan.fault { throw SystemFault(.write, code: code) }
    if case .halfThenError = plan.fault { state.withLock { $0.halfDone = true } }
    return try real.write(UnsafeRawBufferPointer(rebasing: bytes[..<max(1, bytes.count / 2)]), to: descriptor)
  }
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int {
    try check("read", .read)
    return try real.read(into: buffer, from: descriptor, at: offset)
  }
  func synchronize(_ descriptor: Int32) throws(SystemFault) {
    if isSpared(descriptor) { return try real.synchronize(descriptor) }
    state.withLock { if $0.poisoned.contains(descriptor) { $0.syncsAfterFailure += 1 } }
    do {
      try check("synchronize", .synchronize)
    } catch {
      state.withLock { _ = $0.poisoned.insert(descriptor) }
      throw error
    }
    try real.synchronize(descriptor)
  }
  func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {
    if !isSpared(descriptor) { try check("synchronizeFolder", .synchronizeFolder) }
    try real.synchronizeFolder(descriptor)
  }
  func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault) {
    try check("rename", .rename)
    try real.rename(name, to: newName, in: folder)
  }
  func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {
    try check("reserve", .reserve)
    try real.reserve(bytes, of: descriptor)
  }
  func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {
    try check("reserveBehind", .reserve)
    try real.reserve(bytes, of: descriptor, behind: end)
  }
  func names(in folder: Int32) throws(SystemFault) -> [String] {
    if !isSpared(folder) { try check("names", .list) }
    return try real.names(in: folder)
  }
  func lock(_ descriptor: Int32) throws(SystemFault) -> Bool {
    if !isSpared(descriptor) { try check("lock", .lock) }
    return try real.lock(descriptor)
  }
  func remove(_ name: String, in folder: Int32) throws(SystemFault) {
    if !isSpared(folder) { try check("remove", .remove) }
    try real.remove(name, in: folder)
  }
  func pause(milliseconds: Int) {}
  func close(_ descriptor: Int32) {
    _ = state.withLock { $0.sparedDescriptors.remove(descriptor) }
    real.close(descriptor)
  }
}

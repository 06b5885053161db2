import CallJournal
import Files
import Glibc
import Synchronization

/// A file system in memory that knows what is on the disk and what is only on its way there.
///
/// A class because writers hold it while the test looks into it.
final class MemoryDisk: FileOperations {
  /// What has not reached the disk since a file was synchronized last.
  struct Change: Hashable, Sendable {
    let offset: Int
    let bytes: [UInt8]
  }

  /// A file or a folder.
  struct Node: Hashable, Sendable {
    var isFolder: Bool
    var content: [UInt8] = []
    var durable: [UInt8] = []
    var changes: [Change] = []
    var entries: [String: Int] = [:]
    var durableEntries: [String: Int] = [:]
    var mode: UInt32 = 0o600
  }

  /// Everything at one moment; node 0 is the logs folder, node 1 the spool's.
  struct State: Hashable, Sendable {
    var nodes: [Int: Node] = [0: Node(isFolder: true), 1: Node(isFolder: true)]
    var open: [Int32: Int] = [:]
    var locks: [Int: Int32] = [:]
    var nextNode = 2
    var nextDescriptor: Int32 = 3
  }

  private let state: Mutex<State>
  /// The calls that fail on the logs' disk: `write`, `synchronize`.
  private let failing = Mutex<(calls: Set<String>, times: Int)>(([], 0))
  private let afterEach = Mutex<(@Sendable (State) -> Void)?>(nil)

  init(_ state: State = State()) {
    self.state = Mutex(state)
  }

  /// The state now.
  var snapshot: State { state.withLock { $0 } }

  /// Calls `body` with the state after every call that changes something.
  func observe(_ body: (@Sendable (State) -> Void)?) { afterEach.withLock { $0 = body } }

  /// Lets the next so many of these calls fail, but for the spool's folder, which is on another disk.
  func fail(_ calls: Set<String>, times: Int) { failing.withLock { $0 = (calls, times) } }

  private func check(
    _ call: String, _ operation: SystemFault.Operation, _ number: Int, _ state: State
  ) throws(SystemFault) {
    guard state.nodes[1]?.entries.values.contains(number) == false else { return }
    let fails = failing.withLock { failing in
      guard failing.times > 0, failing.calls.contains(call) else { return false }
      failing.times -= 1
      return true
    }
    if fails { throw SystemFault(operation, code: EIO) }
  }

  /// The bytes of the file at these names.
  func content(_ names: [String]) -> [UInt8]? {
    state.withLock { state in node(names, state).flatMap { state.nodes[$0]?.content } }
  }

  /// Puts other bytes into the file at these names, as if they had always been on the disk.
  func replace(_ names: [String], with bytes: [UInt8]) {
    state.withLock { state in
      guard let number = node(names, state) else { return }
      state.nodes[number]?.content = bytes
      state.nodes[number]?.durable = bytes
    }
  }

  private func node(_ names: [String], _ state: State) -> Int? {
    names.reduce(0) { number, name in number.flatMap { state.nodes[$0]?.entries[name] } }
  }

  private func change<Result>(_ body: (inout State) throws(SystemFault) -> Result) throws(SystemFault)
    -> Result
  {
    let outcome: Swift.Result<Result, SystemFault> = state.withLock { state in
      do throws(SystemFault) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    let result = try outcome.get()
    afterEach.withLock { $0 }?(snapshot)
    return result
  }

  private static func open(_ number: Int, _ state: inout State) -> Int32 {
    defer { state.nextDescriptor += 1 }
    state.open[state.nextDescriptor] = number
    return state.nextDescriptor
  }

  private static func number(_ descriptor: Int32, _ state: State) throws(SystemFault) -> Int {
    guard let number = state.open[descriptor] else { throw SystemFault(.status, code: EBADF) }
    return number
  }

  private func look<Result>(_ body: (State) throws(SystemFault) -> Result) throws(SystemFault) -> Result {
    try body(snapshot)
  }

  func openFolder(path: String) throws(SystemFault) -> Int32 {
    guard let number = ["logs", "spool"].firstIndex(of: path) else {
      throw SystemFault(.openFolder, code: ENOENT)
    }
    return state.withLock { Self.open(number, &$0) }
  }

  func openFolder(_ name: String, in folder: Int32) throws(SystemFault) -> Int32 {
    let state = snapshot
    guard let number = state.nodes[try Self.number(folder, state)]?.entries[name] else {
      throw SystemFault(.openFolder, code: ENOENT)
    }
    guard state.nodes[number]?.isFolder == true else { throw SystemFault(.openFolder, code: ENOTDIR) }
    return self.state.withLock { Self.open(number, &$0) }
  }

  func makeFolder(path: String, mode: UInt32) throws(SystemFault) {
    throw SystemFault(.makeFolder, code: EEXIST)
  }

  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in
      let parent = try Self.number(folder, state)
      guard state.nodes[parent]?.entries[name] == nil else { throw SystemFault(.makeFolder, code: EEXIST) }
      state.nodes[state.nextNode] = Node(isFolder: true)
      state.nodes[parent]?.entries[name] = state.nextNode
      state.nextNode += 1
    }
  }

  func openFile(_ name: String, in folder: Int32, for intent: FileIntent) throws(SystemFault) -> Int32 {
    let before = snapshot
    let parent = try Self.number(folder, before)
    if let number = before.nodes[parent]?.entries[name] {
      if intent == .create { throw SystemFault(.open, code: EEXIST) }
      return state.withLock { Self.open(number, &$0) }
    }
    guard intent == .create || intent == .appendOrCreate else { throw SystemFault(.open, code: ENOENT) }
    return try change { (state) throws(SystemFault) in
      let number = state.nextNode
      state.nextNode += 1
      state.nodes[number] = Node(isFolder: false)
      state.nodes[parent]?.entries[name] = number
      return Self.open(number, &state)
    }
  }

  func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    let state = snapshot
    return Self.status(state.nodes[try Self.number(descriptor, state)])
  }

  func status(of name: String, in folder: Int32) throws(SystemFault) -> FileStatus {
    let state = snapshot
    guard let number = state.nodes[try Self.number(folder, state)]?.entries[name] else {
      throw SystemFault(.status, code: ENOENT)
    }
    return Self.status(state.nodes[number])
  }

  private static func status(_ node: Node?) -> FileStatus {
    FileStatus(
      size: Int64(node?.content.count ?? 0), isRegular: node?.isFolder == false, links: 1, owner: 1_000,
      mode: node?.mode ?? 0)
  }

  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in state.nodes[try Self.number(descriptor, state)]?.mode = mode }
  }

  func lock(_ descriptor: Int32) throws(SystemFault) -> Bool {
    let number = try Self.number(descriptor, snapshot)
    return state.withLock { state in
      if let holder = state.locks[number], holder != descriptor, state.open[holder] == number { return false }
      state.locks[number] = descriptor
      return true
    }
  }

  func waitForLock(_ descriptor: Int32) throws(SystemFault) {
    guard try lock(descriptor) else { throw SystemFault(.lock, code: EDEADLK) }
  }

  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemFault) -> Int {
    let copy = Array(bytes)
    return try change { (state) throws(SystemFault) in
      let number = try Self.number(descriptor, state)
      try check("write", .write, number, state)
      let offset = state.nodes[number]?.content.count ?? 0
      state.nodes[number]?.changes.append(Change(offset: offset, bytes: copy))
      state.nodes[number]?.content += copy
      return copy.count
    }
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int64
  ) throws(SystemFault) -> Int {
    let state = snapshot
    let content = state.nodes[try Self.number(descriptor, state)]?.content ?? []
    let part = content.dropFirst(Int(offset)).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  func synchronize(_ descriptor: Int32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in
      let number = try Self.number(descriptor, state)
      try check("synchronize", .synchronize, number, state)
      let content = state.nodes[number]?.content ?? []
      state.nodes[number]?.durable = content
      state.nodes[number]?.changes = []
    }
  }

  func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in
      let number = try Self.number(descriptor, state)
      let entries = state.nodes[number]?.entries ?? [:]
      state.nodes[number]?.durableEntries = entries
    }
  }

  func rename(_ name: String, to newName: String, in folder: Int32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in
      let parent = try Self.number(folder, state)
      guard let number = state.nodes[parent]?.entries.removeValue(forKey: name) else {
        throw SystemFault(.rename, code: ENOENT)
      }
      state.nodes[parent]?.entries[newName] = number
    }
  }

  func remove(_ name: String, in folder: Int32) throws(SystemFault) {
    try change { (state) throws(SystemFault) in
      guard state.nodes[try Self.number(folder, state)]?.entries.removeValue(forKey: name) != nil else {
        throw SystemFault(.remove, code: ENOENT)
      }
    }
  }

  func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {}
  func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {}
  func names(in folder: Int32) throws(SystemFault) -> [String] {
    let state = snapshot
    return Array((state.nodes[try Self.number(folder, state)]?.entries ?? [:]).keys)
  }
  func freeSpace(at folder: Int32) throws(SystemFault) -> Int64 { 1 << 40 }
  func pause(milliseconds: Int) {}
  func user() -> UInt32 { 1_000 }
  func close(_ descriptor: Int32) {
    state.withLock { state in
      guard let number = state.open.removeValue(forKey: descriptor) else { return }
      if state.locks[number] == descriptor { state.locks[number] = nil }
    }
  }
}

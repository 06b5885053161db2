import Glibc

/// A file that holds nothing the journals do not say, kept so that they need not be read again: the one
/// machine under everything in `cache/` of the logs folder.
///
/// It may be deleted at any time, and every trouble with it is as if there were none: then the journals are
/// read, which only takes longer. What it promises:
///
/// - **Owner and mode.** It stands in `cache/UID/` of the user who made it: `cache` is 3770 like every folder
///   of records, so that each of a group finds a place; the user's own folder is 0700 and the file 0600,
///   because what is gathered of many calls is more than any one line says. Whichever command comes first
///   makes them so, and repairs what an older program left. A file of another user, or with a second name, is
///   as none.
/// - **Whole or not at all.** It is written beside and renamed. Readers go on in the file they opened.
/// - **Layout.** One of another layout, version or kind of machine is as none.
/// - **Digest.** Each of its sections has a sum that a change of any byte changes, and is checked when it is
///   asked for; what nobody asks for is not read. Against accidents, not against its owner.
/// - **Freshness.** What it was made from is told by prints (`FilePrint`) that were taken *before* the
///   reading and are the same after it; it counts only while they are the same still. Who makes it puts
///   their digest into `source`, or the prints themselves into a section when it is kept up to date piece by
///   piece. A source that changed less than two seconds ago is too fresh to be relied on, because a second
///   change may have the same time; files that only grow tell a change by their size.
package struct DerivedFile: Sendable {
  /// What the sections mean: a name of at most 24 bytes and a number that changes when they change.
  package struct Layout: Hashable, Sendable {
    let name: String
    let version: Int

    /// A layout from its name and version.
    package init(_ name: String, version: Int) {
      self.name = name
      self.version = version
    }
  }

  private static let cacheMode: UInt32 = 0o3770
  private static let ownMode: UInt32 = 0o700

  private let logs: String
  private let name: String
  private let layout: Layout
  private let operations: any FileOperations

  /// The file called `name` of this user below the logs folder at `logs`.
  package init(
    logs: String, name: String, layout: Layout, operations: any FileOperations = SystemFileOperations()
  ) {
    self.logs = logs
    self.name = name
    self.layout = layout
    self.operations = operations
  }

  /// What stands there; nil when there is none, or none that this user wrote in this layout.
  package func open() -> DerivedContents? {
    // A cache that cannot be opened is none.
    guard let folder = try? openFolder() else { return nil }
    defer { operations.close(folder) }
    // The same for the file itself.
    guard let descriptor = try? operations.openFile(name, in: folder, for: .read) else { return nil }
    return DerivedContents(descriptor, layout: layout, operations: operations)
  }

  /// Puts these sections there, 64 at most; false when they could not be kept, which is no fault.
  ///
  /// `source` is a digest of at most 32 bytes over the prints of what they were made from.
  @discardableResult
  package func write(_ sections: [[UInt8]], source: [UInt8] = []) -> Bool {
    // A cache that cannot be made is done without.
    guard sections.count <= DerivedHead.mostSections, let folder = try? makeFolder() else { return false }
    defer { operations.close(folder) }
    let fresh = ".\(name).\(getpid()).new"
    do throws(SystemFault) {
      // Left by a program that had this number and was killed; nobody else writes here.
      try? operations.remove(fresh, in: folder)
      let descriptor = try operations.openFile(fresh, in: folder, for: .create)
      defer { operations.close(descriptor) }
      try operations.writeAll(DerivedHead(layout, sections: sections, source: source).bytes, to: descriptor)
      for section in sections { try operations.writeAll(DerivedHead.padded(section), to: descriptor) }
      try operations.rename(fresh, to: name, in: folder)
      return true
    } catch {
      // A half-written file under its own name is read by nobody.
      try? operations.remove(fresh, in: folder)
      return false
    }
  }

  /// Runs `body` while no other process of this user runs one for this file, so that many consoles starting
  /// at once do the work once.
  ///
  /// It waits for the others; where no lock can be had, `body` runs at once.
  package func alone<Result>(_ body: () -> Result) -> Result {
    // Where nothing can be locked the work is done twice, no more.
    guard let folder = try? makeFolder() else { return body() }
    defer { operations.close(folder) }
    // The same without the lock file.
    guard let descriptor = try? operations.openFile(".\(name).lock", in: folder, for: .appendOrCreate) else {
      return body()
    }
    defer { operations.close(descriptor) }
    // Nor does a lock that is not given stop anybody.
    try? operations.uninterrupted { () throws(SystemFault) in try operations.waitForLock(descriptor) }
    return body()
  }

  private func openFolder() throws(SystemFault) -> Int32 {
    let outer = try operations.openFolder(path: logs)
    defer { operations.close(outer) }
    let cache = try operations.openFolder("cache", in: outer)
    defer { operations.close(cache) }
    return try operations.openFolder("\(operations.user())", in: cache)
  }

  private func makeFolder() throws(SystemFault) -> Int32 {
    let outer = try operations.openFolder(path: logs)
    defer { operations.close(outer) }
    let cache = try makeFolder("cache", in: outer, mode: Self.cacheMode)
    defer { operations.close(cache) }
    return try makeFolder("\(operations.user())", in: cache, mode: Self.ownMode)
  }

  private func makeFolder(_ name: String, in outer: Int32, mode: UInt32) throws(SystemFault) -> Int32 {
    do { try operations.makeFolder(name, in: outer, mode: mode) } catch  where error.code == EEXIST {}
    let folder = try operations.openFolder(name, in: outer)
    do throws(SystemFault) {
      let status = try operations.status(of: folder)
      if status.owner == operations.user(), status.mode != mode { try operations.setMode(mode, of: folder) }
      return folder
    } catch {
      operations.close(folder)
      throw error
    }
  }
}

/// An open derived file, whose sections are read and checked one by one when they are asked for.
///
/// A class because it holds the file open: whatever happens to the name meanwhile, this is what was found.
package final class DerivedContents: Sendable {
  private static let largest: Int64 = 1 << 30

  private let descriptor: Int32
  private let head: DerivedHead
  private let operations: any FileOperations

  /// The digest over the prints of what it was made from; 32 bytes.
  package var source: [UInt8] { head.source }
  /// How many sections it has.
  package var count: Int { head.sections.count }

  /// Takes over the descriptor; nil when the file is not this user's own, or not of this layout.
  fileprivate init?(_ descriptor: Int32, layout: DerivedFile.Layout, operations: any FileOperations) {
    func head() throws(SystemFault) -> DerivedHead? {
      let status = try operations.status(of: descriptor)
      guard status.isRegular, status.owner == operations.user(), status.links == 1,
        status.size <= Self.largest
      else { return nil }
      let bytes = try operations.readAll(min(status.size, DerivedHead.largest), from: descriptor, at: 0)
      guard let head = DerivedHead(bytes, layout: layout), head.size == status.size else { return nil }
      return head
    }
    // One that cannot be read is none.
    guard let head = (try? head()) ?? nil else {
      operations.close(descriptor)
      return nil
    }
    (self.descriptor, self.head, self.operations) = (descriptor, head, operations)
  }

  deinit { operations.close(descriptor) }

  /// The bytes of a section; nil when they are not as they were written.
  package func section(_ index: Int) -> [UInt8]? { values(section: index) }

  /// The values of a plain layout that a section consists of; nil when they are not as they were written.
  package func values<Value: BitwiseCopyable>(section index: Int) -> [Value]? {
    guard head.sections.indices.contains(index) else { return nil }
    let section = head.sections[index]
    // A section that cannot be read is none, like one with another sum.
    guard section.count % MemoryLayout<Value>.stride == 0,
      let values: [Value] = try? operations.values(
        section.count / MemoryLayout<Value>.stride, from: descriptor, at: head.offset(of: index)),
      values.withUnsafeBytes({ $0.count == section.count && DerivedHead.sum($0) == section.sum })
    else { return nil }
    return values
  }
}

/// What stands before the sections: layout, source, and how long each section is, with its sum.
private struct DerivedHead {
  struct Section {
    let count: Int
    let sum: UInt64
  }

  /// Numbers are in the order of the machine; on another one this begins otherwise.
  private static let magic: [UInt8] = Array("call110d".utf8) + Self.bytes(0x0102_0304_0506_0708)
  private static let nameLength = 24
  private static let sourceLength = 32
  private static let fixed = 16 + nameLength + 8 + sourceLength + 8
  static let mostSections = 64
  static let largest = Int64(fixed + mostSections * 16 + 8)

  let source: [UInt8]
  let sections: [Section]
  private let layout: DerivedFile.Layout

  init(_ layout: DerivedFile.Layout, sections: [[UInt8]], source: [UInt8]) {
    self.layout = layout
    self.source =
      source.prefix(Self.sourceLength)
      + [UInt8](repeating: 0, count: max(0, Self.sourceLength - source.count))
    self.sections = sections.map { bytes in Section(count: bytes.count, sum: bytes.withUnsafeBytes(Self.sum))
    }
  }

  init?(_ bytes: [UInt8], layout: DerivedFile.Layout) {
    guard bytes.count >= Self.fixed + 8, bytes.starts(with: Self.magic + Self.name(layout)) else {
      return nil
    }
    func number(_ offset: Int) -> UInt64 {
      bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    }
    let start = 16 + Self.nameLength
    let count = number(Self.fixed - 8)
    guard number(start) == UInt64(layout.version), count <= UInt64(Self.mostSections) else { return nil }
    let end = Self.fixed + Int(count) * 16
    guard bytes.count >= end + 8,
      bytes.withUnsafeBytes({ Self.sum(UnsafeRawBufferPointer(rebasing: $0[..<end])) }) == number(end)
    else { return nil }
    self.layout = layout
    source = Array(bytes[(start + 8)..<(start + 8 + Self.sourceLength)])
    sections = (0..<Int(count)).map { index in
      Section(
        count: Int(truncatingIfNeeded: number(Self.fixed + index * 16)),
        sum: number(Self.fixed + index * 16 + 8))
    }
    guard sections.allSatisfy({ $0.count >= 0 && $0.count < 1 << 30 }) else { return nil }
  }

  var bytes: [UInt8] {
    var bytes = Self.magic + Self.name(layout) + Self.bytes(UInt64(layout.version)) + source
    bytes += Self.bytes(UInt64(sections.count))
    for section in sections { bytes += Self.bytes(UInt64(section.count)) + Self.bytes(section.sum) }
    return bytes + Self.bytes(bytes.withUnsafeBytes { Self.sum($0) })
  }

  /// How long the whole file is.
  var size: Int64 { offset(of: sections.count) }

  func offset(of index: Int) -> Int64 {
    sections[..<index].reduce(Int64(Self.fixed + sections.count * 16 + 8)) { $0 + Int64(Self.up($1.count)) }
  }

  static func padded(_ section: [UInt8]) -> [UInt8] {
    let missing = up(section.count) - section.count
    return missing == 0 ? section : section + [UInt8](repeating: 0, count: missing)
  }

  private static func up(_ count: Int) -> Int { (count + 7) / 8 * 8 }

  private static func bytes(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }

  private static func name(_ layout: DerivedFile.Layout) -> [UInt8] {
    let name = Array(layout.name.utf8.prefix(nameLength))
    return name + [UInt8](repeating: 0, count: nameLength - name.count)
  }

  /// A sum over all bytes that a change of any of them changes; four lanes, because one waits for its
  /// multiplication.
  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let prime: UInt64 = 0x1000_0000_01B3
    func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
    var (first, second): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
    var (third, fourth): (UInt64, UInt64) = (0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63)
    var index = 0
    while index + 32 <= bytes.count {
      first = (first ^ word(index)) &* prime
      second = (second ^ word(index + 8)) &* prime
      third = (third ^ word(index + 16)) &* prime
      fourth = (fourth ^ word(index + 24)) &* prime
      index += 32
    }
    var sum = UInt64(bytes.count)
    while index < bytes.count {
      sum = (sum ^ UInt64(bytes[index])) &* prime
      index += 1
    }
    for lane in [first, second, third, fourth] { sum = (sum ^ lane ^ lane >> 29) &* prime }
    return sum
  }
}

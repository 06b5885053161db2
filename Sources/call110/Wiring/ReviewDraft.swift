import CallModel
import CallReview
import Files
import Glibc
import PlainText

/// What a reviewer has typed into an unfinished score card, kept on the disk line by line.
///
/// While it is open its file is locked, so that nobody else is given the same call. A class because it owns
/// a locked descriptor.
final class ReviewDraft {
  /// A score card has a few dozen questions.
  private static let largest: Int64 = 1 << 20
  private static let files = SystemFileOperations()

  private let path: String
  private let descriptor: Int32
  /// Whether all of it is on the disk so far.
  private(set) var isKept = true

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { Self.files.close(descriptor) }

  /// The draft of `reviewer` about `call`, made when there is none; nil when it cannot be opened or is in
  /// use.
  convenience init?(_ call: CallIdentifier, reviewer: OperatorIdentifier, in folders: [String]) {
    for folder in folders {
      let path = "\(folder)/\(call).\(reviewer)"
      guard let descriptor = Self.lock(path, creating: true) else { continue }
      self.init(path: path, descriptor: descriptor)
      return
    }
    return nil
  }

  private static func lock(_ path: String, creating: Bool) -> Int32? {
    // One that cannot be opened is not to be had, like one that is in use.
    guard let descriptor = try? files.openFile(path: path, for: creating ? .ownOrCreate : .own) else {
      return nil
    }
    // A lock that cannot be asked for may be somebody else's.
    guard (try? files.lock(descriptor)) == true else {
      files.close(descriptor)
      return nil
    }
    return descriptor
  }

  /// The items the kept lines answer, and the lines.
  func read() -> (items: [QualityItem], lines: [String])? {
    // A draft that cannot be read is begun anew.
    guard let bytes = try? Self.files.readAll(Self.largest, from: descriptor, at: 0), !bytes.isEmpty else {
      return nil
    }
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Behind the last line end stands nothing, or a line that was never finished.
    lines.removeLast()
    guard let head = lines.first else { return nil }
    return (
      head.split(separator: " ").compactMap { QualityItem(rawValue: String($0)) }, Array(lines.dropFirst())
    )
  }

  /// Begins anew, for these items.
  func begin(_ items: [QualityItem]) {
    isKept = succeeds { () throws(SystemFault) in try Self.files.truncate(descriptor, to: 0) }
    add(items.map(\.rawValue).joined(separator: " "))
  }

  /// Keeps a line that was taken; it is on the disk when this returns.
  func add(_ line: String) {
    let bytes = Array((SafeText(line).description + "\n").utf8)
    isKept =
      isKept
      && succeeds { () throws(SystemFault) in
        try Self.files.writeAll(bytes, to: descriptor)
        try Self.files.synchronize(descriptor)
      }
  }

  private func succeeds(_ body: () throws(SystemFault) -> Void) -> Bool {
    do throws(SystemFault) { try body() } catch { return false }
    return true
  }

  /// Removes it, once the card is recorded or nothing was answered.
  func remove() {
    // One that stays is offered once more; its answers are on record already.
    try? Self.files.remove(path: path)
  }

  /// The calls with a draft: the reviewer's own, other people's, and those open at this moment.
  static func begun(
    by reviewer: OperatorIdentifier, in folders: [String]
  ) -> (own: Set<CallIdentifier>, others: Set<CallIdentifier>, busy: Set<CallIdentifier>) {
    var (own, others, busy) = (Set<CallIdentifier>(), Set<CallIdentifier>(), Set<CallIdentifier>())
    for folder in folders {
      for name in names(folder) {
        let parts = name.split(separator: ".")
        guard parts.count == 2, let call = CallIdentifier(ifValid: parts[0]) else { continue }
        if parts[1] == reviewer.description { own.insert(call) } else { others.insert(call) }
        if let descriptor = lock("\(folder)/\(name)", creating: false) {
          files.close(descriptor)
        } else {
          busy.insert(call)
        }
      }
    }
    return (own, others, busy)
  }

  private static func names(_ folder: String) -> [String] {
    // Where nobody reviewed yet there is no folder.
    guard let descriptor = try? files.openFolder(path: folder) else { return [] }
    defer { files.close(descriptor) }
    // Names that cannot be read belong to drafts that cannot be opened either.
    return ((try? files.names(in: descriptor)) ?? []).sorted()
  }

  /// Where drafts are kept: beside the records, else where this account keeps its own state.
  static func folders(_ invocation: Invocation) -> [String] {
    let places = [invocation.logsDirectory + "/state", ConsoleOpening.spool(invocation)].compactMap { $0 }
    return places.compactMap { place in
      for folder in [place, place + "/review"] {
        do throws(SystemFault) {
          try files.makeFolder(path: folder, mode: 0o700)
        } catch {
          guard error.code == EEXIST else { return nil }
        }
      }
      return place + "/review"
    }
  }
}

import CallModel
import CallReview
import Glibc
import PlainText

/// What a reviewer has typed into an unfinished score card, kept on the disk line by line.
///
/// While it is open its file is locked, so that nobody else is given the same call. A class because it owns
/// a locked descriptor.
final class ReviewDraft {
  /// A score card has a few dozen questions.
  private static let largest = 1 << 20

  private let path: String
  private let descriptor: Int32
  /// Whether all of it is on the disk so far.
  private(set) var isKept = true

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The draft of `reviewer` about `call`, made when there is none; nil when it cannot be opened or is in
  /// use.
  convenience init?(_ call: CallIdentifier, _ reviewer: OperatorIdentifier, in folders: [String]) {
    for folder in folders {
      let path = "\(folder)/\(call).\(reviewer)"
      guard let descriptor = Self.lock(path, creating: true) else { continue }
      self.init(path: path, descriptor: descriptor)
      return
    }
    return nil
  }

  private static func lock(_ path: String, creating: Bool) -> Int32? {
    let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_APPEND
    let descriptor = Glibc.open(path, creating ? flags | O_CREAT : flags, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// The items the kept lines answer, and the lines.
  func read() -> (items: [QualityItem], lines: [String])? {
    var bytes = [UInt8](repeating: 0, count: Self.largest)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    var lines = String(decoding: bytes[..<count], as: UTF8.self)
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
    isKept = ftruncate(descriptor, 0) == 0
    add(items.map(\.rawValue).joined(separator: " "))
  }

  /// Keeps a line that was taken; it is on the disk when this returns.
  func add(_ line: String) {
    let bytes = Array((SafeText(line).description + "\n").utf8)
    isKept = isKept && write(descriptor, bytes, bytes.count) == bytes.count && fdatasync(descriptor) == 0
  }

  /// Removes it, once the card is recorded or nothing was answered.
  func remove() { unlink(path) }

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
          close(descriptor)
        } else {
          busy.insert(call)
        }
      }
    }
    return (own, others, busy)
  }

  private static func names(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  /// Where drafts are kept: beside the records, else where this account keeps its own state.
  static func folders(_ invocation: Invocation) -> [String] {
    let places = [invocation.logsDirectory + "/state", ConsoleOpening.spool(invocation)].compactMap { $0 }
    return places.compactMap { place in
      for folder in [place, place + "/review"] where mkdir(folder, 0o700) != 0 && errno != EEXIST {
        return nil
      }
      return place + "/review"
    }
  }
}

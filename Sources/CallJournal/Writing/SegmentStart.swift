import CPlatform
import PlainText

/// The payload of `segment`, the first line of every file: which file it goes on from, at which line, and
/// why.
struct SegmentStart: Hashable, Sendable {
  static let kind = "segment"

  /// The end of the file before; nil for the first file ever.
  let after: ChainPoint?
  /// Why.
  let reason: SegmentReason
  /// Whether lines that stand behind `after` in the file before were not acknowledged and are written again
  /// here: those that do stand here again count once (`RepeatProof`), all others as ever.
  let repeats: Bool
  /// Files of this seat that lie between and were not touched, because they are no journals of ours or cannot
  /// be read.
  let skipped: [String]

  /// The folder of records that the line says it was written for; nil in lines that say none.
  private(set) var folder: FolderIdentity?

  /// The payload of the line, written for this folder by this account.
  func payload(in folder: FolderIdentity?, account: UInt32) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("folder", folder?.description)
      writer.member("account", Self.name(of: account))
      writer.member("after", after?.path.description)
      writer.member("lines", after?.lines)
      writer.member("bytes", after?.bytes)
      writer.member("why", reason.rawValue)
      if repeats { writer.member("repeats", true) }
      if !skipped.isEmpty { writer.array("skipped") { names in for name in skipped { names.value(name) } } }
    }
  }

  /// The account's name as far as this machine's own files have it.
  static func name(of account: UInt32) -> String? {
    var name = [CChar](repeating: 0, count: 64)
    let length = call110_local_account_name(account, &name, name.count)
    guard length > 0 else { return nil }
    return SafeText(String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
      .description
  }

  init(after: ChainPoint?, reason: SegmentReason, repeats: Bool = false, skipped: [String] = []) {
    self.after = after
    self.reason = reason
    self.repeats = repeats
    self.skipped = skipped
  }

  /// What a `segment` entry says; nil for any other entry.
  init?(_ entry: JournalEntry) {
    guard entry.kind == Self.kind else { return nil }
    self.init(entry.value, previous: entry.previous)
  }

  /// What such a payload says in a line with this link.
  init?(_ payload: [UInt8], previous: LineDigest) {
    guard let value = JSONReader.value(payload) else { return nil }
    self.init(value, previous: previous)
  }

  private init?(_ value: JSONValue, previous: LineDigest) {
    guard let reason = value["why"]?.string.flatMap(SegmentReason.init(rawValue:)) else { return nil }
    var after: ChainPoint?
    if let path = value["after"]?.string.flatMap({ JournalPath($0) }), let lines = value["lines"]?.integer,
      let bytes = value["bytes"]?.integer
    {
      after = ChainPoint(path: path, lines: lines, bytes: bytes, head: previous)
    }
    self.init(
      after: after, reason: reason, repeats: value["repeats"]?.bool ?? false,
      skipped: (value["skipped"]?.array ?? []).compactMap(\.string))
    folder = value["folder"]?.string.flatMap { FolderIdentity($0) }
  }
}

/// Why a new journal file was started.
public enum SegmentReason: String, CaseIterable, Sendable {
  /// The first file this seat ever wrote.
  case first
  /// A new day.
  case day
  /// The file before could not be written or synchronized and is not touched again.
  case failed
  /// The file before is damaged.
  case damaged
  /// The file before has an unfinished end.
  case torn
  /// The file before lies on a later day: the clock was set back.
  case clock
  /// The file before has lines of a newer format.
  case newer
  /// Events wait in the spool: the file before may hold less on the disk than it shows.
  case spool
  /// The file before disappeared while it was written.
  case removed
  /// What stands in the file's place is no journal of ours.
  case refused
}

/// A place in a seat's chain: a file, how much of it, and the digest of the line that ends there.
public struct ChainPoint: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// How many lines.
  public let lines: Int64
  /// How many bytes those lines take.
  public let bytes: Int64
  /// The digest of the last of them; when there is none, what the first one is linked to.
  public let head: LineDigest

  /// A point from its parts.
  public init(path: JournalPath, lines: Int64, bytes: Int64, head: LineDigest) {
    self.path = path
    self.lines = lines
    self.bytes = bytes
    self.head = head
  }
}

import PlainText

/// The payload of `segment`, the first line of every file: which file it goes on from, at which line, and
/// why.
struct SegmentStart: Hashable, Sendable {
  static let kind = "segment"

  /// The end of the file before; nil for the first file ever.
  let after: ChainPoint?
  /// Why.
  let reason: SegmentReason
  /// Whether everything behind `after` in the file before was written again here and no longer counts there.
  let repeats: Bool
  /// Files of this seat that lie between and were not touched, because they are no journals of ours or cannot
  /// be read.
  let skipped: [String]

  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("after", after?.path.description)
      writer.member("lines", after?.lines)
      writer.member("bytes", after?.bytes)
      writer.member("why", reason.rawValue)
      if repeats { writer.member("repeats", true) }
      if !skipped.isEmpty { writer.array("skipped") { names in for name in skipped { names.value(name) } } }
    }
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
    let value = entry.value
    guard let reason = value["why"]?.string.flatMap(SegmentReason.init(rawValue:)) else { return nil }
    var after: ChainPoint?
    if let path = value["after"]?.string.flatMap({ JournalPath($0) }), let lines = value["lines"]?.integer,
      let bytes = value["bytes"]?.integer
    {
      after = ChainPoint(path: path, lines: lines, bytes: bytes, head: entry.previous)
    }
    self.init(
      after: after, reason: reason, repeats: value["repeats"]?.bool ?? false,
      skipped: (value["skipped"]?.array ?? []).compactMap(\.string))
  }
}

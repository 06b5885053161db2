import CallModel
import PlainText

/// The payload of `replayed`: the next `events` lines happened earlier, while nothing could be recorded.
struct ReplayMark: Hashable, Sendable {
  static let kind = "replayed"

  /// How many of the lines after this one waited.
  let events: Int
  /// When the first of them happened.
  let since: WallInstant
  /// The spool file they were read from; nil when they waited in memory.
  let spool: String?

  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("events", events)
      writer.member("since", since.description)
      writer.member("spool", spool)
    }
  }
}

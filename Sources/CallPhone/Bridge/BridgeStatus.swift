import PlainText

/// How a bridge is, as its status file says.
public struct BridgeStatus: Hashable, Sendable {
  /// The state in one word.
  public enum State: String, CaseIterable, Sendable {
    /// Connecting or logging in.
    case connecting
    /// Listening.
    case up
    /// Not connected; it will be tried again.
    case down
    /// Listening, and calls go by unheard.
    case silent
    /// The account or its secret is wrong.
    case refused
  }

  /// How far the connection is.
  public internal(set) var state = State.connecting
  /// Since when it has been so, ms since 1970.
  public internal(set) var since: Int64 = 0
  /// When the last phone event was written, ms since 1970.
  public internal(set) var lastEvent: Int64?
  /// How long the last ping took, in ms.
  public internal(set) var pingMilliseconds: Int64?
  /// How far the telephone system's clock is ahead of this machine's, in ms.
  public internal(set) var offsetMilliseconds: Int64?
  /// How many calls went by while the link was down; channels where the telephone system counts those.
  public internal(set) var unseenCalls: Int64 = 0
  /// How often the telephone system was started anew.
  public internal(set) var restarts: Int64 = 0
  /// The version of the manager interface.
  public internal(set) var interface: String?
  /// The version of the telephone system.
  public internal(set) var system: String?
  /// When the telephone system was started, as it says so.
  public internal(set) var systemStarted: String?
  /// How many calls, or channels, the telephone system has processed since then.
  public internal(set) var processedCalls: Int64?
  /// How many of them the bridge has heard of since that count.
  public internal(set) var heardCalls: Int64 = 0
  /// Whether this process puts callers nobody answered on record, so that no console need do it.
  public internal(set) var recordsCallers = false
  /// The telephones seen that have no seat.
  public internal(set) var unmapped: [String] = []
  /// Whether events come without a time.
  public internal(set) var lacksTimestamps = false
  /// How many messages were too large and were dropped.
  public internal(set) var dropped = 0

  /// The status file's bytes; `at` is when it is written, in ms since 1970.
  public func encoded(source: String, at: Int64) -> [UInt8] {
    JSONWriter.object { file in
      file.member("v", 1)
      file.member("src", source)
      file.member("state", state.rawValue)
      file.member("since", since)
      file.member("last_event", lastEvent)
      file.member("ping_ms", pingMilliseconds)
      file.member("offset_ms", offsetMilliseconds)
      file.member("unseen_calls", unseenCalls)
      file.member("restarts", restarts)
      file.member("ami", interface)
      file.member("asterisk", system)
      file.member("started", systemStarted)
      file.member("processed_calls", processedCalls)
      file.member("heard_calls", heardCalls)
      file.member("records_callers", recordsCallers)
      file.array("unmapped") { list in for device in unmapped { list.value(device) } }
      file.member("no_timestamps", lacksTimestamps)
      file.member("dropped", dropped)
      file.member("at", at)
    } + [0x0A]
  }
}

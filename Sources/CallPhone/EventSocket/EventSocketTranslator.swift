/// Says what FreeSWITCH's events mean in the words of the manager's messages, so that one mapper knows what
/// becomes of callers and legs.
///
/// A leg is an outbound channel; the caller's call is `Channel-Call-UUID`, the number of his own channel. The
/// telephone of a queue's agent is a call of its own there, and its variables name the caller. A telephone is
/// the channel's name without its address: `sofia/internal/8001`.
public enum EventSocketTranslator {
  /// The events the bridge asks for.
  public static let events =
    "CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_ANSWER CHANNEL_BRIDGE CHANNEL_UNBRIDGE "
    + "CHANNEL_HANGUP CHANNEL_HANGUP_COMPLETE HEARTBEAT CUSTOM callcenter::info"

  /// The messages that say what `event` says, in order; none when it is of no interest.
  public static func messages(of event: [String: String]) -> [ManagerMessage] {
    guard let name = event["Event-Name"] else { return [] }
    if name == "CUSTOM" { return callCenter(event) }
    guard let unique = event["Unique-ID"], let channel = channel(event["Channel-Name"]) else { return [] }
    let queued = event["variable_cc_side"] == "agent" ? event["variable_cc_member_session_uuid"] : nil
    let call = queued ?? event["Channel-Call-UUID"] ?? event["Other-Leg-Unique-ID"] ?? unique
    let isLeg = event["Call-Direction"] == "outbound" && call != unique
    let own =
      [("Channel", channel), ("Uniqueid", unique), ("Linkedid", isLeg ? call : unique)] + caller(event)
    switch name {
    case "CHANNEL_CREATE":
      return isLeg
        ? [dial("DialBegin", event: event, unique: unique, channel: channel, call: call)]
        : [message("Newchannel", event: event, lines: own + [("ChannelState", "4")])]
    case "CHANNEL_PROGRESS":
      return isLeg ? [message("Newstate", event: event, lines: own + [("ChannelState", "5")])] : []
    case "CHANNEL_PROGRESS_MEDIA":
      return isLeg
        ? [dial("DialState", event: event, unique: unique, channel: channel, call: call, status: "PROGRESS")]
        : []
    case "CHANNEL_ANSWER":
      return isLeg ? [message("Newstate", event: event, lines: own + [("ChannelState", "6")])] : []
    case "CHANNEL_BRIDGE": return bridge("BridgeEnter", event: event)
    case "CHANNEL_UNBRIDGE": return bridge("BridgeLeave", event: event)
    // The caller's own hang-up is known before his channel is gone.
    case "CHANNEL_HANGUP": return isLeg ? [] : [message("HangupRequest", event: event, lines: own)]
    case "CHANNEL_HANGUP_COMPLETE":
      return hangup(event, own: own, unique: unique, channel: channel, call: call, isLeg: isLeg)
    default: return []
    }
  }

  private static func hangup(
    _ event: [String: String], own: [(String, String)], unique: String, channel: String,
    call: String, isLeg: Bool
  ) -> [ManagerMessage] {
    let cause = event["Hangup-Cause"] ?? ""
    let end = message("Hangup", event: event, lines: own + [("Cause", code(of: cause))])
    if timeouts.contains(cause), isLeg {
      return [
        dial("DialEnd", event: event, unique: unique, channel: channel, call: call, status: "NOANSWER"), end,
      ]
    }
    // A telephone that passes its caller on clears normally; what it did stands beside the cause.
    guard transfers.contains(cause) || transfers.contains(event["variable_endpoint_disposition"] ?? "") else {
      guard isLeg, event["variable_sip_hangup_disposition"] == "send_bye" else { return [end] }
      let lines = [("Uniqueid", unique), ("Linkedid", call)]
      return [message(ManagerMapper.putDownEvent, event: event, lines: lines), end]
    }
    let lines = [("Result", "Success"), ("TransfererUniqueid", unique)]
    return [message("BlindTransfer", event: event, lines: lines), end]
  }

  private static let timeouts: Set<String> = [
    "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT", "PROGRESS_TIMEOUT",
  ]
  private static let transfers: Set<String> = ["BLIND_TRANSFER", "ATTENDED_TRANSFER"]

  /// The causes that decide what became of a leg, by their numbers in Q.850 and in Asterisk's list; others
  /// are a normal clearing.
  private static func code(of cause: String) -> String {
    switch cause {
    case "LOSE_RACE", "PICKED_OFF": "26"
    case "USER_BUSY": "17"
    case "CALL_REJECTED": "21"
    case "USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT": "20"
    case "DESTINATION_OUT_OF_ORDER": "27"
    case "NO_ROUTE_DESTINATION": "3"
    case "NORMAL_CIRCUIT_CONGESTION": "34"
    default: "16"
    }
  }

  /// Both channels of a bridge enter it; a bridge is named by its two channels.
  private static func bridge(_ name: String, event: [String: String]) -> [ManagerMessage] {
    let sides = [
      (event["Bridge-A-Unique-ID"] ?? event["Unique-ID"], event["Channel-Name"]),
      (event["Bridge-B-Unique-ID"] ?? event["Other-Leg-Unique-ID"], event["Other-Leg-Channel-Name"]),
    ]
    let members = sides.compactMap { unique, name in unique.map { ($0, channel(name) ?? "") } }
    guard members.count == 2 else { return [] }
    let bridge = members.map(\.0).sorted().joined(separator: "+")
    return members.map { unique, channel in
      message(
        name, event: event,
        lines: [
          ("Channel", channel), ("Uniqueid", unique), ("BridgeUniqueid", bridge), ("BridgeType", "basic"),
        ])
    }
  }

  private static func callCenter(_ event: [String: String]) -> [ManagerMessage] {
    guard event["Event-Subclass"] == "callcenter::info", let call = event["CC-Member-Session-UUID"] else {
      return []
    }
    switch event["CC-Action"] {
    case "member-queue-start", "member-queue-resume": return [joined(event, call: call)]
    case "bridge-agent-start": return metAgent("BridgeEnter", event: event, call: call)
    case "bridge-agent-end": return metAgent("BridgeLeave", event: event, call: call)
    default: return []
    }
  }

  private static func joined(_ event: [String: String], call: String) -> ManagerMessage {
    let lines = [
      ("Uniqueid", call), ("Linkedid", call), ("CallerIDNum", event["CC-Member-CID-Number"] ?? ""),
      ("CallerIDName", event["CC-Member-CID-Name"] ?? ""), ("Queue", event["CC-Queue"] ?? ""),
    ]
    return message("QueueCallerJoin", event: event, lines: lines)
  }

  /// A queue puts an agent through to his caller without an event of their channels.
  private static func metAgent(_ name: String, event: [String: String], call: String) -> [ManagerMessage] {
    guard let agent = event["CC-Agent-UUID"], let channel = channel(event["Channel-Name"]) else { return [] }
    let lines = [
      ("Channel", channel), ("Uniqueid", agent), ("Linkedid", call), ("BridgeUniqueid", agent + "+" + call),
      ("BridgeType", "basic"),
    ]
    return [message(name, event: event, lines: lines)]
  }

  private static func dial(
    _ name: String, event: [String: String], unique: String, channel: String, call: String,
    status: String? = nil
  ) -> ManagerMessage {
    let lines =
      [("DestUniqueid", unique), ("DestChannel", channel), ("DestLinkedid", call), ("Uniqueid", call)]
      + caller(event) + (status.map { [("DialStatus", $0)] } ?? [])
    return message(name, event: event, lines: lines)
  }

  /// Who calls: on a leg as on his own channel it is the caller's number that stands there.
  private static func caller(_ event: [String: String]) -> [(String, String)] {
    let number = event["Caller-Caller-ID-Number"] ?? ""
    let name = event["Caller-Caller-ID-Name"] ?? ""
    return [
      ("CallerIDNum", number), ("CallerIDName", name), ("ConnectedLineNum", number),
      ("ConnectedLineName", name),
    ]
  }

  /// The telephone in a channel's name, in the manager's form with a running number behind a dash.
  private static func channel(_ name: String?) -> String? {
    name.map { $0.prefix { $0 != "@" } + "-0" }
  }

  private static func message(
    _ name: String, event: [String: String], lines: [(String, String)]
  ) -> ManagerMessage {
    var message = ManagerMessage()
    message.append(line: Array("Event: \(name)".utf8))
    if let time = event["Event-Date-Timestamp"].flatMap({ Int64($0) }), time >= 0 {
      let micros = String(time % 1_000_000)
      let fraction = String(repeating: "0", count: 6 - micros.count) + micros
      message.append(line: Array("Timestamp: \(time / 1_000_000).\(fraction)".utf8))
    }
    for (key, value) in lines {
      // A line break in a value would be another line.
      message.append(line: Array("\(key): \(value)".utf8).filter { $0 != 0x0A && $0 != 0x0D })
    }
    return message
  }
}

/// Plays the recorded bytes of an event socket through translator and mapper.
public enum EventSocketReplay {
  /// The phone events of a recording, cut into pieces of at most `step` bytes.
  ///
  /// `hasCallers` says whether the callers' own lines are wanted beside those of the telephones.
  public static func events(
    of bytes: [UInt8], seats: SeatTable, source: String, step: Int = .max, hasCallers: Bool = false
  ) -> [PhoneEvent] {
    var stream = EventSocketStream()
    var mapper = ManagerMapper(seats: seats, source: source, tellsEveryBridge: false)
    var events: [PhoneEvent] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + min(max(1, step), bytes.count))
      for message in stream.feed(bytes[start..<end]) where message.contentType == "text/event-plain" {
        for translated in EventSocketTranslator.messages(of: message.event) {
          events += mapper.apply(translated, at: nil)
        }
      }
      start = end
    }
    events += mapper.close(at: nil)
    return hasCallers ? events : events.filter { !$0.kind.isOfCaller }
  }
}

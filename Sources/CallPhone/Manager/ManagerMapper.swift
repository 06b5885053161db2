import CallModel

/// Makes phone events of the manager's messages: which seat's telephone rings, is picked up, and is done.
///
/// Everything is keyed by the seat's own leg, never by the order of messages: `Newstate` may come before or
/// after `DialBegin`, losers may be cancelled before the winner is announced, announcements answer the trunk
/// first, and every step may be said twice. Queue times and the trunk's state are not used at all.
public struct ManagerMapper: Sendable {
  /// The most legs and calls remembered at once.
  static let maximumLegs = 4_096
  /// How many channel names without a seat are remembered for the status file.
  static let maximumUnmapped = 20

  private let seats: SeatTable
  private let source: String
  private var legs: [String: ManagerLeg] = [:]
  private var finished = RecentNames(limit: 1_024)
  private var answeredCalls = RecentNames(limit: 1_024)
  private var diallers = RecentNames(limit: 1_024)
  private var phoneCalls = RecentNames(limit: 1_024)
  private var started = RecentNames(limit: 1_024)
  private var legCount = 0
  private var lastTime: Int64?

  /// The telephones that rang and have no seat, to show somebody whose table is wrong.
  public private(set) var unmapped: [String] = []
  /// Whether any seat's telephone was ever seen.
  public private(set) var hasSeenSeat = false
  /// Whether events came without a time: `timestampevents` is off on the telephone system.
  public private(set) var lacksTimestamps = false
  /// How many channels began to run the dial plan, as the telephone system counts processed calls.
  public private(set) var startedCalls = 0

  /// A mapper for these seats; `source` is written into every event.
  public init(seats: SeatTable, source: String) {
    self.seats = seats
    self.source = source
  }

  /// The phone events in one message.
  ///
  /// `now` is when it came, nil in a recording without times; `delay` is how long the telephone system has
  /// kept silent on a ping, in ms, and widens the error bound; `offset` is how far its clock is ahead of
  /// ours, in ms, for times that have to be made here.
  public mutating func apply(
    _ message: ManagerMessage, at now: ManagerMoment?, delay: Int64 = 0, offset: Int64 = 0
  ) -> [PhoneEvent] {
    guard let event = message.event else { return [] }
    let context = Context(message: message, now: now, delay: delay, offset: offset)
    if Self.timed.contains(event) { noteTime(context) }
    switch event {
    case "Newchannel": noteChannel(message)
    case "Newstate": return newState(context)
    case "DialBegin": dialBegin(context, uniqueKey: "DestUniqueid", channelKey: "DestChannel")
    case "Dial" where message["SubEvent"] == "Begin":
      // Asterisk 1.8 and 11, which have no DialState and no Linkedid.
      dialBegin(context, uniqueKey: "DestUniqueID", channelKey: "Destination")
    case "DialState": return dialState(context)
    case "DialEnd": return dialEnd(context)
    case "Hangup": return hangup(context)
    case "CoreShowChannel": return snapshot(context)
    default: break
    }
    return []
  }

  /// The link is gone: every leg still open is lost.
  public mutating func close(at now: ManagerMoment?, offset: Int64 = 0) -> [PhoneEvent] {
    let open = legs.values.filter(\.isKnown).sorted { $0.number < $1.number }
    let time = now.map { $0.wall + offset } ?? lastTime
    legs = [:]
    return open.compactMap { leg in
      event(
        .end, leg, time: time, context: Context(message: nil, now: now, delay: 0, offset: offset),
        reason: .lost)
    }
  }

  private static let timed: Set<String> = [
    "Newstate", "DialBegin", "DialState", "DialEnd", "Hangup", "Newchannel",
  ]

  /// A message with the circumstances it came in.
  private struct Context {
    let message: ManagerMessage?
    let now: ManagerMoment?
    let delay: Int64
    let offset: Int64

    /// The message's own time, else that of its receipt, in ms.
    var time: Int64? { stamp ?? now?.wall }

    /// `1795340968.504500` as the nearest ms.
    var stamp: Int64? {
      message?["Timestamp"].flatMap(Double.init).flatMap { seconds in
        (0..<253_402_300_800).contains(seconds) ? Int64((seconds * 1_000).rounded(.toNearestOrEven)) : nil
      }
    }
  }

  private mutating func noteTime(_ context: Context) {
    lastTime = context.time ?? lastTime
    if context.stamp == nil { lacksTimestamps = true }
  }

  // MARK: channels

  private mutating func noteChannel(_ message: ManagerMessage) {
    guard let unique = message["Uniqueid"], let channel = message["Channel"] else { return }
    noteStart(unique, state: message["ChannelState"])
    let call = message["Linkedid"]
    if !channel.hasPrefix("Local/"), let call, call != unique { phoneCalls.insert(call) }
  }

  /// A channel in state 4 (Ring) runs the dial plan; that is what the telephone system counts as a processed
  /// call.
  private mutating func noteStart(_ unique: String, state: String?) {
    if state == "4", started.insert(unique) { startedCalls += 1 }
  }

  private mutating func newState(_ context: Context) -> [PhoneEvent] {
    guard let message = context.message, let unique = message["Uniqueid"], let channel = message["Channel"]
    else {
      return []
    }
    noteStart(unique, state: message["ChannelState"])
    let call = message["Linkedid"]
    switch message["ChannelState"] {
    case "5":
      guard var leg = leg(unique, channel, call) else { return [] }
      hear(&leg, number: message["ConnectedLineNum"], name: message["ConnectedLineName"])
      return ring(&leg, context)
    case "6":
      guard legs[unique] != nil || !seats.isByExtension, var leg = leg(unique, channel, call) else {
        return []
      }
      return answer(&leg, context)
    default: return []
    }
  }

  private mutating func dialBegin(_ context: Context, uniqueKey: String, channelKey: String) {
    guard let message = context.message, let unique = message[uniqueKey], let channel = message[channelKey]
    else {
      return
    }
    if let dialler = message["Channel"] { diallers.insert(dialler) }
    let call = message["DestLinkedid"] ?? message["Linkedid"] ?? message["UniqueID"]
    guard var leg = leg(unique, channel, call) else { return }
    leg.dialedAt = leg.dialedAt ?? context.time
    leg.dialler = message["Channel"] ?? leg.dialler
    hear(&leg, number: message["CallerIDNum"], name: message["CallerIDName"])
    hear(&leg, number: message["DestConnectedLineNum"], name: message["DestConnectedLineName"])
    legs[unique] = leg
  }

  private mutating func dialState(_ context: Context) -> [PhoneEvent] {
    guard let message = context.message, let unique = message["DestUniqueid"],
      let channel = message["DestChannel"], var leg = leg(unique, channel, message["DestLinkedid"])
    else { return [] }
    hear(&leg, number: message["CallerIDNum"], name: message["CallerIDName"])
    legs[unique] = leg
    switch message["DialStatus"] {
    case "RINGING": return ring(&leg, context)
    case "PROGRESS": return dialed(&leg, context)
    default: return []
    }
  }

  private mutating func dialEnd(_ context: Context) -> [PhoneEvent] {
    guard let message = context.message, let status = message["DialStatus"],
      let unique = message["DestUniqueid"], let channel = message["DestChannel"]
    else { return [] }
    if status == "NOANSWER", channel.hasSuffix(";1") { timeOutBehind(channel) }
    guard var leg = leg(unique, channel, message["DestLinkedid"]) else { return [] }
    switch status {
    case "ANSWER": return answer(&leg, context)
    case "NOANSWER": leg.timedOut = true
    case "BUSY", "CONGESTION", "CHANUNAVAIL": leg.wasRefused = true
    default: break
    }
    legs[unique] = leg
    return []
  }

  /// A queue that gives up on a Local member cancels the telephone behind it, which is a time-out of that
  /// telephone.
  private mutating func timeOutBehind(_ channel: String) {
    let behind = channel.dropLast() + "2"
    for (unique, leg) in legs where leg.dialler.map({ $0 == behind }) == true {
      legs[unique]?.timedOut = true
    }
  }

  private mutating func hangup(_ context: Context) -> [PhoneEvent] {
    guard let message = context.message, let unique = message["Uniqueid"] else { return [] }
    finished.insert(unique)
    guard let leg = legs.removeValue(forKey: unique), leg.isKnown else { return [] }
    let reason: PhoneEvent.EndReason =
      if leg.isAnswered {
        .hangup
      } else if leg.wasRefused {
        .busy
      } else if message["Cause"] == "26" {
        .elsewhere
      } else if leg.timedOut {
        .noanswer
      } else {
        answeredCalls.contains(leg.call) ? .elsewhere : .abandoned
      }
    return [event(.end, leg, time: context.time, context: context, reason: reason)].compactMap { $0 }
  }

  private mutating func snapshot(_ context: Context) -> [PhoneEvent] {
    guard let message = context.message, message["ChannelState"] == "5", let unique = message["Uniqueid"],
      let channel = message["Channel"], legs[unique] == nil,
      var leg = leg(unique, channel, message["Linkedid"])
    else { return [] }
    hear(&leg, number: message["ConnectedLineNum"], name: message["ConnectedLineName"])
    // Whole seconds since the channel was made: on average half a second more than the phone has rung.
    let time = context.now.map { $0.wall + context.offset - Self.seconds(message["Duration"]) * 1_000 - 500 }
    leg.hasRung = true
    leg.ringTime = time
    legs[unique] = leg
    return [
      event(.ring, leg, time: time, context: context, basis: .snapshot, error: 1_000 + context.delay)
    ].compactMap { $0 }
  }

  /// The seconds in `00:01:05`.
  private static func seconds(_ duration: String?) -> Int64 {
    let parts = (duration ?? "").split(separator: ":").map { Int64($0) ?? 0 }
    return parts.prefix(3).reduce(0) { min($0, 100_000) * 60 + min(max($1, 0), 100_000) }
  }

  // MARK: legs

  /// The leg of a seat's telephone; nil for any other channel, for the caller's own leg, and for one that has
  /// ended.
  private mutating func leg(_ unique: String, _ channel: String, _ call: String?) -> ManagerLeg? {
    if let leg = legs[unique] {
      guard !leg.isKnown, isPassage(channel, leg.call) else { return leg }
      legs[unique] = nil
      finished.insert(unique)
    }
    guard !channel.hasSuffix(";2"), unique != call, !finished.contains(unique) else { return nil }
    let device = channel.lastIndex(of: "-").map { String(channel[..<$0]) } ?? channel
    guard let seat = seats.seat(of: device), !isPassage(channel, call) else {
      note(unmapped: device)
      return nil
    }
    if legs.count >= Self.maximumLegs {
      // Legs whose end never came; a real telephone system has nowhere near as many at once.
      legs = legs.filter { $0.value.number > legCount - Self.maximumLegs / 2 }
    }
    legCount += 1
    hasSeenSeat = true
    let leg = ManagerLeg(unique: unique, seat: seat, call: call ?? unique, number: legCount)
    legs[unique] = leg
    return leg
  }

  /// Whether a Local channel only leads on to a telephone, as queue members often do.
  ///
  /// A table says which Local channels are seats; without one they are when nothing was dialled from them and
  /// no telephone belongs to the call.
  private func isPassage(_ channel: String, _ call: String?) -> Bool {
    guard seats.isByExtension, channel.hasPrefix("Local/") else { return false }
    return diallers.contains(String(channel.dropLast() + "2")) || call.map(phoneCalls.contains) == true
  }

  private mutating func note(unmapped device: String) {
    guard !seats.isByExtension, unmapped.count < Self.maximumUnmapped else { return }
    let name = PhoneText.cut(device, bytes: 64)
    if !unmapped.contains(name) { unmapped.append(name) }
  }

  /// Takes in who calls, the first time it is said.
  private func hear(_ leg: inout ManagerLeg, number: String?, name: String?) {
    if leg.caller.isEmpty { leg.caller = CallerText.number(number) }
    if leg.name == nil { leg.name = CallerText.name(name, number: leg.caller) }
  }

  private mutating func ring(_ leg: inout ManagerLeg, _ context: Context) -> [PhoneEvent] {
    defer { legs[leg.unique] = leg }
    guard !leg.hasRung, !leg.isAnswered else { return [] }
    leg.hasRung = true
    leg.ringTime = context.time
    return [event(.ring, leg, time: context.time, context: context, basis: .alerting)].compactMap { $0 }
  }

  /// Says that a telephone is called of which it is not known whether it rings.
  private mutating func dialed(_ leg: inout ManagerLeg, _ context: Context) -> [PhoneEvent] {
    defer { legs[leg.unique] = leg }
    guard !leg.hasRung, !leg.saidDialed, !leg.isAnswered else { return [] }
    leg.saidDialed = true
    leg.ringTime = leg.dialedAt ?? context.time
    return [
      event(.ring, leg, time: leg.ringTime, context: context, basis: .dialed)
    ].compactMap { $0 }
  }

  private mutating func answer(_ leg: inout ManagerLeg, _ context: Context) -> [PhoneEvent] {
    guard !leg.isAnswered else { return [] }
    var events: [PhoneEvent] = []
    if leg.dialedAt != nil { events = dialed(&leg, context) }
    leg.isAnswered = true
    legs[leg.unique] = leg
    answeredCalls.insert(leg.call)
    let error = context.delay > 0 ? context.delay : nil
    if let answer = event(.answer, leg, time: context.time, context: context, error: error) {
      events.append(answer)
    }
    return events
  }

  private func event(
    _ kind: PhoneEvent.Kind, _ leg: ManagerLeg, time: Int64?, context: Context,
    basis: RingTiming.Basis? = nil,
    error: Int64? = nil, reason: PhoneEvent.EndReason? = nil
  ) -> PhoneEvent? {
    let isRing = kind == .ring
    let rang = kind == .answer ? leg.ringTime.flatMap { start in time.map { $0 - start } } : nil
    let bound = error ?? (isRing && context.delay > 0 ? 50 + context.delay : nil)
    // A call or seat that is no text at all was refused when the leg was made; there is nothing to say about
    // it.
    return try? PhoneEvent(
      kind, call: leg.call, seat: leg.seat, caller: isRing ? leg.caller : nil, name: isRing ? leg.name : nil,
      time: time, writtenAt: context.now?.wall, uptime: context.now?.monotonic, source: source, basis: basis,
      errorMilliseconds: bound, reason: reason, ringMilliseconds: rang)
  }
}

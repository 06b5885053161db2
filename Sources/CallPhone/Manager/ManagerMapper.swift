import CallModel

/// Makes phone events of the manager's messages: which seat's telephone rings, is picked up, and is done, and
/// which caller waits and has gone.
///
/// Everything is keyed by the seat's own leg, never by the order of messages: `Newstate` may come before or
/// after `DialBegin`, losers may be cancelled before the winner is announced, announcements answer the trunk
/// first, and every step may be said twice. Queue times and the trunk's state are not used at all. One
/// caller's call keeps its number through pickup, parking and transfers.
public struct ManagerMapper: Sendable {
  /// The most legs, calls, channels and bridges remembered at once.
  static let maximumLegs = 4_096
  /// Of how many queues it is remembered how long callers wait.
  static let maximumQueues = 256
  /// How many channel names without a seat are remembered for the status file.
  static let maximumUnmapped = 20
  /// How long after a telephone stopped ringing the caller's own hang-up may follow, in ms.
  ///
  /// The two are a few ms apart; a caller who is still there after this has not given up.
  static let settleAfter: Int64 = 2_000

  let seats: SeatTable
  let source: String
  var legs: [String: ManagerLeg] = [:]
  var calls: [String: ManagerCall] = [:]
  /// The calls with telephones of which it is not yet known why they stopped ringing.
  var undecided: Set<String> = []
  /// Calls a seat made while it had a caller, by their own number: they belong to that caller.
  var consultations: [String: String] = [:]
  /// The channels that began a call, by number.
  var originators: [String: Originator] = [:]
  /// Whether the telephone system was ever heard to put somebody through.
  var seesBridges = false
  /// Whether nobody is put through without a word of it: conferences of FreeSWITCH are not told.
  let tellsEveryBridge: Bool
  /// Local channels, by what both ends are called, whose near end has been put through.
  var passages = RecentNames(limit: 1_024)
  /// Who is in which bridge people talk in.
  var bridges: [String: Set<String>] = [:]
  /// Legs whose link broke, to be taken up again when the telephone system still has them.
  var interrupted: [String: ManagerLeg] = [:]
  /// How long callers are told that they will wait, by queue, in ms.
  var holdTimes: [String: Int64] = [:]
  /// The channels a list of the telephone system has named.
  var listed: Set<String> = []
  private(set) var finished = RecentNames(limit: 1_024)
  private var diallers = RecentNames(limit: 1_024)
  private var phoneCalls = RecentNames(limit: 1_024)
  private var started = RecentNames(limit: 1_024)
  /// The messages so far.
  var count = 0
  private(set) var lastTime: Int64?

  /// The telephones that rang and have no seat, to show somebody whose table is wrong.
  public private(set) var unmapped: [String] = []
  /// Whether an event of this link ever told of a seat's telephone.
  public internal(set) var hasSeenSeat = false
  /// Whether events came without a time: `timestampevents` is off on the telephone system.
  public private(set) var lacksTimestamps = false
  /// How many channels began to run the dial plan, as the telephone system counts processed calls.
  public private(set) var startedCalls = 0
  /// Whether a seat's telephone is ringing.
  public var hasRinging: Bool { legs.values.contains { $0.isKnown && !$0.isAnswered } }

  /// A mapper for these seats; `source` is written into every event.
  ///
  /// `tellsEveryBridge` says that whoever was never heard to be put through was not.
  public init(seats: SeatTable, source: String, tellsEveryBridge: Bool = true) {
    self.seats = seats
    self.source = source
    self.tellsEveryBridge = tellsEveryBridge
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
    count += 1
    let context = Context(message: message, now: now, delay: delay, offset: offset)
    let due = Self.timed.contains(event) ? noteTime(context) : []
    return due + heard(event, message: message, context: context)
  }

  private mutating func heard(_ event: String, message: ManagerMessage, context: Context) -> [PhoneEvent] {
    switch event {
    case "Newchannel": noteChannel(message)
    case "Newstate": return newState(message, context: context)
    case "DialBegin":
      return dialBegin(message, context: context, uniqueKey: "DestUniqueid", channelKey: "DestChannel")
    case "Dial" where message["SubEvent"] == "Begin":
      // Asterisk 1.8 and 11, which have no DialState and no Linkedid.
      return dialBegin(message, context: context, uniqueKey: "DestUniqueID", channelKey: "Destination")
    case "DialState": return dialState(message, context: context)
    case "DialEnd": return dialEnd(message, context: context)
    case "HangupRequest": return callerLeaves(message, context: context)
    case "Hangup": return hangup(message, context: context)
    case "Pickup": return pickup(message, context: context)
    case "UnParkedCall":
      return taken(
        message, context: context, unique: "RetrieverUniqueid", channel: "RetrieverChannel",
        call: "ParkeeLinkedid")
    case "ParkedCall": parked(message)
    case "BlindTransfer", "AttendedTransfer": return transferred(message, context: context)
    case Self.putDownEvent: putDown(message)
    case "BridgeEnter": return bridgeEntered(message, context: context)
    case "BridgeLeave": bridgeLeft(message)
    case "QueueCallerJoin": return queueJoined(message, context: context)
    case "AgentDump": dumped(message)
    case "QueueParams": queueParameters(message)
    case "QueueEntry": return queueEntry(message, context: context)
    case "CoreShowChannel": return snapshot(message, context: context)
    case "CoreShowChannelsComplete": return snapshotComplete(context)
    default: break
    }
    return []
  }

  /// Time has passed: what stopped ringing while its caller stayed has rung in vain.
  public mutating func settle(at now: ManagerMoment, offset: Int64 = 0) -> [PhoneEvent] {
    settle(Context(message: nil, now: now, delay: 0, offset: offset), time: now.wall + offset)
  }

  private static let timed: Set<String> = [
    "Newstate", "DialBegin", "DialState", "DialEnd", "Hangup", "HangupRequest", "Newchannel", "BridgeEnter",
    "BridgeLeave", "QueueCallerJoin",
  ]

  /// A message with the circumstances it came in.
  struct Context {
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

    /// Whether the time is in whole seconds, good to a second only.
    var isCoarse: Bool { stamp != nil && message?["Timestamp"]?.contains(".") == false }
  }

  private mutating func noteTime(_ context: Context) -> [PhoneEvent] {
    lastTime = context.time ?? lastTime
    if context.stamp == nil { lacksTimestamps = true }
    return context.time.map { settle(context, time: $0) } ?? []
  }

  // MARK: channels

  private mutating func noteChannel(_ message: ManagerMessage) {
    guard let unique = message.identifier("Uniqueid"), let channel = message["Channel"] else { return }
    noteStart(unique, state: message["ChannelState"])
    let call = message.identifier("Linkedid")
    if !channel.hasPrefix("Local/"), let call, call != unique { phoneCalls.insert(call) }
    if call == unique { begin(unique, channel: channel, message: message) }
  }

  /// A channel in state 4 (Ring) runs the dial plan; that is what the telephone system counts as a processed
  /// call.
  private mutating func noteStart(_ unique: String, state: String?) {
    if state == "4", started.insert(unique) { startedCalls += 1 }
  }

  private mutating func newState(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let unique = message.identifier("Uniqueid"), let channel = message["Channel"] else { return [] }
    noteStart(unique, state: message["ChannelState"])
    let call = message.identifier("Linkedid")
    if call == unique, legs[unique] == nil { begin(unique, channel: channel, message: message) }
    note(state: message["ChannelState"], ofOriginator: unique, context: context)
    switch message["ChannelState"] {
    case "5":
      guard var leg = leg(unique, channel: channel, call: call) else { return [] }
      hear(&leg, number: message["ConnectedLineNum"], name: message["ConnectedLineName"])
      legs[unique] = leg
      return ring(&leg, context: context)
    case "6":
      guard legs[unique] != nil || !seats.isByExtension, var leg = leg(unique, channel: channel, call: call)
      else {
        return []
      }
      return answer(&leg, context: context)
    default: return []
    }
  }

  /// A telephone the system rings by itself, for a conference or a call to be made, rings for nobody yet.
  private mutating func note(state: String?, ofOriginator unique: String, context: Context) {
    guard originators[unique] != nil else { return }
    if state == "5", originators[unique]?.ringTime == nil { originators[unique]?.ringTime = context.time }
    if state == "6", originators[unique]?.answerTime == nil { originators[unique]?.answerTime = context.time }
  }

  private mutating func dialBegin(
    _ message: ManagerMessage, context: Context, uniqueKey: String, channelKey: String
  ) -> [PhoneEvent] {
    guard let unique = message.identifier(uniqueKey), let channel = message[channelKey] else { return [] }
    if let dialler = message["Channel"] { diallers.insert(dialler) }
    let call =
      message.identifier("DestLinkedid") ?? message.identifier("Linkedid") ?? message.identifier("UniqueID")
    let isNew = legs[unique] == nil
    guard var leg = leg(unique, channel: channel, call: call) else { return [] }
    if let own = message.identifier("Uniqueid") ?? message.identifier("UniqueID"), own == call {
      present(own)
    }
    // Somebody is called for this caller: whoever stopped ringing before has rung in vain.
    let events = isNew ? resolve(leg.call, as: .noanswer, context: context) : []
    leg.dialedAt = leg.dialedAt ?? context.time
    leg.dialler = message["Channel"] ?? leg.dialler
    hear(&leg, number: message["CallerIDNum"], name: message["CallerIDName"])
    hear(&leg, number: message["DestConnectedLineNum"], name: message["DestConnectedLineName"])
    legs[unique] = leg
    return events
  }

  private mutating func dialState(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let unique = message.identifier("DestUniqueid"), let channel = message["DestChannel"],
      var leg = leg(unique, channel: channel, call: message.identifier("DestLinkedid"))
    else { return [] }
    hear(&leg, number: message["CallerIDNum"], name: message["CallerIDName"])
    legs[unique] = leg
    switch message["DialStatus"] {
    case "RINGING": return ring(&leg, context: context)
    case "PROGRESS": return dialed(&leg, context: context)
    default: return []
    }
  }

  private mutating func dialEnd(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let status = message["DialStatus"], let unique = message.identifier("DestUniqueid"),
      let channel = message["DestChannel"]
    else { return [] }
    if status == "NOANSWER", channel.hasSuffix(";1") { timeOutBehind(channel) }
    if status == "ANSWER", legs[unique] == nil, message.identifier("DestLinkedid") == unique,
      let call = message.identifier("Linkedid"), call != unique
    {
      // Answered by a channel that was not called: another seat picked it up.
      return take(unique, channel: channel, call: call, context: context)
    }
    guard var leg = leg(unique, channel: channel, call: message.identifier("DestLinkedid")) else { return [] }
    if message["Forward"].map({ !$0.isEmpty }) == true {
      leg.wasForwarded = true
    } else {
      switch status {
      case "ANSWER": return answer(&leg, context: context)
      case "NOANSWER": leg.timedOut = true
      case "BUSY", "CONGESTION", "CHANUNAVAIL": leg.wasRefused = true
      default: break
      }
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

  /// Whatever is said of a channel from now on, it is gone.
  mutating func finish(_ unique: String) { finished.insert(unique) }

  private mutating func hangup(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let unique = message.identifier("Uniqueid") else { return [] }
    finished.insert(unique)
    var events = callerLeaves(message, context: context)
    originators[unique] = nil
    consultations[unique] = nil
    for bridge in bridges.keys { bridges[bridge]?.remove(unique) }
    interrupted[unique] = nil
    guard var leg = legs.removeValue(forKey: unique) else { return events }
    undo(&leg)
    noteHandover(&leg)
    if leg.isKnown { events += end(leg, cause: message["Cause"], context: context) }
    forget(leg.call)
    return events
  }

  // MARK: legs

  /// The leg of a seat's telephone; nil for any other channel, for the caller's own leg, and for one that has
  /// ended.
  mutating func leg(_ unique: String, channel: String, call: String?) -> ManagerLeg? {
    if let leg = legs[unique] {
      guard !leg.isKnown, isPassage(channel, call: leg.call) else { return leg }
      legs[unique] = nil
      finished.insert(unique)
    }
    guard !channel.hasSuffix(";2"), unique != call, !finished.contains(unique) else { return nil }
    guard !isPassage(channel, call: call) else { return nil }
    hasSeenSeat = hasSeenSeat || seats.seat(of: ManagerLeg.device(of: channel)) != nil
    return make(unique, channel: channel, call: call ?? unique)
  }

  /// A leg for a channel at a seat; nil when the channel stands at none.
  mutating func make(_ unique: String, channel: String, call: String) -> ManagerLeg? {
    let device = ManagerLeg.device(of: channel)
    guard let seat = seats.seat(of: device) else {
      note(unmapped: device)
      return nil
    }
    if legs.count >= Self.maximumLegs {
      // Legs whose end never came; a real telephone system has nowhere near as many at once.
      let numbers = legs.values.map(\.number).sorted()
      legs = legs.filter { $0.value.number > numbers[numbers.count / 2] }
    }
    let whose = consultations[call] ?? call
    var leg = ManagerLeg(unique: unique, seat: seat, device: device, call: whose, number: count)
    if let known = calls[whose], whose != call || known.lastAnswer != nil && !known.isCarriedOver {
      // Called by a colleague who has a caller: it is that caller who is spoken for.
      (leg.caller, leg.name, leg.isCallerKnown) = (known.caller, known.name, true)
    }
    legs[unique] = leg
    return leg
  }

  /// Whether a Local channel only leads on to a telephone, as queue members often do.
  ///
  /// A table says which Local channels are seats; without one they are when nothing was dialled from them and
  /// no telephone belongs to the call.
  private func isPassage(_ channel: String, call: String?) -> Bool {
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
    if leg.isCallerKnown { return }
    if leg.caller.isEmpty { leg.caller = CallerText.number(number) }
    if leg.name == nil { leg.name = CallerText.name(name, number: leg.caller) }
  }
}

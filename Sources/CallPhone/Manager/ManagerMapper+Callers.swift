import CallModel

/// What becomes of a caller: he waits, is taken by another seat, is passed on, and goes.
extension ManagerMapper {
  /// Changes what is known of a call, which may be heard of first now.
  mutating func note(_ call: String, change: (inout ManagerCall) -> Void) {
    if calls.count >= Self.maximumLegs, calls[call] == nil {
      let numbers = calls.values.map(\.number).sorted()
      calls = calls.filter { $0.value.number > numbers[numbers.count / 2] }
    }
    change(&calls[call, default: ManagerCall(number: count)])
  }

  /// The caller's own channel is there.
  mutating func present(_ call: String) {
    guard !finished.contains(call), consultations[call] == nil, legs[call] == nil else { return }
    note(call) {
      $0.isPresent = $0.isPresent ?? true
      $0.isCarriedOver = false
    }
  }

  /// A channel begins a call: a caller's, or one that a seat makes.
  mutating func begin(_ unique: String, channel: String, message: ManagerMessage) {
    // Whoever speaks through it is the caller himself.
    if channel.hasSuffix(";1") { passages.insert(String(channel.dropLast(2))) }
    guard !finished.contains(unique), originators[unique] == nil, !channel.hasPrefix("Local/") else {
      present(unique)
      return
    }
    if originators.count >= Self.maximumLegs { originators = [:] }
    originators[unique] = Originator(channel: channel)
    let device = ManagerLeg.device(of: channel)
    // A seat that has a caller and calls somebody asks on the caller's behalf.
    let asking = legs.values.filter { $0.device == device && $0.isAnswered }.max { $0.number < $1.number }
    if let asking {
      if consultations.count >= Self.maximumLegs { consultations = [:] }
      consultations[unique] = asking.call
      note(asking.call) {
        if $0.caller.isEmpty { $0.caller = asking.caller }
        $0.name = $0.name ?? asking.name
      }
    } else {
      present(unique)
      let number = CallerText.number(message["CallerIDNum"])
      note(unique) {
        if $0.caller.isEmpty { $0.caller = number }
        $0.name = $0.name ?? CallerText.name(message["CallerIDName"], number: number)
      }
    }
  }

  /// The caller hangs up, or his channel is gone.
  mutating func callerLeaves(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let unique = message.identifier("Uniqueid"), let call = calls[unique], call.isPresent != false
    else {
      return []
    }
    calls[unique]?.isPresent = false
    let answered = call.lastAnswer ?? .min
    let events = resolve(unique, as: .abandoned, context: context)
    let gone = isKnown(unique) ? gone(unique, isAnswered: answered != .min, context: context) : nil
    forget(unique)
    return events + [gone].compactMap { $0 }
  }

  private func isKnown(_ call: String) -> Bool {
    calls[call]?.isKnown == true
  }

  private func gone(_ call: String, isAnswered: Bool, context: Context) -> PhoneEvent? {
    // A call without a number that is a text was never written about.
    try? PhoneEvent(
      .gone, call: call, time: context.time, writtenAt: context.now?.wall, uptime: context.now?.monotonic,
      source: source, reason: isAnswered ? .hangup : .abandoned)
  }

  /// A call of which nothing more can come is forgotten.
  mutating func forget(_ call: String) {
    guard let known = calls[call], known.isPresent != true, known.pending.isEmpty else { return }
    if !legs.values.contains(where: { $0.call == call }) { calls[call] = nil }
  }

  // MARK: queues

  mutating func queueJoined(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let call = message.identifier("Linkedid") ?? message.identifier("Uniqueid"),
      consultations[call] == nil
    else { return [] }
    return wait(call, message: message, context: context, since: context.time)
  }

  /// A caller named by the list of a queue waits there, also when nobody listened as he joined it.
  ///
  /// The list tells his wait in whole seconds.
  mutating func queueEntry(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let call = message.identifier("Uniqueid"), calls[call]?.isQueued != true, legs[call] == nil,
      consultations[call] == nil, !finished.contains(call)
    else { return [] }
    let waited = min(max(0, message.integer("Wait") ?? 0), 86_400)
    let since = context.time.map { $0 - waited * 1_000 - 500 }
    return wait(call, message: message, context: context, since: since, error: 1_000 + context.delay)
  }

  private mutating func wait(
    _ call: String, message: ManagerMessage, context: Context, since: Int64?, error: Int64? = nil
  ) -> [PhoneEvent] {
    present(call)
    let events = resolve(call, as: .noanswer, context: context)
    note(call) { ($0.isKnown, $0.isQueued) = (true, true) }
    let number = CallerText.number(message["CallerIDNum"])
    // A call without a number that is a text cannot be written about.
    let wait = try? PhoneEvent(
      .wait, call: call, caller: number, name: CallerText.name(message["CallerIDName"], number: number),
      time: since, writtenAt: context.now?.wall, uptime: context.now?.monotonic, source: source,
      errorMilliseconds: error, queue: message["Queue"],
      position: message.integer("Position").flatMap { Int(exactly: $0) },
      announcedMilliseconds: message["Queue"].flatMap { holdTimes[$0] })
    return events + [wait].compactMap { $0 }
  }

  /// What a queue tells its callers that they will wait: the mean of those before them, in seconds; 0 while
  /// it knows of none.
  mutating func queueParameters(_ message: ManagerMessage) {
    guard let queue = message["Queue"], let seconds = message.integer("Holdtime") else { return }
    if holdTimes.count >= Self.maximumQueues { holdTimes = [:] }
    holdTimes[queue] = (1...86_400).contains(seconds) ? seconds * 1_000 : nil
  }

  // MARK: taken by another seat

  mutating func pickup(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    if let target = message.identifier("TargetUniqueid") { legs[target]?.wasPickedUp = true }
    return taken(message, context: context, unique: "Uniqueid", channel: "Channel", call: "TargetLinkedid")
  }

  /// A seat takes a caller that no telephone of its own rang for; the keys say where the message names them.
  mutating func taken(
    _ message: ManagerMessage, context: Context, unique: String, channel: String, call: String
  ) -> [PhoneEvent] {
    guard let unique = message.identifier(unique), let channel = message[channel],
      let call = message.identifier(call)
    else {
      return []
    }
    return take(unique, channel: channel, call: call, context: context)
  }

  mutating func take(
    _ unique: String, channel: String, call: String, context: Context
  ) -> [PhoneEvent] {
    guard !finished.contains(unique), !channel.hasSuffix(";2") else { return [] }
    let whose = consultations[call] ?? call
    if legs[unique] == nil {
      calls[unique] = nil
      hasSeenSeat = hasSeenSeat || seats.seat(of: ManagerLeg.device(of: channel)) != nil
    }
    guard var leg = legs[unique] ?? make(unique, channel: channel, call: whose) else { return [] }
    guard let own = originators[unique], own.ringTime != nil else { return answer(&leg, context: context) }
    // The telephone system rang it before anybody knew for whom.
    (leg.dialedAt, leg.caller, leg.name) = (nil, calls[whose]?.caller ?? "", calls[whose]?.name)
    let rung = ring(&leg, context: context, at: own.ringTime)
    return rung + answer(&leg, context: context, at: own.answerTime)
  }

  // MARK: passed on

  /// Who parks a caller has not hung up on him.
  mutating func parked(_ message: ManagerMessage) {
    guard let call = message.identifier("ParkeeLinkedid") else { return }
    present(call)
    let device = message["ParkerDialString"]
    for (unique, leg) in legs where leg.call == call && leg.isAnswered && leg.device == device {
      legs[unique]?.hasPassedOn = true
    }
  }

  /// No manager's event: FreeSWITCH says who put a telephone down, and the translator says this where it was
  /// the system.
  static let putDownEvent = "PutDownBySystem"

  /// The system hangs up on a telephone when the caller goes, or takes him away: transferred or parked by
  /// somebody else, who needs no event of his own for it.
  mutating func putDown(_ message: ManagerMessage) {
    guard let unique = message.identifier("Uniqueid"), let leg = legs[unique], leg.isAnswered,
      calls[leg.call]?.isPresent == true
    else { return }
    legs[unique]?.hasPassedOn = true
  }

  /// Who hangs up while his caller talks on with a seat that came later (a colleague he had called, one who
  /// joined a conference) has left him with that one, and has not hung up on him.
  func noteHandover(_ leg: inout ManagerLeg) {
    guard leg.isAnswered, !leg.wasDumped, calls[leg.call]?.isPresent == true else { return }
    let hasAnother = legs.values.contains {
      $0.call == leg.call && $0.number > leg.number && $0.isAnswered && !$0.hasPassedOn
    }
    if hasAnother { leg.hasPassedOn = true }
  }

  mutating func transferred(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    // Who joins two callers and stays with them has passed nobody on.
    guard message["Result"] == "Success", message["DestType"] != "Threeway" else { return [] }
    for key in ["TransfererUniqueid", "OrigTransfererUniqueid", "SecondTransfererUniqueid"] {
      if let unique = message.identifier(key) { legs[unique]?.hasPassedOn = true }
    }
    guard let other = message.identifier("SecondTransfererLinkedid"),
      let call = message.identifier("TransfereeLinkedid") ?? message.identifier("OrigTransfererLinkedid"),
      call != other
    else { return [] }
    return move(from: other, to: consultations[call] ?? call, context: context)
  }

  /// Legs of a call that turns out to be part of a caller's: they end there and are taken up in his.
  private mutating func move(from other: String, to call: String, context: Context) -> [PhoneEvent] {
    let moving = legs.values.filter { $0.call == other && $0.isAnswered && !$0.hasPassedOn }
    return moving.sorted { $0.number < $1.number }.flatMap { old in
      var leg = ManagerLeg(
        unique: old.unique, seat: old.seat, device: old.device, call: call, number: count)
      leg.hasMet = old.hasMet
      let end = event(.end, leg: old, time: context.time, context: context, reason: .elsewhere)
      return [end].compactMap { $0 } + answer(&leg, context: context)
    }
  }

  // MARK: bridges

  /// A seat's own channel that meets a caller in a bridge has taken him, however it came there (a call
  /// replaced by another telephone of the house, or a conference, has no event of its own).
  mutating func bridgeEntered(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let type = message["BridgeType"], Self.talkingBridges.contains(type),
      message["BridgeTechnology"] != "holding_bridge", let bridge = message.identifier("BridgeUniqueid"),
      let unique = message.identifier("Uniqueid"), let channel = message["Channel"]
    else { return [] }
    seesBridges = true
    if unique == message.identifier("Linkedid") { begin(unique, channel: channel, message: message) }
    // Whose place another takes has not been hung up on.
    if let replaced = message.identifier("SwapUniqueid"), legs[replaced]?.isAnswered == true {
      legs[replaced]?.hasPassedOn = true
    }
    if bridges.count >= Self.maximumLegs { bridges = [:] }
    let others = bridges[bridge, default: []].subtracting([unique])
    bridges[bridge, default: []].insert(unique)
    noteMeeting(unique, channel: channel)
    return others.sorted().flatMap { other in
      met(caller: other, by: unique, context: context) + met(caller: unique, by: other, context: context)
    }
  }

  /// A telephone behind a Local channel meets its caller when the near end of that does.
  private mutating func noteMeeting(_ unique: String, channel: String) {
    if channel.hasSuffix(";1") {
      passages.insert(String(channel.dropLast(2)))
      let behind = channel.dropLast() + "2"
      for (unique, leg) in legs where leg.dialler.map({ $0 == behind }) == true {
        legs[unique]?.hasMet = true
      }
    }
    guard let leg = legs[unique] else { return }
    let far = leg.dialler.flatMap { $0.hasSuffix(";2") ? String($0.dropLast(2)) : nil }
    if far.map(passages.contains) ?? true { legs[unique]?.hasMet = true }
  }

  /// The kinds of bridge people talk in: of two, and conferences; in any other kind they wait.
  private static let talkingBridges: Set<String> = ["basic", "base"]

  private mutating func met(caller: String, by unique: String, context: Context) -> [PhoneEvent] {
    guard let own = originators[unique], legs[unique] == nil, legs[caller] == nil,
      calls[caller]?.isKnown == true, calls[caller]?.isPresent == true, calls[unique]?.isKnown != true,
      consultations[unique] != caller, seats.seat(of: ManagerLeg.device(of: own.channel)) != nil
    else { return [] }
    return take(unique, channel: own.channel, call: caller, context: context)
  }

  mutating func bridgeLeft(_ message: ManagerMessage) {
    guard let bridge = message.identifier("BridgeUniqueid"), let unique = message.identifier("Uniqueid")
    else { return }
    bridges[bridge]?.remove(unique)
    if bridges[bridge]?.isEmpty == true { bridges[bridge] = nil }
  }
}

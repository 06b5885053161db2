import CallConsole
import CallModel
import CallPhone

/// Brings the phone system's events to a console: what rings here, who waits, how the link is.
///
/// A class because the console holds it as its line; it is used on the console's thread only.
final class PhoneFollower: LineFeed {
  /// How often the link's status files are looked at, in ms.
  private static let linkInterval: Int64 = 2_000

  private var board: PhoneBoard
  private var tail: PhoneTail
  private var link: PhoneLink
  private var linkReadAt: Int64?
  private var linkState = PhoneLinkState.none
  /// Which sources are down, asked once between two readings: thousands of calls may come from one of them.
  private var down: [String: Bool] = [:]
  /// How long a ring is shown on when nobody can say any more whether it still rings, in ms: it may well.
  private static let patience: Int64 = 30_000
  /// The call the console was told of last.
  private var current: PhoneCall.Key?
  private var unconfirmedSince: Int64?
  /// Calls with a closed record of an earlier run of this console.
  private let closed: Set<String>
  /// The recordings told, by call.
  private var recordings: [PhoneCall.Key: String] = [:]

  /// A follower for the phones named `seats`, with the events below `logs`.
  ///
  /// `closed` are the telephone system's ids of calls that have a closed record already.
  init(logs: String, seats: Set<String>, limit: RingLimit, closed: Set<String> = []) {
    self.closed = closed
    board = PhoneBoard(seats: seats, limit: limit)
    tail = PhoneTail(logs: logs)
    link = PhoneLink(logs: logs)
  }

  var status: LineStatus {
    let others = board.waiting { $0 != current && !isDown($0.source) }
    return LineStatus(
      link: LineStatus.Link(rawValue: linkState.rawValue) ?? .none, waiting: others.count,
      longestWaitMilliseconds: others.longest)
  }

  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {}

  func poll(at moment: Moment) -> [LineNews] {
    let items = tail.poll(now: moment.wall)
    var changes = items.compactMap { item in
      board.apply(item.event, receivedAt: moment.wall, isBacklog: item.isBacklog)
    }
    changes += board.expire(now: moment.wall)
    readLink(moment)
    let recorded = items.filter { $0.event.recording != nil }.map {
      PhoneCall.Key(source: $0.event.source, call: $0.event.call)
    }
    return changes.flatMap(news) + recorded.flatMap(recording) + dropUnconfirmed(moment) + announceNext()
  }

  /// A recording that became known after the answer, mostly with the end of the call.
  private func recording(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key), call.isAttached, let recording = call.recording,
      recordings[key] != recording
    else { return [] }
    recordings = recordings.filter { board.call($0.key) != nil }
    recordings[key] = recording
    return [.recorded(recording, phoneCall: key.call)]
  }

  /// A ring whose link is gone, or of which nothing was heard for long, is not shown for ever.
  private func dropUnconfirmed(_ moment: Moment) -> [LineNews] {
    guard let current, let call = board.call(current), isUnconfirmed(call) else {
      unconfirmedSince = nil
      return []
    }
    let since = unconfirmedSince ?? moment.monotonic
    unconfirmedSince = since
    guard moment.monotonic - since >= Self.patience else { return [] }
    unconfirmedSince = nil
    self.current = nil
    return [.unconfirmed]
  }

  private func isDown(_ source: String) -> Bool {
    if let known = down[source] { return known }
    let isDown = link.isDown(source: source)
    if down.count < 256 { down[source] = isDown }
    return isDown
  }

  private func isUnconfirmed(_ call: PhoneCall) -> Bool {
    switch board.standing(of: call) {
    case .lost, .stale: true
    case .ringingHere: isDown(call.key.source)
    default: false
    }
  }

  private func readLink(_ moment: Moment) {
    if let linkReadAt, moment.monotonic - linkReadAt < Self.linkInterval { return }
    linkReadAt = moment.monotonic
    down = [:]
    linkState = link.read(
      monotonic: moment.monotonic, wall: moment.wall.milliseconds, hasEvents: tail.hasFile)
  }

  /// What a change of the call in hand means; other calls only show in the queue.
  private func news(_ change: PhoneChange) -> [LineNews] {
    if change.after == .talkingHere || change.after == .finishedHere, change.before != .talkingHere {
      return answered(change)
    }
    let abandoned = change.after == .abandoned ? callback(change.key) : []
    guard change.key == current else { return abandoned }
    switch change.after {
    case .abandoned: return stop(.abandoned) + abandoned
    case .answeredElsewhere, .ringingElsewhere, .betweenSeats: return stop(.elsewhere)
    case .finishedHere: return [.callerHungUp]
    case .ringingHere, .talkingHere, .lost, .stale: return []
    }
  }

  private func answered(_ change: PhoneChange) -> [LineNews] {
    guard let measured = board.timing(for: change.key), change.before != nil || change.after == .talkingHere
    else {
      return []
    }
    if closed.contains(change.key.call) {
      board.attach(change.key)
      return []
    }
    var news: [LineNews] = []
    if change.key != current, let call = board.call(change.key) { news.append(ringing(call)) }
    current = change.key
    board.attach(change.key)
    recordings[change.key] = measured.recording
    news.append(
      .answered(
        CallAnswered(timing: measured.timing, recording: measured.recording), phoneCall: change.key.call))
    if change.after == .finishedHere { news.append(.callerHungUp) }
    return news
  }

  /// A caller who gave up while a phone of this seat rang for him.
  ///
  /// The entry's name is the same at every seat.
  private func callback(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key), !board.seats.isDisjoint(with: call.legs.keys) else { return [] }
    let opened = CallbackOpened(
      reason: .abandoned, number: call.caller, name: call.name,
      waitMilliseconds: board.waitMilliseconds(of: call))
    return [.abandoned(entry: "\(key.source)/\(key.call)", opened)]
  }

  private func stop(_ ending: CallEnding) -> [LineNews] {
    current = nil
    return [.stopped(ending)]
  }

  /// The call that has been ringing here longest is told when none is in hand.
  private func announceNext() -> [LineNews] {
    if let current, let call = board.call(current) {
      let standing = board.standing(of: call)
      if standing == .ringingHere || standing == .talkingHere { return [] }
    }
    guard let call = board.ringingHere.first(where: { !isUnconfirmed($0) }), call.key != current else {
      return []
    }
    current = call.key
    return [ringing(call)]
  }

  private func ringing(_ call: PhoneCall) -> LineNews {
    let ring = RingSeen(number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call)
    return .incoming(ring, elapsed: board.ringingMilliseconds(of: call) ?? 0)
  }
}

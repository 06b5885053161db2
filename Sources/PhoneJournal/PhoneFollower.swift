import CallConsole
import CallModel
import CallPhone
import Catalogue

/// Brings the phone system's events to a console: what rings here, who waits, how the link is.
///
/// A class because the console holds it as its line; it is used on the console's thread only.
package final class PhoneFollower: LineFeed {
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
  /// The calls of the lines that were there at the start, while they are being read.
  private var unread: Set<PhoneCall.Key>? = []
  /// The calls told of as ringing beside another one.
  private var second: Set<PhoneCall.Key> = []
  /// Calls with a closed record of an earlier run of this console.
  private let closed: Set<String>
  /// Puts on record whom no bridge does.
  private let callers: CallerWatch?
  /// The recordings told, by call.
  private var recordings: [PhoneCall.Key: String] = [:]

  /// A follower for the phones named `seats`, with the events below `logs`.
  ///
  /// `closed` are the telephone system's ids of calls that have a closed record already; `callers` tells
  /// when callers nobody answered cannot be put on record.
  package init(
    logs: String, seats: Set<String>, limit: RingLimit, closed: Set<String> = [],
    callers: CallerWatch? = nil
  ) {
    self.closed = closed
    self.callers = callers
    board = PhoneBoard(seats: seats, limit: limit)
    tail = PhoneTail(logs: logs)
    link = PhoneLink(logs: logs)
  }

  package var status: LineStatus {
    let others = board.waiting { $0 != current && !isDown($0.source) && !isSecond($0) }
    return LineStatus(
      link: LineStatus.Link(rawValue: linkState.rawValue) ?? .none, waiting: others.count,
      longestWaitMilliseconds: others.longest, announcedWaitMilliseconds: others.announced)
  }

  /// Whether a call rings at this seat beside a conversation, and was told so: it is no queue.
  private func isSecond(_ key: PhoneCall.Key) -> Bool {
    second.contains(key) && board.call(key).map { board.standing(of: $0) == .ringingHere } == true
  }

  package func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {}

  package func poll(at moment: Moment) -> [LineNews] {
    let items = tail.poll(now: moment.wall)
    var changes = items.compactMap { item in
      board.apply(item.event, receivedAt: moment.wall, isBacklog: item.isBacklog)
    }
    readLink(moment)
    guard let settled = catchUp(changes) else { return [] }
    changes = settled + board.expire(now: moment.wall)
    let recorded = Set(items.filter { $0.event.recording != nil }.map(\.event.call))
      .flatMap { board.attached(number: $0) }
    let told = changes.flatMap(news) + recorded.flatMap(recording)
    return told + dropUnconfirmed(moment) + announceNext() + (callers?.poll() ?? [])
  }

  /// At the start, only how the calls stand after all that is in the file: a call that is over by its last
  /// line neither rings nor waits on the way there.
  ///
  /// Nil while there is more to read.
  private func catchUp(_ changes: [PhoneChange]) -> [PhoneChange]? {
    guard var changed = unread else { return changes }
    changed.formUnion(changes.map(\.key))
    unread = tail.hasMore ? changed : nil
    if tail.hasMore { return nil }
    return changed.sorted().compactMap { key in
      board.call(key).map { PhoneChange(key: key, before: nil, after: board.standing(of: $0)) }
    }
  }

  /// A recording that became known after the answer, mostly with the end of the call.
  private func recording(_ key: PhoneCall.Key) -> [LineNews] {
    guard let recording = board.recording(of: key), recordings[key] != recording
    else { return [] }
    recordings = recordings.filter { board.call($0.key) != nil }
    recordings[key] = recording
    return [.recorded(recording, phoneCall: key.call)]
  }

  /// A ring whose bridge is gone is not shown for ever; one whose link is known to be broken, or that nothing
  /// was heard of for long, at once no more.
  private func dropUnconfirmed(_ moment: Moment) -> [LineNews] {
    guard let current, let call = board.call(current), isUnconfirmed(call) else {
      unconfirmedSince = nil
      return []
    }
    let since = unconfirmedSince ?? moment.monotonic
    unconfirmedSince = since
    let isRinging = board.standing(of: call) == .ringingHere
    guard !isRinging || moment.monotonic - since >= Self.patience else { return [] }
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
    case .ringingElsewhere, .betweenSeats, .talkingHere, .finishedHere, .answeredElsewhere, .abandoned: false
    }
  }

  private func readLink(_ moment: Moment) {
    if let linkReadAt, moment.monotonic - linkReadAt < Self.linkInterval { return }
    linkReadAt = moment.monotonic
    down = [:]
    linkState = link.read(
      monotonic: moment.monotonic, wall: moment.wall.milliseconds, hasEvents: tail.hasFile)
  }

  /// What a change means: of the call in hand and of calls on record; others only show in the queue.
  private func news(_ change: PhoneChange) -> [LineNews] {
    let isCurrent = change.key == current
    switch change.after {
    case .talkingHere: return answered(change)
    case .finishedHere:
      return board.call(change.key)?.isAttached == true ? over(change.key) : answered(change)
    case .ringingHere: return unheard(change) + ringingHere(change.key)
    case .abandoned: return (isCurrent ? stop(.abandoned) : []) + left(change, hasGivenUp: true)
    case .ringingElsewhere, .betweenSeats: return unheard(change) + (isCurrent ? stop(.elsewhere) : [])
    case .answeredElsewhere: return (isCurrent ? stop(.elsewhere) : []) + left(change, hasGivenUp: false)
    case .lost, .stale: return []
    }
  }

  private func answered(_ change: PhoneChange) -> [LineNews] {
    let isOver = change.after == .finishedHere
    // Told long after the call was over, by a file that was there at the start: it has had its record.
    if isOver, change.before == nil, !board.candidates.contains(where: { $0.key == change.key }) { return [] }
    guard let measured = board.timing(for: change.key) else { return [] }
    let wasAttached = board.call(change.key)?.isAttached == true
    board.attach(change.key)
    if closed.contains(change.key.call) { return [] }
    // A console that was started since has the answer that was none.
    var news = change.before == nil ? unheard(change) : []
    if change.key != current, !wasAttached, let call = board.call(change.key) { news.append(ringing(call)) }
    current = change.key
    let recording = board.recording(of: change.key)
    recordings[change.key] = recording
    news.append(
      .answered(
        CallAnswered(timing: measured.timing, recording: recording), phoneCall: change.key.call))
    return isOver ? news + over(change.key) : news
  }

  /// This seat's part in a call is over: the caller hung up, or was passed on and is still there.
  private func over(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key) else { return [] }
    if current == key { current = nil }
    let last = call.legs.last { board.seats.contains($0.seat) && $0.isAnswered }
    if last?.isPassedOn == true, !call.hasGone {
      return [.told(DeskEffect(.notice, message: .callerPassedOn))]
    }
    return [.hungUp(phoneCall: key.call)]
  }

  /// A ring the desk would not show by itself: of a caller it has spoken to, or beside a conversation.
  private func ringingHere(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key) else { return [] }
    if call.isAttached { return [.told(DeskEffect(.warning, message: .callerRingsAgain(call.caller)))] }
    guard let current, current != key, let other = board.call(current),
      board.standing(of: other) == .talkingHere
    else { return [] }
    second = second.filter { board.call($0) != nil }
    return second.insert(key).inserted
      ? [.told(DeskEffect(.warning, message: .secondCallRings(call.caller)))] : []
  }

  /// A caller this seat picked up for who was not put through to it; said as it happens, and to a console
  /// that was started since.
  private func unheard(_ change: PhoneChange) -> [LineNews] {
    guard change.before == .talkingHere || change.before == nil, wasPutDownHere(change.key) else { return [] }
    return [.unheard(phoneCall: change.key.call)]
  }

  /// He will not be any more.
  private func left(_ change: PhoneChange, hasGivenUp: Bool) -> [LineNews] {
    guard wasPutDownHere(change.key) else { return [] }
    return unheard(change) + [.left(phoneCall: change.key.call, hasGivenUp: hasGivenUp)]
  }

  private func wasPutDownHere(_ key: PhoneCall.Key) -> Bool {
    board.call(key)?.legs.contains { board.seats.contains($0.seat) && $0.wasPutDown } == true
  }

  private func stop(_ ending: CallEnding) -> [LineNews] {
    current = nil
    return [.stopped(ending)]
  }

  /// The call that has been ringing here longest is told when none is in hand.
  private func announceNext() -> [LineNews] {
    if let current, let call = board.call(current) {
      let standing = board.standing(of: call)
      if standing == .ringingHere || standing == .talkingHere, !isUnconfirmed(call) { return [] }
    }
    guard let call = board.ringingHere.first(where: { !isUnconfirmed($0) }), call.key != current else {
      return []
    }
    current = call.key
    return [ringing(call)]
  }

  private func ringing(_ call: PhoneCall) -> LineNews {
    let wasElsewhere = call.legs.contains { $0.isAnswered && !board.seats.contains($0.seat) }
    let ring = RingSeen(
      number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call,
      isPassedOn: wasElsewhere)
    return .incoming(ring, elapsed: board.ringingMilliseconds(of: call) ?? 0)
  }
}

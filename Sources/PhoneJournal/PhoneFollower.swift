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

  /// How much of the event file one poll reads, in bytes, some ten lines: a key waits for no more.
  private static let pieceBytes = 2_048

  private var board: PhoneBoard
  private var tail: PhoneTail
  private var link: PhoneLink
  private var linkReadAt: Int64?
  private var linkState = PhoneLinkState.none
  /// Which sources are down, asked once between two readings: thousands of calls may come from one of them.
  private var down: [String: Bool] = [:]
  /// How long a ring is shown on when nobody can say any more whether it still rings, in ms: it may well.
  private static let patience: Int64 = 30_000
  /// The calls the console was told of as ringing here, until it was told how that ended.
  private var told: Set<PhoneCall.Key> = []
  /// Since when nobody can say whether they still ring.
  private var unconfirmedSince: [PhoneCall.Key: Int64] = [:]
  /// The calls of the lines that were there at the start, while they are being read.
  private var unread: Set<PhoneCall.Key>? = []
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
    tail = PhoneTail(logs: logs, pollBytes: Self.pieceBytes)
    link = PhoneLink(logs: logs)
  }

  package var status: LineStatus {
    let others = board.waiting { !told.contains($0) && !isDown($0.source) }
    return LineStatus(
      link: LineStatus.Link(rawValue: linkState.rawValue) ?? .none, waiting: others.count,
      longestWaitMilliseconds: others.longest, announcedWaitMilliseconds: others.announced)
  }

  package func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {}

  package var hasMore: Bool { tail.hasMore }

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
    let news = changes.flatMap(news) + recorded.flatMap(recording)
    return news + dropUnconfirmed(moment) + announceRings() + (callers?.poll() ?? [])
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
    let doubtful = told.sorted().filter { board.call($0).map(isUnconfirmed) == true }
    unconfirmedSince = unconfirmedSince.filter { doubtful.contains($0.key) }
    return doubtful.compactMap { key in
      let since = unconfirmedSince[key] ?? moment.monotonic
      unconfirmedSince[key] = since
      let isRinging = board.call(key).map { board.standing(of: $0) == .ringingHere } == true
      guard !isRinging || moment.monotonic - since >= Self.patience else { return nil }
      unconfirmedSince[key] = nil
      told.remove(key)
      return .unconfirmed(phoneCall: key.call)
    }
  }

  private func isDown(_ source: String) -> Bool {
    guard link.isKnown else { return false }
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

  /// What a change means for this seat; of calls that never rang here nothing is told but the queue.
  private func news(_ change: PhoneChange) -> [LineNews] {
    switch change.after {
    case .talkingHere: return answered(change)
    case .finishedHere:
      return board.call(change.key)?.isAttached == true ? over(change) : answered(change)
    case .ringingHere: return unheard(change) + ringsAgain(change.key)
    case .abandoned: return stop(change.key, .abandoned) + left(change, hasGivenUp: true)
    case .ringingElsewhere, .betweenSeats: return unheard(change) + stop(change.key, .elsewhere)
    case .answeredElsewhere: return stop(change.key, .elsewhere) + left(change, hasGivenUp: false)
    case .lost, .stale: return []
    }
  }

  private func answered(_ change: PhoneChange) -> [LineNews] {
    let isOver = change.after == .finishedHere
    // Told long after the call was over, by a file that was there at the start: it has had its record, which
    // may be open yet.
    if isOver, change.before == nil, !board.candidates.contains(where: { $0.key == change.key }) {
      return closed.contains(change.key.call) ? [] : over(change)
    }
    guard let measured = board.timing(for: change.key) else { return [] }
    let wasAttached = board.call(change.key)?.isAttached == true
    board.attach(change.key)
    // Whoever rings here once more since then begins a new record.
    if closed.contains(change.key.call), !told.contains(change.key) { return [] }
    // A console that was started since has the answer that was none.
    var news = change.before == nil ? unheard(change) : []
    if told.remove(change.key) == nil, !wasAttached, let call = board.call(change.key) {
      news.append(ringing(call))
    }
    let recording = board.recording(of: change.key)
    recordings[change.key] = recording
    news.append(
      .answered(
        CallAnswered(timing: measured.timing, recording: recording), phoneCall: change.key.call))
    return isOver ? news + over(change) : news
  }

  /// This seat's part in a call is over: the caller hung up, or was passed on and is still there.
  private func over(_ change: PhoneChange) -> [LineNews] {
    guard let call = board.call(change.key) else { return [] }
    let last = call.legs.last { board.seats.contains($0.seat) && $0.isAnswered }
    if last?.isPassedOn == true, !call.hasGone {
      return [.told(DeskEffect(.notice, message: .callerPassedOn(call.caller)))]
    }
    // What is told at the start may be long past; else it is now.
    let elapsed = change.before == nil ? board.millisecondsSinceEnd(of: call) ?? 0 : 0
    return [.hungUp(phoneCall: change.key.call, elapsed: elapsed)]
  }

  /// A ring the desk has a record for: of a caller it has spoken to.
  private func ringsAgain(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key), call.isAttached else { return [] }
    return [.told(DeskEffect(.warning, message: .callerRingsAgain(call.caller)))]
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

  private func stop(_ key: PhoneCall.Key, _ ending: CallEnding) -> [LineNews] {
    told.remove(key) == nil ? [] : [.stopped(ending, phoneCall: key.call)]
  }

  /// Whatever rings here and was not told of, the longest first.
  private func announceRings() -> [LineNews] {
    board.ringingHere.filter { !told.contains($0.key) && !isUnconfirmed($0) }.map { call in
      told.insert(call.key)
      return ringing(call)
    }
  }

  private func ringing(_ call: PhoneCall) -> LineNews {
    let wasSpokenTo = call.legs.contains {
      $0.isAnswered && !$0.wasPutDown && ($0.isEnded || !board.seats.contains($0.seat))
    }
    let ring = RingSeen(
      number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call,
      isPassedOn: wasSpokenTo)
    return .incoming(ring, elapsed: board.millisecondsSinceRing(of: call) ?? 0)
  }
}

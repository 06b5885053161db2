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
  /// How late a line may be behind those that came after it, in ms.
  private static let lateness: Int64 = 5_000
  /// The callers this seat was not put through to, as the telephone says.
  private var missed: [PhoneCall.Key: Missed] = [:]
  /// Those who went, in that order, until it is told; thousands may ring here in vain.
  private var leaving: [(key: PhoneCall.Key, since: Int64)] = []
  /// What the console was told of calls that rang here.
  private var tellings: [PhoneCall.Key: Telling] = [:]
  /// The recordings told, by call.
  private var recordings: [PhoneCall.Key: String] = [:]

  /// A caller who rang here in vain.
  private struct Missed {
    /// Since when he will not be put through to this seat any more; nil while he waits.
    var overSince: Int64?
    var isTold = false
  }

  /// What the console knows of a call.
  private struct Telling {
    var number: String
    /// Whose word its timing is; nil before the answer.
    var timing: RingTiming.Source?
  }

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
    let isStart = unread != nil
    guard let settled = catchUp(changes) else { return [] }
    let stopped = isStart ? settled.flatMap(stoppedBefore) : []
    changes = settled + board.expire(now: moment.wall)
    let heard = Set(items.map { PhoneCall.Key(source: $0.event.source, call: $0.event.call) })
    let touched = heard.union(changes.map(\.key)).sorted()
    changes += lateAnswers(touched, told: Set(changes.map(\.key)))
    let recorded = Set(items.filter { $0.event.recording != nil }.map(\.event.call))
      .flatMap { board.attached(number: $0) }
    let news = changes.flatMap(news) + recorded.flatMap(recording)
    return news + stopped + dropUnconfirmed(moment) + announceRings() + touched.flatMap(completed)
      + touched.flatMap { miss($0, at: moment) } + leave(moment) + (callers?.poll() ?? [])
  }

  // MARK: Lines that come late

  /// Answers of calls that stood as answered already, by the end of a conversation whose other lines come
  /// only now.
  private func lateAnswers(_ keys: [PhoneCall.Key], told: Set<PhoneCall.Key>) -> [PhoneChange] {
    keys.compactMap { key in
      guard !told.contains(key), let call = board.call(key), !call.isAttached,
        board.standing(of: call) == .finishedHere, board.timing(for: key) != nil
      else { return nil }
      return PhoneChange(key: key, before: .finishedHere, after: .finishedHere)
    }
  }

  /// What the console was not told of a call yet, because the line of its ring came behind that of its
  /// answer: the number, and how long it rang.
  private func completed(_ key: PhoneCall.Key) -> [LineNews] {
    guard let told = tellings[key], let call = board.call(key) else { return [] }
    var news: [LineNews] = []
    if told.number.isEmpty, !call.caller.isEmpty {
      tellings[key]?.number = call.caller
      let ring = RingSeen(number: call.caller, name: call.name, isFromPhone: true, phoneCall: key.call)
      news.append(.incoming(ring, elapsed: board.millisecondsSinceRing(of: call) ?? 0))
    }
    if let known = told.timing, known != .measured, let measured = board.timing(for: key),
      measured.timing.source == .measured
    {
      tellings[key]?.timing = .measured
      let answered = CallAnswered(timing: measured.timing, recording: board.recording(of: key))
      news.append(.answered(answered, phoneCall: key.call))
    }
    return news
  }

  /// A caller who rang here, and this seat was not put through to him: the console may have it from a key
  /// that it was.
  private func miss(_ key: PhoneCall.Key, at moment: Moment) -> [LineNews] {
    guard !closed.contains(key.call), let call = board.call(key), wasMissedHere(call) else {
      missed[key] = nil
      return []
    }
    let known = missed[key]
    var caller = known ?? Missed()
    if board.standing(of: call).isWaiting {
      caller.overSince = nil
    } else if caller.overSince == nil {
      caller.overSince = moment.monotonic
      leaving.append((key, moment.monotonic))
    }
    missed[key] = caller
    return known == nil ? [.missed(phoneCall: key.call)] : []
  }

  /// Those of them who went so long ago that no line will tell otherwise.
  private func leave(_ moment: Moment) -> [LineNews] {
    let gone = leaving.prefix { moment.monotonic - $0.since >= Self.lateness }
    guard !gone.isEmpty else { return [] }
    leaving.removeFirst(gone.count)
    return gone.compactMap { key, since in
      guard let call = board.call(key), let caller = missed[key], !caller.isTold, caller.overSince == since
      else { return nil }
      missed[key]?.isTold = true
      return .left(
        phoneCall: key.call, hasGivenUp: board.standing(of: call) == .abandoned,
        elapsed: moment.monotonic - since)
    }
  }

  private func wasMissedHere(_ call: PhoneCall) -> Bool {
    let here = call.legs.filter { board.seats.contains($0.seat) }
    let wasPickedUp = here.contains { $0.isAnswered || $0.wasPutDown }
    guard let last = here.last, !wasPickedUp else { return false }
    switch board.standing(of: call) {
    case .betweenSeats, .ringingElsewhere:
      return last.reason.map { $0 != .hangup && $0 != .lost } == true
    case .answeredElsewhere:
      return call.wasTakenElsewhere
        || call.legs.contains { !board.seats.contains($0.seat) && $0.isAnswered }
    case .abandoned: return call.isKnownUnanswered
    case .ringingHere, .talkingHere, .finishedHere, .lost, .stale: return false
    }
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
    forgetGone()
    down = [:]
    linkState = link.read(
      monotonic: moment.monotonic, wall: moment.wall.milliseconds, hasEvents: tail.hasFile)
  }

  /// What the board has forgotten is told of no more.
  private func forgetGone() {
    missed = missed.filter { board.call($0.key) != nil }
    tellings = tellings.filter { board.call($0.key) != nil }
    recordings = recordings.filter { board.call($0.key) != nil }
  }

  /// What a change means for this seat; of calls that never rang here nothing is told but the queue.
  private func news(_ change: PhoneChange) -> [LineNews] {
    switch change.after {
    case .talkingHere: return answered(change)
    case .finishedHere: return finished(change)
    case .ringingHere: return unheard(change) + ringsAgain(change.key)
    case .abandoned:
      return stop(change.key) + left(change, hasGivenUp: true) + wentUnanswered(change.key)
    case .ringingElsewhere, .betweenSeats: return unheard(change) + stop(change.key)
    case .answeredElsewhere: return stop(change.key) + left(change, hasGivenUp: false)
    case .lost, .stale: return []
    }
  }

  /// Whoever was spoken to here and rang here once more may have been taken by another seat then.
  private func finished(_ change: PhoneChange) -> [LineNews] {
    guard let call = board.call(change.key) else { return [] }
    if told.contains(change.key),
      call.legs.last(where: { board.seats.contains($0.seat) })?.isAnswered == false
    {
      return stop(change.key) + (call.isAttached && call.hasGone ? over(change) : [])
    }
    return call.isAttached ? over(change) : answered(change)
  }

  private func answered(_ change: PhoneChange) -> [LineNews] {
    if change.before == nil, closed.contains(change.key.call) { return ofClosed(change) }
    let isOver = change.after == .finishedHere
    // Told long after the call was over, by a file that was there at the start: it has had its record, which
    // may be open yet.
    if isOver, change.before == nil, !board.candidates.contains(where: { $0.key == change.key }) {
      return over(change)
    }
    guard let measured = board.timing(for: change.key) else { return [] }
    let wasAttached = board.call(change.key)?.isAttached == true
    board.attach(change.key)
    // Whoever rings here once more since then begins a new record.
    if closed.contains(change.key.call), !told.contains(change.key) { return [] }
    // A console that was started since has the answer that was none.
    var news = change.before == nil ? unheard(change) : []
    if told.remove(change.key) == nil, !wasAttached, let call = board.call(change.key) {
      news.append(ringing(call, isAnswered: true))
    }
    let recording = board.recording(of: change.key)
    recordings[change.key] = recording
    tellings[change.key, default: Telling(number: "")].timing = measured.timing.source
    news.append(
      .answered(
        CallAnswered(timing: measured.timing, recording: recording), phoneCall: change.key.call))
    return isOver ? news + over(change) : news
  }

  /// What the console that closed its record may not have been told: an answer of a moment ago, and that the
  /// caller is gone.
  private func ofClosed(_ change: PhoneChange) -> [LineNews] {
    guard let call = board.call(change.key) else { return [] }
    let answers = call.legs.filter { board.seats.contains($0.seat) && $0.isAnswered }
    // Of several, which is the one on record cannot be told; of one long past all is.
    let isLate = answers.count == 1 && board.candidates.contains { $0.key == change.key }
    board.attach(change.key)
    let isThere = answers.last?.isPassedOn == true && !call.hasGone
    let gone =
      change.after == .talkingHere || isThere
      ? [] : [LineNews.hungUp(phoneCall: change.key.call, elapsed: board.millisecondsSinceEnd(of: call) ?? 0)]
    guard isLate, let measured = board.timing(for: change.key) else { return gone }
    let recording = board.recording(of: change.key)
    recordings[change.key] = recording
    let answered = CallAnswered(timing: measured.timing, recording: recording)
    return [ringing(call, isPassedOn: false), .answered(answered, phoneCall: change.key.call)]
      + (recording.map { [.recorded($0, phoneCall: change.key.call)] } ?? []) + gone
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
    let talked = board.talkMilliseconds(of: call)
    return [.hungUp(phoneCall: change.key.call, elapsed: elapsed, talked: talked)]
  }

  /// A ringing here that ended as a conversation does, where no answer was told: one a key has told of is
  /// over.
  private func wentUnanswered(_ key: PhoneCall.Key) -> [LineNews] {
    guard let call = board.call(key), !call.isKnownUnanswered else { return [] }
    let isHere = call.legs.contains { board.seats.contains($0.seat) && $0.hungUpUnanswered }
    let elapsed = board.millisecondsSinceEnd(of: call) ?? 0
    return isHere ? [.hungUp(phoneCall: key.call, elapsed: elapsed)] : []
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

  private func stop(_ key: PhoneCall.Key) -> [LineNews] {
    guard told.remove(key) != nil, let call = board.call(key) else { return [] }
    return [stopped(call)]
  }

  private func stopped(_ call: PhoneCall) -> LineNews {
    switch call.behindLastRing(at: board.seats) {
    case .taken: .stopped(.elsewhere, phoneCall: call.key.call)
    case .gaveUp: .stopped(.abandoned, phoneCall: call.key.call)
    case .unknown: .unanswered(phoneCall: call.key.call)
    }
  }

  /// A ring here that ended before the console was started: its record may be open since an earlier run.
  private func stoppedBefore(_ change: PhoneChange) -> [LineNews] {
    switch change.after {
    case .answeredElsewhere, .abandoned, .betweenSeats, .ringingElsewhere:
      guard let call = board.call(change.key), !closed.contains(change.key.call),
        call.legs.contains(where: { board.seats.contains($0.seat) })
      else { return [] }
      return [stopped(call)]
    case .ringingHere, .talkingHere, .finishedHere, .lost, .stale: return []
    }
  }

  /// Whatever rings here and was not told of, the longest first.
  private func announceRings() -> [LineNews] {
    board.ringingHere.filter { !told.contains($0.key) && !isUnconfirmed($0) }.map { call in
      told.insert(call.key)
      return ringing(call)
    }
  }

  /// The ring that goes on, or the one that was `answered` just now.
  private func ringing(_ call: PhoneCall, isAnswered: Bool = false) -> LineNews {
    tellings[call.key, default: Telling(number: "")].number = call.caller
    var earlier = call.legs
    if isAnswered, let own = earlier.lastIndex(where: { board.seats.contains($0.seat) && $0.isAnswered }) {
      earlier.remove(at: own)
    }
    let wasSpokenTo = earlier.contains {
      $0.isAnswered && !$0.wasPutDown && ($0.isEnded || !board.seats.contains($0.seat))
    }
    return ringing(call, isPassedOn: wasSpokenTo)
  }

  private func ringing(_ call: PhoneCall, isPassedOn: Bool) -> LineNews {
    let ring = RingSeen(
      number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call,
      isPassedOn: isPassedOn)
    return .incoming(ring, elapsed: board.millisecondsSinceRing(of: call) ?? 0)
  }
}

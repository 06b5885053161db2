import CallModel
import Catalogue
import PlainText

/// The five numbers of a wall: how the centre stands now, each with its target and what to do.
///
/// Nobody by name.
public struct Wallboard: Sendable {
  private struct Call {
    let beganAt: WallInstant
    var isLive = true
    var timing: RingTiming?
    var ending: CallEnding?
    var promises: Set<Int> = []
  }

  /// One number with its judgement.
  public struct Figure: Hashable, Sendable {
    /// What it is.
    public let name: Message
    /// The value as shown.
    public let value: String
    /// What it should be.
    public let target: String
    /// Whether it is; nil when there is nothing to judge.
    public let isMet: Bool?
    /// What to do when it is not.
    public let deed: Message
  }

  private var calls: [CallIdentifier: Call] = [:]
  /// Entries of the callback list; false once they are settled.
  private var entries: [String: Bool] = [:]
  private var calledBack: Set<CallIdentifier> = []
  private var kept: [CallIdentifier: Set<Int>] = [:]

  /// How long a phone may ring.
  private let limit: RingLimit

  /// A board with nothing on it; `limit` is how long a phone may ring.
  public init(limit: RingLimit) {
    self.limit = limit
  }

  /// Takes in what happened to a call.
  public mutating func apply(_ event: Noted<CallEvent>, of id: CallIdentifier) {
    var call = calls[id] ?? Call(beganAt: event.at)
    switch event.event {
    case .answer(let answer): call.timing = answer.timing
    case .end(let ending):
      call.ending = ending
      call.isLive = false
    case .promise(let promise):
      if promise.kind != .complaintReply { call.promises.insert(promise.number) }
    case .kept(let promise): kept[id, default: []].insert(promise.number)
    default: break
    }
    calls[id] = call
  }

  /// Takes in what happened on the callback list; a second opening of an entry changes nothing.
  public mutating func apply(_ event: CallbackEvent) {
    switch event {
    case .opened(let entry, _): entries[entry] = entries[entry] ?? true
    case .closed(let entry, _): entries[entry] = false
    case .tried: break
    }
  }

  /// Notes that a caller was called back, or a promise kept, at a desk.
  public mutating func settle(_ id: CallIdentifier, promise: Int?) {
    if let promise { kept[id, default: []].insert(promise) } else { calledBack.insert(id) }
  }

  /// Forgets the calls of the days before that have nothing open any more, and those that were never closed.
  ///
  /// For midnight: whoever waits to be called back then still waits.
  public mutating func forget(before day: CivilDate, at now: WallInstant) {
    calls = calls.filter { id, call in
      id.date >= day || call.beganAt >= now.adding(milliseconds: -Self.longestCall)
        || !call.isLive && (isLost(id, call) || !openPromises(id, call).isEmpty)
    }
    entries = entries.filter(\.value)
    calledBack = calledBack.filter { calls[$0] != nil }
    kept = kept.filter { calls[$0.key] != nil }
  }

  /// A call of yesterday that is older and has no end was cut off from its records.
  private static let longestCall: Int64 = 6 * 3_600_000

  private func isLost(_ id: CallIdentifier, _ call: Call) -> Bool {
    (call.ending == .abandoned || call.ending == .cutOff) && !calledBack.contains(id)
      && entries[id.description] != false
  }

  private func openPromises(_ id: CallIdentifier, _ call: Call) -> Set<Int> {
    call.promises.subtracting(kept[id] ?? [])
  }

  private var lost: Int {
    let calls = calls.filter { isLost($0, $1) }.map(\.key.description)
    let called = calledBack.map(\.description)
    return Set(calls).union(entries.filter(\.value).keys).subtracting(called).count
  }

  /// The five numbers at `now`; more than `seats` calls at once are too many, nil for not known.
  public func figures(at now: WallInstant, seats: Int?) -> [Figure] {
    let live = calls.values.count(where: \.isLive)
    let today = calls.filter { $0.key.date == now.date }.values
    let measured = today.compactMap(\.timing).filter { $0.source == .measured }
    let within = measured.count { $0.verdict == .within }
    let slow = lastHour(at: now).percentile(950)
    let promises = calls.reduce(0) { $0 + ($1.value.isLive ? 0 : openPromises($1.key, $1.value).count) }
    return [
      figure(0, .boardGoingOn, "\(live)", seats.map { "<= \($0)" } ?? "-", seats.map { live <= $0 }),
      figure(
        1, .boardWithin(rings: limit.ringsAllowed), CallReview.Figure.percent(within, of: measured.count),
        ">= 95%",
        measured.isEmpty ? nil : within * 100 >= measured.count * 95),
      figure(
        2, .boardSlow, slow.map { Message.seconds(Int64($0), below: limit.milliseconds).english } ?? "-",
        "< \(ReportFigures.seconds(limit.milliseconds)) s", slow.map { $0 < limit.milliseconds }),
      figure(3, .boardLost, "\(lost)", "0", lost == 0),
      figure(4, .boardPromises, "\(promises)", "0", promises == 0),
    ]
  }

  private func lastHour(at now: WallInstant) -> MillisecondCounts {
    var counts = MillisecondCounts(isSmall: true)
    for call in calls.values where call.beganAt >= now.adding(milliseconds: -3_600_000) {
      if let timing = call.timing, timing.source == .measured, let ring = timing.ringMilliseconds {
        counts.add(Int32(clamping: ring))
      }
    }
    return counts
  }

  private func figure(_ index: Int, _ name: Message, _ value: String, _ target: String, _ isMet: Bool?)
    -> Figure
  {
    Figure(name: name, value: value, target: target, isMet: isMet, deed: Message.boardDeeds[index])
  }

  /// How the records stand from which the board is made.
  public struct Basis: Sendable {
    /// How many seats there are; nil when nobody says.
    public var seats: Int?
    /// When everything could last be read.
    public var dataAt: WallInstant
    /// Whether there are any records of today.
    public var hasRecords: Bool
    /// Places of today's records that could not be read.
    public var unreadable: Int

    /// A basis from its parts.
    public init(seats: Int? = nil, dataAt: WallInstant, hasRecords: Bool = true, unreadable: Int = 0) {
      self.seats = seats
      self.dataAt = dataAt
      self.hasRecords = hasRecords
      self.unreadable = unreadable
    }
  }

  /// The callers who wait at this moment.
  public struct Queue: Sendable {
    /// How many.
    public let count: Int
    /// The longest wait among them, in ms.
    public let longestMilliseconds: Int64

    /// A queue from its parts.
    public init(count: Int, longestMilliseconds: Int64) {
      self.count = count
      self.longestMilliseconds = longestMilliseconds
    }
  }

  /// The board as lines of at most `columns`: title, who waits, a line a number (two where there is little
  /// room), and marks for old, missing and damaged records.
  public func lines(
    at now: WallInstant, basis: Basis, queue: Queue? = nil, language: UserLanguage, columns: Int = 80
  ) -> [String] {
    let figures = figures(at: now, seats: basis.seats)
    var rows = Self.wide(figures, language)
    if rows.contains(where: { $0.displayWidth > columns }) { rows = Self.narrow(figures, language) }
    var marks: [Message] = []
    if now.milliseconds - basis.dataAt.milliseconds > 3_000 { marks.append(.boardStale) }
    if !basis.hasRecords { marks.append(.boardNoRecords) }
    if basis.unreadable > 0 { marks.append(.boardUnreadable(basis.unreadable)) }
    var title = Message.boardTitle(at: basis.dataAt.display).text(language)
    if title.displayWidth > columns {
      title = Message.boardTitle(at: String(basis.dataAt.display.suffix(8))).text(language)
    }
    let waiting = queue.flatMap {
      $0.count > 0 ? Message.queueRow($0.count, longest: $0.longestMilliseconds).text(language) : nil
    }
    let lines =
      [title, waiting ?? ""] + rows
      + (marks.isEmpty ? [] : [""] + marks.map { $0.text(language) })
    return lines.map { $0.clipped(to: columns) }
  }

  private static func state(_ figure: Figure, _ language: UserLanguage) -> String {
    (figure.isMet.map { $0 ? Message.boardMet : .boardMissed } ?? .boardNone).text(language)
  }

  private static func wide(_ figures: [Figure], _ language: UserLanguage) -> [String] {
    var table = TextTable(alignments: [.left, .right, .right, .left, .left], widest: [36, 12, 10, 12, 36])
    table.add(Message.boardHeads.map { $0.text(language) })
    for figure in figures {
      let deed = figure.isMet == false ? figure.deed.text(language) : ""
      table.add([
        figure.name.text(language), figure.value, figure.target, state(figure, language), deed,
      ])
    }
    return table.lines
  }

  /// The value first, so that it is there however little room there is.
  private static func narrow(_ figures: [Figure], _ language: UserLanguage) -> [String] {
    let width = figures.map(\.value.displayWidth).max() ?? 0
    return figures.flatMap { figure in
      let space = String(repeating: " ", count: width - figure.value.displayWidth)
      let deed = figure.isMet == false ? " " + figure.deed.text(language) : ""
      return [
        "\(space)\(figure.value) \(figure.name.text(language)) (\(figure.target))",
        String(repeating: " ", count: width + 1) + state(figure, language) + deed,
      ]
    }
  }
}

import CallModel
import Catalogue

/// The five numbers of a wall: how the centre stands now, each with its target and what to do.
///
/// Nobody by name.
public struct Wallboard: Sendable {
  private struct Call {
    let beganAt: WallInstant
    var isLive = true
    var timing: RingTiming?
    var ending: CallEnding?
    var isCalledBack = false
    var openPromises: Set<Int> = []
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

  private let seats: Int
  private var calls: [CallIdentifier: Call] = [:]

  /// A board with nothing on it; more than `seats` calls at once are too many.
  public init(seats: Int = 24) {
    self.seats = seats
  }

  /// Takes in what happened to a call.
  public mutating func apply(_ event: TimedEvent, of id: CallIdentifier) {
    var call = calls[id] ?? Call(beganAt: event.at)
    switch event.event {
    case .answer(let answer): call.timing = answer.timing
    case .end(let ending):
      call.ending = ending
      call.isLive = false
    case .promise(let promise):
      if promise.kind != .complaintReply { call.openPromises.insert(promise.number) }
    case .kept(let kept): call.openPromises.remove(kept.number)
    default: break
    }
    calls[id] = call
  }

  /// Notes that a caller was called back, or a promise kept, at a desk.
  public mutating func settle(_ id: CallIdentifier, promise: Int?) {
    if let promise { calls[id]?.openPromises.remove(promise) } else { calls[id]?.isCalledBack = true }
  }

  /// The five numbers at `now`.
  public func figures(at now: WallInstant) -> [Figure] {
    let live = calls.values.count(where: \.isLive)
    let measured = calls.values.compactMap(\.timing).filter { $0.source == .measured }
    let within = measured.count { $0.verdict == .within }
    var lastHour = MillisecondCounts(isSmall: true)
    for call in calls.values where call.beganAt >= now.adding(milliseconds: -3_600_000) {
      if let timing = call.timing, timing.source == .measured, let ring = timing.ringMilliseconds {
        lastHour.add(Int32(clamping: ring))
      }
    }
    let slow = lastHour.percentile(950)
    let lost = calls.values.count { ($0.ending == .abandoned || $0.ending == .cutOff) && !$0.isCalledBack }
    let promises = calls.values.reduce(0) { $0 + ($1.isLive ? 0 : $1.openPromises.count) }
    return [
      figure(0, .boardGoingOn, "\(live)", "<= \(seats)", live <= seats),
      figure(
        1, .boardWithin, CallReview.Figure.percent(within, of: measured.count), ">= 95%",
        measured.isEmpty ? nil : within * 100 >= measured.count * 95),
      figure(
        2, .boardSlow, slow.map { "\($0 / 1_000).\($0 / 100 % 10) s" } ?? "-", "< 15 s",
        slow.map { $0 < 15_000 }),
      figure(3, .boardLost, "\(lost)", "0", lost == 0),
      figure(4, .boardPromises, "\(promises)", "0", promises == 0),
    ]
  }

  private func figure(_ index: Int, _ name: Message, _ value: String, _ target: String, _ isMet: Bool?)
    -> Figure
  {
    Figure(name: name, value: value, target: target, isMet: isMet, deed: Message.boardDeeds[index])
  }

  /// The board as lines: title, a line a number, and the stale mark when the data is old.
  public func lines(at now: WallInstant, dataAt: WallInstant, language: UserLanguage) -> [String] {
    var table = TextTable(alignments: [.left, .right, .right, .left, .left], widest: [36, 12, 10, 12, 36])
    table.add(Message.boardHeads.map { $0.text(language) })
    for figure in figures(at: now) {
      let state: Message = figure.isMet.map { $0 ? .boardMet : .boardMissed } ?? .boardNone
      let deed = figure.isMet == false ? figure.deed.text(language) : ""
      table.add([
        figure.name.text(language), figure.value, figure.target, state.text(language), deed,
      ])
    }
    let isStale = now.milliseconds - dataAt.milliseconds > 3_000
    return [Message.boardTitle(at: dataAt.display).text(language), ""] + table.lines
      + (isStale ? ["", Message.boardStale.text(language)] : [])
  }
}

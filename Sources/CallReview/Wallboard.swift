import CallModel
import Catalogue
import PlainText

/// The five numbers of a wall: how the centre stands now, each with its target and what to do.
///
/// A view of the fold of calls and of the callback list; nobody by name.
public struct Wallboard: Sendable {
  /// What an event must be able to change to be read for the board.
  public static let concerns: Concerns = [.record, .callback]

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

  private let calls: CallBook
  private let callbacks: CallbackList
  /// How long a phone may ring.
  private let limit: RingLimit

  /// The board of these calls and these callers to ring back; `limit` is how long a phone may ring.
  public init(_ calls: CallBook = CallBook(), callbacks: CallbackList = CallbackList(), limit: RingLimit) {
    self.calls = calls
    self.callbacks = callbacks
    self.limit = limit
  }

  /// Whether a call is still of use on the board of `day`: nothing of it may be forgotten at midnight as long
  /// as something is open.
  public static func isWanted(_ call: CallState, on day: CivilDate, at now: WallInstant) -> Bool {
    guard call.id.date < day, let record = call.record else { return call.id.date >= day }
    return record.beganAt >= now.adding(milliseconds: -longestCall)
      || record.phase == .ended && !call.openPromises.isEmpty
  }

  /// A call of yesterday that is older and has no end was cut off from its records, in ms: six hours.
  private static let longestCall: Int64 = 6 * 3_600_000

  /// The five numbers at `now`; more than `seats` calls at once are too many, nil for not known.
  public func figures(at now: WallInstant, seats: Int?) -> [Figure] {
    let records = calls.calls.values.compactMap(\.record)
    let live = records.count { $0.phase != .ended }
    let measured = timings(of: records.filter { $0.id.date == now.date }).answers(.measured)
    let hourAgo = now.adding(milliseconds: -3_600_000)
    let slow = timings(of: records.filter { $0.beganAt >= hourAgo }).measuredRing.percentile(950)
    let lost = callbacks.entries.values.count(where: \.isOpen)
    let promises = records.reduce(0) { $0 + ($1.phase == .ended ? $1.openDeeds.count : 0) }
    return [
      figure(
        0, name: .boardGoingOn, value: "\(live)", target: seats.map { "<= \($0)" } ?? "-",
        isMet: seats.map { live <= $0 }),
      figure(
        1, name: .boardWithin(rings: limit.ringsAllowed),
        value: CallReview.Figure.percent(measured.within, of: measured.all),
        target: ">= 95%",
        isMet: measured.all == 0 ? nil : measured.within * 100 >= measured.all * 95),
      figure(
        2, name: .boardSlow,
        value: slow.map { Message.seconds(Int64($0), below: limit.milliseconds).english } ?? "-",
        target: "< \(ReportFigures.seconds(limit.milliseconds)) s",
        isMet: slow.map { $0 < limit.milliseconds }),
      figure(3, name: .boardLost, value: "\(lost)", target: "0", isMet: lost == 0),
      figure(4, name: .boardPromises, value: "\(promises)", target: "0", isMet: promises == 0),
    ]
  }

  /// Counted as a report counts them.
  private func timings(of records: [CallRecord]) -> Tally {
    var tally = Tally(requirements: 0, isGroup: true)
    tally.addTimings(of: records)
    return tally
  }

  private func figure(_ index: Int, name: Message, value: String, target: String, isMet: Bool?)
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
    /// Whether checkpoints leave this machine, and whether somebody has to look after that; nil when nobody
    /// says.
    public var leaving: (words: Message, isTrouble: Bool)?

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

    /// The longest wait the telephone system announced to one of them, in ms; nil where it tells no such
    /// thing.
    public let announcedMilliseconds: Int64?

    /// A queue from its parts.
    public init(count: Int, longestMilliseconds: Int64, announcedMilliseconds: Int64? = nil) {
      self.announcedMilliseconds = announcedMilliseconds
      self.count = count
      self.longestMilliseconds = longestMilliseconds
    }
  }

  /// The board as lines of at most `columns`: title, who waits, a line a number (two where there is little
  /// room), marks for old, missing and damaged records, and whether checkpoints leave this machine.
  public func lines(
    at now: WallInstant, basis: Basis, queue: Queue? = nil, language: UserLanguage, columns: Int = 80
  ) -> [String] {
    let figures = figures(at: now, seats: basis.seats)
    var rows = Self.wide(figures, language: language)
    if rows.contains(where: { $0.displayWidth > columns }) { rows = Self.narrow(figures, language: language) }
    var marks: [Message] = []
    if now.milliseconds - basis.dataAt.milliseconds > 3_000 { marks.append(.boardStale) }
    if !basis.hasRecords { marks.append(.boardNoRecords) }
    if basis.unreadable > 0 { marks.append(.boardUnreadable(basis.unreadable)) }
    var title = Message.boardTitle(at: basis.dataAt.display).text(language)
    if title.displayWidth > columns {
      title = Message.boardTitle(at: String(basis.dataAt.display.suffix(8))).text(language)
    }
    let waiting = queue.flatMap {
      $0.count > 0
        ? Message.queueRow($0.count, longest: $0.longestMilliseconds, announced: $0.announcedMilliseconds)
          .text(language) : nil
    }
    let lines =
      [title, waiting ?? ""] + rows
      + (marks.isEmpty ? [] : [""] + marks.map { $0.text(language) })
    return lines.map { $0.clipped(to: columns) } + Self.leaving(basis, language: language, columns: columns)
  }

  /// Whether checkpoints leave this machine, in as many rows as that takes.
  private static func leaving(_ basis: Basis, language: UserLanguage, columns: Int) -> [String] {
    guard let (words, isTrouble) = basis.leaving else { return [] }
    return [""] + words.text(language).wrapped(to: columns, first: isTrouble ? "! " : "", next: "  ")
  }

  private static func state(_ figure: Figure, language: UserLanguage) -> String {
    (figure.isMet.map { $0 ? Message.boardMet : .boardMissed } ?? .boardNone).text(language)
  }

  private static func wide(_ figures: [Figure], language: UserLanguage) -> [String] {
    var table = TextTable(alignments: [.left, .right, .right, .left, .left], widest: [36, 12, 10, 12, 36])
    table.add(Message.boardHeads.map { $0.text(language) })
    for figure in figures {
      let deed = figure.isMet == false ? figure.deed.text(language) : ""
      table.add([
        figure.name.text(language), figure.value, figure.target, state(figure, language: language), deed,
      ])
    }
    return table.lines
  }

  /// The value first, so that it is there however little room there is.
  private static func narrow(_ figures: [Figure], language: UserLanguage) -> [String] {
    let width = figures.map(\.value.displayWidth).max() ?? 0
    return figures.flatMap { figure in
      let deed = figure.isMet == false ? " " + figure.deed.text(language) : ""
      return [
        "\(figure.value.padded(to: width, atStart: true)) \(figure.name.text(language)) (\(figure.target))",
        "".padded(to: width + 1) + state(figure, language: language) + deed,
      ]
    }
  }
}

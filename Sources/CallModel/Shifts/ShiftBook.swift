/// Who works or worked at which seat, made by folding shift events; and what may happen next.
public struct ShiftBook: Sendable {
  /// The shifts, in the order of their starts.
  public private(set) var shifts: [ShiftRecord] = []

  /// No shifts yet.
  public init() {}

  /// The shift going on at a seat.
  public func current(at seat: SeatIdentifier) -> ShiftRecord? {
    shifts.last { $0.seat == seat && $0.endedAt == nil }
  }

  /// The last shift of a person at a seat, going on or ended.
  public func last(of personnel: OperatorIdentifier, at seat: SeatIdentifier) -> ShiftRecord? {
    shifts.last { $0.seat == seat && $0.personnel == personnel }
  }

  /// From when on a person's calls at a seat belong to a shift: from the end of the person's shift there
  /// before it, so that a call taken before the start was noted stands in one service log and in one only;
  /// without an earlier shift, from `ShiftRecord.reach` before the start.
  public func beginning(of shift: ShiftRecord) -> WallInstant {
    let earlier = shifts.filter {
      $0.seat == shift.seat && $0.personnel == shift.personnel && $0.startedAt < shift.startedAt
    }
    return earlier.compactMap(\.endedAt).filter { $0 <= shift.startedAt }.max()
      ?? shift.startedAt.adding(milliseconds: -ShiftRecord.reach)
  }

  /// Calls on paper still to be typed in, as told at the last end of a shift at each seat, less those typed
  /// since.
  public private(set) var paperCalls = 0

  /// Takes an event in; events come in the order in which they happened.
  public mutating func apply(_ event: MatterEvent, at: WallInstant) {
    switch event {
    case .shiftStarted(let start):
      shifts.append(
        ShiftRecord(
          seat: start.seat, personnel: start.personnel, startedAt: at, relieved: start.relieved))
    case .shiftEnded(let end):
      paperCalls += end.paperCalls
      let index =
        shifts.lastIndex {
          $0.seat == end.seat && $0.personnel == end.personnel && $0.endedAt == nil
        } ?? begin(unnoted: end, at: at)
      shifts[index].endedAt = at
      shifts[index].successor = end.successor
      shifts[index].paperCalls = end.paperCalls
    case .paper: paperCalls = max(0, paperCalls - 1)
    case .assigned, .replied, .reopened, .reminder, .deadline, .deed, .handedOver, .majorMarked,
      .majorReported, .rated, .followUp, .urged:
      break
    }
  }

  /// The shift of somebody who worked without noting the start: it has no length of its own, and the calls
  /// since `beginning` belong to it.
  private mutating func begin(unnoted end: ShiftEnded, at: WallInstant) -> Int {
    shifts.append(
      ShiftRecord(seat: end.seat, personnel: end.personnel, startedAt: at, relieved: nil))
    return shifts.count - 1
  }

  /// The events of a start at an empty seat.
  public func start(_ personnel: OperatorIdentifier, at seat: SeatIdentifier) throws(ShiftFault)
    -> [MatterEvent]
  {
    if let current = current(at: seat) {
      throw current.personnel == personnel ? .alreadyThere(seat) : .seatTaken(seat, current.personnel)
    }
    return [.shiftStarted(ShiftStarted(seat: seat, personnel: personnel))]
  }

  /// The events of an end that leaves the seat empty, or to a successor who starts later.
  public func end(
    _ personnel: OperatorIdentifier, at seat: SeatIdentifier, successor: OperatorIdentifier?, paperCalls: Int
  ) throws(ShiftFault) -> [MatterEvent] {
    guard let current = current(at: seat) else { throw .seatEmpty(seat) }
    guard current.personnel == personnel else { throw .notThere(seat, current.personnel) }
    return [
      .shiftEnded(
        ShiftEnded(seat: seat, personnel: personnel, successor: successor, paperCalls: paperCalls))
    ]
  }

  /// The events of a relief without a gap: one person ends and the other begins at the same moment.
  public func takeOver(
    _ personnel: OperatorIdentifier, at seat: SeatIdentifier, paperCalls: Int = 0
  ) throws(ShiftFault) -> [MatterEvent] {
    guard let current = current(at: seat) else { throw .seatEmpty(seat) }
    guard current.personnel != personnel else { throw .alreadyThere(seat) }
    let end = ShiftEnded(
      seat: seat, personnel: current.personnel, successor: personnel, paperCalls: paperCalls)
    let start = ShiftStarted(seat: seat, personnel: personnel, relieved: current.personnel)
    return [.shiftEnded(end), .shiftStarted(start)]
  }
}

/// Why a shift cannot start or end.
public enum ShiftFault: Error, Hashable, Sendable {
  /// Somebody else works at the seat: relieve, do not start.
  case seatTaken(SeatIdentifier, OperatorIdentifier)
  /// This person works at the seat already.
  case alreadyThere(SeatIdentifier)
  /// Nobody works at the seat.
  case seatEmpty(SeatIdentifier)
  /// Somebody else works at the seat.
  case notThere(SeatIdentifier, OperatorIdentifier)
}

/// One person's work at one seat, from start to end.
public struct ShiftRecord: Hashable, Sendable {
  /// How long before the first shift of a person at a seat calls belong to it, in ms: 24 hours.
  public static let reach: Int64 = 86_400_000

  /// Where the person sits.
  public let seat: SeatIdentifier
  /// Who worked there.
  public let personnel: OperatorIdentifier
  /// When it began.
  public let startedAt: WallInstant
  /// Who was relieved; nil when the seat was empty.
  public let relieved: OperatorIdentifier?
  /// When it ended; nil while it goes on.
  public internal(set) var endedAt: WallInstant?
  /// Who took over; nil when the seat was left empty.
  public internal(set) var successor: OperatorIdentifier?
  /// Calls on paper that were still to be typed in at its end.
  public internal(set) var paperCalls = 0

  /// Whether `at` lies within it.
  public func contains(_ at: WallInstant) -> Bool {
    at >= startedAt && (endedAt.map { at <= $0 } ?? true)
  }
}

/// A person began to work at a seat.
public struct ShiftStarted: Hashable, Sendable {
  /// Where the person sits.
  public let seat: SeatIdentifier
  /// Who works there from now on.
  public let personnel: OperatorIdentifier
  /// Who was relieved; nil when the seat was empty.
  public let relieved: OperatorIdentifier?

  /// A start from its parts.
  public init(seat: SeatIdentifier, personnel: OperatorIdentifier, relieved: OperatorIdentifier? = nil) {
    self.seat = seat
    self.personnel = personnel
    self.relieved = relieved
  }
}

/// A person ended work at a seat.
public struct ShiftEnded: Hashable, Sendable {
  /// Where the person sits.
  public let seat: SeatIdentifier
  /// Who worked there.
  public let personnel: OperatorIdentifier
  /// Who took over; nil when the seat is empty now.
  public let successor: OperatorIdentifier?
  /// Calls on paper that are still to be typed in.
  public let paperCalls: Int

  /// An end from its parts.
  public init(
    seat: SeatIdentifier, personnel: OperatorIdentifier, successor: OperatorIdentifier? = nil,
    paperCalls: Int = 0
  ) {
    self.seat = seat
    self.personnel = personnel
    self.successor = successor
    self.paperCalls = paperCalls
  }
}

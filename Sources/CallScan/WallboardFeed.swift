import CallJournal
import CallModel
import CallReview
import PlainText

/// Keeps a wallboard up to date from the tails of today's journals.
///
/// Yesterday's are read once, at the start: a caller who rang before midnight is still to be called back
/// after it. Whoever is to be called back from days before comes with what is left to be done.
public struct WallboardFeed: Sendable {
  private let listed: Int?
  private var tail: JournalTail
  private let limit: RingLimit
  private var calls = CallBook()
  private var callbacks = CallbackList()
  private var day: CivilDate
  private var read: Wallboard.Basis
  private var seats: Set<SeatIdentifier> = []
  /// Places of today that could be read and hold no record.
  private var faults: Set<String> = []

  /// A board of the records that `reader` reads, from `now` on; `seats` is how many the centre has.
  ///
  /// When nobody says it, the seats that write records are counted. `limit` is how long a phone may ring;
  /// `owed` is what is left to be done, however old.
  public init(
    _ reader: JournalReader, seats: Int?, limit: RingLimit, owed: MatterReading? = nil, at now: WallInstant
  ) {
    listed = seats
    self.limit = limit
    tail = JournalTail(reader, room: .live)
    day = now.date.adding(days: -1)
    read = Wallboard.Basis(dataAt: now)
    // The journals from then on tell of the others.
    for event in owed?.callbacks ?? [] where event.at.date < day { callbacks.apply(event) }
    _ = take(tail.poll(on: day))
    turn(to: now)
  }

  /// Takes in what was written since the last time.
  public mutating func poll(at now: WallInstant) {
    if now.date != day {
      // What was written between the last look and midnight.
      _ = take(tail.poll(on: day))
      turn(to: now)
    }
    // Only a poll that could read everything makes the figures fresh.
    if take(tail.poll(on: day)) { read.dataAt = now }
  }

  /// The board as what was read makes it.
  public var board: Wallboard { Wallboard(calls, callbacks: callbacks, limit: limit) }

  /// How the records stand.
  public var basis: Wallboard.Basis {
    var basis = read
    basis.seats = listed ?? (seats.isEmpty ? nil : seats.count)
    basis.unreadable = faults.count
    return basis
  }

  private mutating func turn(to now: WallInstant) {
    day = now.date
    let day = day
    calls.keep { Wallboard.isWanted($0, on: day, at: now) }
    callbacks.forgetSettled()
    read.hasRecords = false
    faults = []
    seats = []
  }

  /// Whether everything could be read.
  private mutating func take(_ contents: JournalContents) -> Bool {
    for placed in contents.entries { take(placed) }
    if !contents.entries.isEmpty { read.hasRecords = true }
    var isWhole = true
    for fault in contents.faults {
      if case .unreadable = fault.kind {
        isWhole = false
      } else {
        faults.insert("\(fault.file):\(fault.line ?? 0)")
      }
    }
    return isWhole
  }

  private mutating func take(_ placed: PlacedEntry) {
    if placed.path.isSeat { seats.insert(placed.path.seat) }
    guard let noted = placed.noted else {
      if let fault = placed.unusable { faults.insert("\(fault.file):\(fault.line ?? 0)") }
      return
    }
    guard !noted.event.concerns.isDisjoint(with: Wallboard.concerns) else { return }
    guard calls.apply(noted) else { return }
    for event in noted.callbackEvents { callbacks.apply(event) }
  }
}

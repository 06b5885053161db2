import CallJournal
import CallModel

/// Writes what a desk does into the desk's own journal, `desk-NAME`.
package struct DeskWriter {
  /// Whose file is written: `desk-…`.
  package let desk: SeatIdentifier
  /// Who works at it.
  package let personnel: OperatorIdentifier

  private let logs: String
  private let spool: String?
  /// Whether the account's own desk will do where this one is another account's.
  private let orOwn: Bool

  /// The desk of this name, `duty` or `desk-duty`; `spool` is the second place for records.
  ///
  /// `orOwn`: nobody asked for this very desk, and where it is another account's, the account's own will do.
  package init(
    _ name: String, personnel: OperatorIdentifier, logs: String, spool: String?, orOwn: Bool = false
  ) throws(IdentifierFault) {
    self.orOwn = orOwn
    desk = try SeatIdentifier(name.hasPrefix("desk-") ? name : "desk-\(name)")
    self.personnel = personnel
    self.logs = logs
    self.spool = spool
  }

  /// The desk that stands beside a seat: what a console writes down beside its calls.
  package init(beside seat: SeatIdentifier, personnel: OperatorIdentifier, logs: String, spool: String?)
    throws(IdentifierFault)
  {
    orOwn = false
    desk = try SeatIdentifier("desk-\(seat)".prefix(32))
    self.personnel = personnel
    self.logs = logs
    self.spool = spool
  }

  /// The desk's journal, held until it is closed.
  package func open() throws -> JournalWriter {
    try DeskJournal.open(
      desk, room: .live, personnel: personnel, logs: logs, limits: JournalLimits(), spool: spool,
      orOwn: orOwn)
  }

  /// Writes events down, all in one step, and returns when they are on the disk.
  @discardableResult
  package func write(_ events: [(call: CallIdentifier?, event: MatterEvent)]) throws -> WallInstant {
    try write(drafts: Self.drafts(events))
  }

  /// The lines of these events.
  package static func drafts(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> [JournalDraft] {
    events.map { JournalDraft(call: $0.call, kind: $0.event.kind.rawValue, payload: $0.event.payload) }
  }

  /// Writes ready lines down.
  @discardableResult
  package func write(drafts: [JournalDraft]) throws -> WallInstant {
    try write { drafts } ?? JournalClock.system.now()
  }

  /// Writes down what `make` gives; it is asked while nobody else can write at this desk.
  ///
  /// nil when it gives nothing.
  package func write(_ make: () throws -> [JournalDraft]) throws -> WallInstant? {
    let writer = try open()
    defer { writer.close() }
    let drafts = try make()
    guard !drafts.isEmpty else { return nil }
    let done = try writer.append(drafts)
    switch done.standing {
    case .recorded: return done.at
    case .held(let isSpooled): throw DeskNotRecorded(isSpooled: isSpooled)
    }
  }
}

/// Why what a desk does is not on the disk.
package struct DeskNotRecorded: Error, Hashable {
  /// Whether the second place keeps it until the journal can be written again.
  package let isSpooled: Bool
}

import CallJournal
import CallModel
import Catalogue
import Glibc

/// Writes what a desk does into the desk's own journal, `desk-NAME`.
struct DeskWriter {
  /// `--desk` and `--operator`, for commands that write.
  static let options = [
    OptionSpecification("desk", .required("NAME"), .optionDesk),
    OptionSpecification("operator", .required("ID"), .optionDeskOperator),
    OptionSpecification("spool", .required("DIR"), .optionSpool),
  ]

  /// How often a desk that another command holds is tried again, every 20 ms.
  private static let tries = 150

  /// Whose file is written: `desk-…`.
  let desk: SeatIdentifier
  /// Who works at it.
  let personnel: OperatorIdentifier

  private let logs: String
  private let spool: String?

  /// The desk and person the invocation names.
  ///
  /// `person` is taken when it names none.
  init(_ invocation: Invocation, desk name: String = "duty", person: String? = nil) throws {
    let given = invocation.value("desk") ?? name
    desk = try SeatIdentifier(given.hasPrefix("desk-") ? given : "desk-\(given)")
    personnel = try OperatorIdentifier(try person ?? invocation.required("operator"))
    logs = invocation.logsDirectory
    spool = ConsoleOpening.spool(invocation)
  }

  /// The desk that stands beside a seat: what a console writes down beside its calls.
  init(beside seat: SeatIdentifier, personnel: OperatorIdentifier, logs: String, spool: String?)
    throws(IdentifierFault)
  {
    desk = try SeatIdentifier("desk-\(seat)".prefix(32))
    self.personnel = personnel
    self.logs = logs
    self.spool = spool
  }

  /// Writes events down, all in one step, and returns when they are on the disk.
  @discardableResult
  func write(_ events: [(call: CallIdentifier?, event: MatterEvent)]) throws -> WallInstant {
    try write(drafts: Self.drafts(events))
  }

  /// The lines of these events.
  static func drafts(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> [JournalDraft] {
    events.map { JournalDraft(call: $0.call, kind: $0.event.kind.rawValue, payload: $0.event.payload) }
  }

  /// Writes ready lines down.
  @discardableResult
  func write(drafts: [JournalDraft]) throws -> WallInstant {
    try write { drafts } ?? JournalClock.system.now()
  }

  /// Writes down what `make` gives; it is asked while nobody else can write at this desk.
  ///
  /// nil when it gives nothing.
  func write(_ make: () throws -> [JournalDraft]) throws -> WallInstant? {
    let writer = try open()
    defer { writer.close() }
    let drafts = try make()
    guard !drafts.isEmpty else { return nil }
    let done = try writer.append(drafts)
    switch done.standing {
    case .recorded: return done.at
    case .held(let isSpooled): throw DeskFault.notRecorded(isSpooled: isSpooled)
    }
  }

  /// Another command of the same desk holds it for a moment only.
  private func open() throws(JournalOpenFault) -> JournalWriter {
    for _ in 0..<Self.tries {
      do throws(JournalOpenFault) {
        return try JournalWriter(
          logs: logs, room: .live, seat: desk, operatorOnDuty: personnel, spool: spool)
      } catch {
        var pause = timespec(tv_sec: 0, tv_nsec: 20_000_000)
        nanosleep(&pause, nil)
      }
    }
    throw .seatBusy(desk)
  }
}

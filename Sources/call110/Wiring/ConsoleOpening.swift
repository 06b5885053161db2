import CallConsole
import CallJournal
import CallModel
import CallProtocol
import Catalogue

/// Everything a console needs before its first prompt: the seat's lock, its past, and the desk over both.
struct ConsoleOpening {
  /// The desk, in the interrupted call when there was one.
  let desk: CallDesk
  /// What was done before the first prompt.
  let effects: [DeskEffect]
  /// The seat's journal.
  let writer: JournalWriter
  /// Reads all journals.
  let reader: JournalReader
  /// The telephone system's ids of calls that have a closed record here.
  let closedPhoneCalls: Set<String>

  /// Opens the seat's journal in `room` and takes up what it says.
  init(
    _ invocation: Invocation, room: JournalRoom, document: ProtocolDocument, seat: SeatIdentifier,
    personnel: OperatorIdentifier
  ) throws {
    writer = try JournalWriter(
      logs: invocation.logsDirectory, room: room, seat: seat, operatorOnDuty: personnel,
      spool: Self.spool(invocation))
    reader = JournalReader(logs: invocation.logsDirectory)
    let clock = SystemClock()
    let past = SeatPast(reader: reader, seat: seat, room: room, today: clock.now().wall.date)
    closedPhoneCalls = past.closedPhoneCalls
    let days = document.complaintReplyWorkingDays
    let session = CallSession(
      document: document, seat: seat, personnel: personnel, lastCall: past.lastCall,
      deadline: { received in Self.deadline(received, days, invocation) })
    var desk = CallDesk(
      session: session, language: invocation.language,
      sink: JournalSink(writer, logs: invocation.logsDirectory), clock: clock,
      callsToday: past.callsToday)
    if let closed = past.lastClosed { desk.remember(closed: closed) }
    if room == .live {
      desk.matters = MatterCommands(
        sink: MatterJournalSink(
          seat: seat, personnel: personnel, logs: invocation.logsDirectory, spool: Self.spool(invocation)),
        language: invocation.language)
    }
    effects = desk.takeNews() + (past.openCall.map { desk.resume($0) } ?? [])
    self.desk = desk
  }

  /// The second place for records: `--spool`, else the user's state directory.
  static func spool(_ invocation: Invocation) -> String? {
    if let folder = invocation.value("spool") { return folder }
    let environment = Main.environment()
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/call110" }
    return environment["HOME"].map { $0 + "/.local/state/call110" }
  }

  /// Counted with the site's calendar.
  ///
  /// A fault in that file must not keep anybody from taking a complaint: then the shipped one counts, and
  /// `complaints remind` names the fault.
  private static func deadline(
    _ received: CivilDate, _ days: Int, _ invocation: Invocation
  ) -> ComplaintOpened {
    let calendar = (try? CalendarFile.calendar(for: invocation)) ?? .china
    return ComplaintOpened(
      ReplyDeadline(receivedAt: WallInstant(date: received), workingDays: days, calendar: calendar))
  }
}

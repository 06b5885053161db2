import CallConsole
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import ConsoleJournal
import Files
import Terminal

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
  /// Lets the ends of live journals leave this machine; nil for drills.
  let heads: HeadsFollower?
  /// The telephone system's ids of calls that have a closed record here.
  var closedPhoneCalls: Set<String> { Set(desk.closedBefore.keys) }

  /// Opens the seat's journal in `room` and takes up what it says; the protocol is asked for behind that.
  init(
    _ invocation: Invocation, room: JournalRoom, document: @autoclosure () throws -> ProtocolDocument,
    seat: SeatIdentifier, personnel: OperatorIdentifier
  ) throws {
    writer = try JournalWriter(
      logs: invocation.logsDirectory, room: room, seat: seat, operatorOnDuty: personnel,
      spool: Self.spool(invocation))
    reader = JournalReader(logs: invocation.logsDirectory)
    heads = room == .live ? HeadsDelivery.follower(logs: invocation.logsDirectory) : nil
    let clock = SystemClock()
    let past = SeatPast(
      reader: reader, seat: seat, room: room, today: clock.now().wall.date, waiting: writer.waitingEntries)
    let document = try document()
    let days = document.complaintReplyWorkingDays
    let session = CallSession(
      document: document, seat: seat, personnel: personnel, numbers: writer.callNumbers(),
      deadline: { received in SiteCalendar(invocation: invocation).deadline(received, workingDays: days) })
    var desk = CallDesk(
      session: session, language: invocation.language,
      sink: JournalSink(writer, logs: invocation.logsDirectory, heads: heads), clock: clock,
      answeredToday: past.answeredToday)
    for closed in [past.lastSpokenTo, past.lastClosed].compactMap({ $0 }) { desk.remember(closed: closed) }
    desk.closedBefore = past.closedPhoneCalls
    if room == .live {
      desk.pastCalls = SeatPastCalls(logs: invocation.logsDirectory, seat: seat)
      desk.matters = MatterCommands(
        sink: MatterJournalSink(
          seat: seat, personnel: personnel, logs: invocation.logsDirectory, spool: Self.spool(invocation)),
        language: invocation.language)
    }
    desk.calendar = SiteCalendar(invocation: invocation)
    effects =
      desk.takeNews() + desk.checkCalendar() + past.openCalls.flatMap { desk.resume($0) }
      + desk.completeAttempts(past.callbacks)
    self.desk = desk
  }

  /// Ends the seat's journal; what its ends did not tell another machine yet leaves now.
  func close() {
    writer.close()
    heads?.step(isLast: true)
  }

  /// The second place for records: `--spool`, else the user's state directory.
  static func spool(_ invocation: Invocation) -> String? {
    if let folder = invocation.value("spool") { return folder }
    let environment = Main.environment()
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/call110" }
    return environment["HOME"].map { $0 + "/.local/state/call110" }
  }
}

/// The site's calendar file, read anew for every due day.
///
/// A fault in it must not keep anybody from taking a complaint: then the shipped calendar counts, the console
/// says so loudly, and the due day is provisional, so that `complaints remind` corrects it once the file is
/// mended.
struct SiteCalendar: CalendarCheck {
  let invocation: Invocation

  func fault() -> Message? {
    // With none of the site's own nothing need be read: tests read the shipped one.
    guard CalendarFile.isOwn(for: invocation) else { return nil }
    do {
      _ = try CalendarFile.calendar(for: invocation)
      return nil
    } catch {
      return Message.calendarNotUsed.joined(ErrorWords.describe(error).message.firstLine, separator: ": ")
    }
  }

  func deadline(_ received: CivilDate, workingDays: Int) -> ComplaintOpened {
    do {
      return Self.counted(received, days: workingDays, calendar: try CalendarFile.calendar(for: invocation))
    } catch {
      let shipped = Self.counted(received, days: workingDays, calendar: .china)
      return ComplaintOpened(due: shipped.due, counted: shipped.counted, isProvisional: true)
    }
  }

  private static func counted(_ received: CivilDate, days: Int, calendar: WorkingCalendar)
    -> ComplaintOpened
  {
    ComplaintOpened(
      ReplyDeadline(receivedAt: WallInstant(date: received), workingDays: days, calendar: calendar))
  }
}

/// Where a seat's half-typed line is kept: beside the records, so that it is found again on the same logs
/// folder.
enum DraftPlace {
  /// The seat's draft file; nil when it cannot be made, and then half-typed text is not kept over a crash.
  static func open(logs: String, seat: SeatIdentifier) -> DraftFile? {
    let folder = logs + "/state"
    // It is there already, or what is opened in it tells that it is not.
    try? SystemFileOperations().makeFolder(path: folder, mode: 0o700)
    // Without it a call is taken all the same.
    return try? DraftFile(path: "\(folder)/seat-\(seat).draft")
  }
}

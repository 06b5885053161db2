import CallArchive
import CallConsole
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import ConsoleJournal
import PlainText

/// What commands do about a closed call by its number, of whatever seat: the console's own desk does it, so
/// that checks and words are the same, and writes into the journal of the desk that was named.
enum ClosedCallDesk {
  static let options = [ProtocolOption.specification] + DeskWriter.options

  /// Carries the console's command `name` out for the call of the first operand and the words behind it.
  static func run(_ name: ConsoleCommand.Name, invocation: Invocation) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    let found = JournalFaults.call(call, for: invocation)
    guard let record = found.state?.record else { throw CallLookupFault.notFound(call) }
    guard record.phase == .ended else { throw CallLookupFault.goingOn(call) }
    let place = try DeskWriter(invocation)
    let writer = try place.open()
    defer { writer.close() }
    var desk = try desk(invocation, record: record, writer: writer, personnel: place.personnel)
    let words = invocation.operands.dropFirst().joined(separator: " ")
    let line = SafeText("/\(name.rawValue) \(call) \(words)").description
    return tell(desk.execute(line), language: invocation.language)
  }

  private static func desk(
    _ invocation: Invocation, record: CallRecord, writer: JournalWriter, personnel: OperatorIdentifier
  ) throws -> CallDesk {
    let document = try ProtocolOption.document(invocation)
    let days = document.complaintReplyWorkingDays
    // The call is of its own seat, whoever corrects it; no call is begun here.
    let session = CallSession(
      document: document, seat: record.id.seat, personnel: personnel,
      numbers: CallNumbers(knownFrom: record.id.date),
      deadline: { SiteCalendar(invocation: invocation).deadline($0, workingDays: days) })
    var desk = CallDesk(
      session: session, language: invocation.language,
      sink: JournalSink(writer, logs: invocation.logsDirectory), clock: SystemClock())
    desk.pastCalls = FoundCall(record)
    return desk
  }

  /// One line an effect; what was refused goes to standard error.
  private static func tell(_ effects: [DeskEffect], language: UserLanguage) -> ExitStatus {
    var status = ExitStatus.success
    for effect in effects {
      let text = SafeText(effect.message.text(language)).description
      switch effect.kind {
      case .error, .notRecorded:
        StandardStreams.error("call110: \(text)\n")
        status = effect.kind == .error ? .badData : .cannotCreate
      case .recorded, .notice, .warning, .item, .quit: StandardStreams.output(text + "\n")
      }
    }
    return status
  }
}

/// The one call that was looked up.
private final class FoundCall: PastCalls {
  private let found: CallRecord

  init(_ record: CallRecord) { found = record }

  func record(of call: CallIdentifier) -> CallRecord? {
    found.id == call && found.phase == .ended ? found : nil
  }
}

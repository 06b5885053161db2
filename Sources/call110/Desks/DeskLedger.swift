import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// Reads what is open, and says on standard error when something may be missing from it.
struct DeskLedger {
  let ledger: MatterLedger
  let now: WallInstant
  private let language: UserLanguage

  /// The ledger of the invocation's records, now.
  init(_ invocation: Invocation) {
    ledger = MatterLedger(logs: invocation.logsDirectory)
    now = JournalClock.system.now()
    language = invocation.language
  }

  /// What is open; without `everything` only complaints.
  ///
  /// The files of older days are looked at, too, when that was not done within `reach` ms.
  func read(everything: Bool = true, reach: Int64 = MatterLedger.daily) -> MatterReading {
    let reading = ledger.read(at: now, everything: everything, reach: reach)
    if let file = reading.changedFile { say(.rereadChanged(SafeText(file).description)) }
    tell(faults: reading.faults)
    return reading
  }

  /// One complaint with everything ever written of it.
  func complaint(_ call: CallIdentifier) throws(DeskFault) -> ComplaintCase {
    let (facts, faults) = ledger.history(of: call)
    tell(faults: faults)
    guard let complaint = CallBook(facts)[call]?.complaint else { throw .noComplaint(call) }
    return complaint
  }

  /// What one call left to be done, with everything ever written of it; nil when nothing was.
  func matter(_ call: CallIdentifier) -> CallState? {
    let (facts, faults) = ledger.history(of: call)
    tell(faults: faults)
    return CallBook(facts)[call]
  }

  /// What the service log of a shift tells.
  func contents(
    of shift: ShiftRecord, held: [CallIdentifier], reading: MatterReading, logs: String
  ) -> ShiftContents {
    let (contents, faults) = ShiftReader(logs: logs, at: now).contents(
      of: shift, held: held, reading: reading)
    tell(faults: faults)
    return contents
  }

  func tell(faults: Int) {
    JournalFaults.report(faults, language: language)
  }

  private func say(_ message: Message) { StandardStreams.error("call110: \(message.text(language))\n") }
}

import CallConsole
import CallJournal
import CallModel

/// Puts what a console writes down beside its calls into the journal of the desk beside the seat,
/// `desk-SEAT`.
///
/// Desks are where `complaints show` and its kin look for what was done on later days; a seat's own journal
/// holds calls. A class because `MatterSink` is a port that keeps who is on duty.
final class MatterJournalSink: MatterSink {
  private let seat: SeatIdentifier
  private var personnel: OperatorIdentifier
  private let logs: String
  private let spool: String?

  /// A sink for the console of `seat`.
  init(seat: SeatIdentifier, personnel: OperatorIdentifier, logs: String, spool: String?) {
    self.seat = seat
    self.personnel = personnel
    self.logs = logs
    self.spool = spool
  }

  func held(by person: OperatorIdentifier) -> [CallIdentifier] {
    let now = JournalClock.system.now()
    return HeldMatters(MatterLedger(logs: logs).read(at: now), at: now).calls(of: person)
  }

  func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement {
    do {
      try DeskWriter(beside: seat, personnel: personnel, logs: logs, spool: spool).write(events)
    } catch DeskFault.notRecorded(let isSpooled) {
      return isSpooled ? .spooled : .inMemory
    } catch {
      return .inMemory
    }
    // From a relief on, lines carry who works here now; the relief itself was written down by who leaves.
    for (_, event) in events {
      if case .shiftStarted(let start) = event { personnel = start.personnel }
    }
    return .recorded
  }
}

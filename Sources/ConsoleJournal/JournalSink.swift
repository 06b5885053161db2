import CallArchive
import CallConsole
import CallJournal
import CallModel
import Catalogue

/// Puts the desk's events into a seat's journal, and tells what the journal has to say.
///
/// A class because it holds the journal's writer, which owns a locked descriptor.
package final class JournalSink: RecordSink {
  private let writer: JournalWriter
  private let logs: String
  private let heads: HeadsFollower?
  private var wasRecording = true

  /// A sink over a writer in the folder `logs`, which is named when something there cannot be written;
  /// `heads` tells what becomes of the ends that leave this machine.
  package init(_ writer: JournalWriter, logs: String, heads: HeadsFollower? = nil) {
    self.writer = writer
    self.logs = logs
    self.heads = heads
  }

  package var standing: Acknowledgement? {
    switch writer.condition {
    case .recording, .lowSpace, .reserveUsed: .recorded
    case .notRecording(_, let events, let spooled): events == spooled ? .spooled : .inMemory
    }
  }

  package var warning: Message? {
    switch writer.condition {
    case .lowSpace, .reserveUsed: JournalWords.describe(writer.condition)
    case .recording, .notRecording: nil
    }
  }

  package func record(_ events: [Noted<CallEvent>], of call: CallIdentifier, record: CallRecord)
    -> Acknowledgement
  {
    let drafts = events.map { timed in
      JournalDraft(
        call: call, kind: timed.event.kind.rawValue,
        payload: timed.event.payload(offsetMilliseconds: timed.offsetMilliseconds, record: record))
    }
    return append(drafts)
  }

  private func append(_ drafts: [JournalDraft]) -> Acknowledgement {
    // A draft the journal cannot hold would be a fault of the desk; the call taker is told to write on paper.
    guard let acknowledgement = try? writer.append(drafts) else { return .inMemory }
    switch acknowledgement.standing {
    case .recorded: return .recorded
    case .held(let isSpooled): return isSpooled ? .spooled : .inMemory
    }
  }

  package func record(_ event: CallbackEvent) -> Acknowledgement {
    append([JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)])
  }

  package func keeps(_ number: CallIdentifier) -> Bool { writer.keeps(number) }

  package func takeOver(by personnel: OperatorIdentifier) {
    writer.operatorOnDuty = personnel
  }

  package func idle() { writer.leaveCheckpointsIfDue() }

  package func takeNews() -> [DeskEffect] {
    // An empty append tries what waits; the writer itself keeps the tries apart.
    if !writer.condition.isRecording { _ = try? writer.append([]) }
    let notices = writer.takeNotices().filter(Self.isWorthTelling).map {
      DeskEffect(.warning, message: JournalWords.describe($0))
    }
    return notices + conditionChange() + (heads?.takeNews() ?? [])
  }

  /// Why nothing can be recorded is told once, when it begins.
  private func conditionChange() -> [DeskEffect] {
    defer { wasRecording = writer.condition.isRecording }
    guard wasRecording, case .notRecording(let fault, _, _) = writer.condition else { return [] }
    let (place, reason) = JournalWords.describe(fault)
    let path = place == "." ? logs : "\(logs)/\(place)"
    return [DeskEffect(.notRecorded, message: .notRecordedBecause(place: path, reason: reason))]
  }

  /// A new day's first file is nothing to tell.
  private static func isWorthTelling(_ notice: JournalNotice) -> Bool {
    if case .segment(_, let reason) = notice { return reason == .failed }
    return true
  }
}

/// Puts what a console writes down beside its calls into the journal of the desk beside the seat,
/// `desk-SEAT`.
///
/// Desks are where `complaints show` and its kin look for what was done on later days; a seat's own journal
/// holds calls. A class because `MatterSink` is a port that keeps who is on duty.
package final class MatterJournalSink: MatterSink {
  private let seat: SeatIdentifier
  private var personnel: OperatorIdentifier
  private let logs: String
  private let spool: String?

  /// A sink for the console of `seat`.
  package init(seat: SeatIdentifier, personnel: OperatorIdentifier, logs: String, spool: String?) {
    self.seat = seat
    self.personnel = personnel
    self.logs = logs
    self.spool = spool
  }

  package func held(by person: OperatorIdentifier) -> [CallIdentifier] {
    MatterLedger(logs: logs).read(at: JournalClock.system.now()).calls.held(by: person)
  }

  package func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement {
    write(
      events.map { timed in
        JournalDraft(
          call: call, kind: timed.event.kind.rawValue,
          payload: timed.event.payload(offsetMilliseconds: timed.offsetMilliseconds))
      })
  }

  private func write(_ drafts: [JournalDraft]) -> Acknowledgement {
    do {
      try DeskWriter(beside: seat, personnel: personnel, logs: logs, spool: spool).write(drafts: drafts)
      return .recorded
    } catch let fault as DeskNotRecorded {
      return fault.isSpooled ? .spooled : .inMemory
    } catch {
      return .inMemory
    }
  }

  package func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement {
    let acknowledgement = write(DeskWriter.drafts(events))
    guard acknowledgement == .recorded else { return acknowledgement }
    // From a relief on, lines carry who works here now; the relief itself was written down by who leaves.
    for (_, event) in events {
      if case .shiftStarted(let start) = event { personnel = start.personnel }
    }
    return .recorded
  }
}

/// The live clock: the system's wall clock and its monotonic clock.
package struct SystemClock: ConsoleClock {
  private let clock = JournalClock.system

  /// The clock of this machine.
  package init() {}

  package func now() -> Moment { Moment(wall: clock.now(), monotonic: clock.monotonicMilliseconds()) }
}

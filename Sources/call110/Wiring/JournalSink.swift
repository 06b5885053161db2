import CallConsole
import CallJournal
import CallModel

/// Puts the desk's events into a seat's journal.
///
/// A class because it holds the journal's writer, which owns a locked descriptor.
final class JournalSink: RecordSink {
  private let writer: JournalWriter

  init(_ writer: JournalWriter) {
    self.writer = writer
  }

  func record(_ events: [TimedEvent], of call: CallIdentifier, record: CallRecord) -> Acknowledgement {
    let drafts = events.map { timed in
      JournalDraft(
        call: call, kind: timed.event.kind.rawValue,
        payload: timed.event.payload(offsetMilliseconds: timed.offsetMilliseconds, record: record))
    }
    // A draft the journal cannot hold would be a fault of the desk; the call taker is told to write on paper.
    guard let acknowledgement = try? writer.append(drafts) else { return .inMemory }
    switch acknowledgement.standing {
    case .recorded: return .recorded
    case .held(let isSpooled): return isSpooled ? .spooled : .inMemory
    }
  }
}

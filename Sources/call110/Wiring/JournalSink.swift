import CallConsole
import CallJournal
import CallModel
import Catalogue

/// Puts the desk's events into a seat's journal, and tells what the journal has to say.
///
/// A class because it holds the journal's writer, which owns a locked descriptor.
final class JournalSink: RecordSink {
  private let writer: JournalWriter
  private let logs: String
  private var wasRecording = true

  /// A sink over a writer in the folder `logs`, which is named when something there cannot be written.
  init(_ writer: JournalWriter, logs: String) {
    self.writer = writer
    self.logs = logs
  }

  var standing: Acknowledgement? {
    switch writer.condition {
    case .recording, .lowSpace, .reserveUsed: .recorded
    case .notRecording(_, let events, let spooled): events == spooled ? .spooled : .inMemory
    }
  }

  var warning: Message? {
    switch writer.condition {
    case .lowSpace, .reserveUsed: JournalWords.describe(writer.condition)
    case .recording, .notRecording: nil
    }
  }

  func record(_ events: [TimedEvent], of call: CallIdentifier, record: CallRecord) -> Acknowledgement {
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

  func record(_ event: CallbackEvent) -> Acknowledgement {
    append([JournalDraft(call: nil, kind: event.kind, payload: event.payload)])
  }

  func takeOver(by personnel: OperatorIdentifier) {
    writer.operatorOnDuty = personnel
  }

  func idle() { writer.leaveCheckpointsIfDue() }

  func takeNews() -> [DeskEffect] {
    // An empty append tries what waits; the writer itself keeps the tries apart.
    if !writer.condition.isRecording { _ = try? writer.append([]) }
    let notices = writer.takeNotices().filter(Self.isWorthTelling).map {
      DeskEffect(.warning, JournalWords.describe($0))
    }
    return notices + conditionChange()
  }

  /// Why nothing can be recorded is told once, when it begins.
  private func conditionChange() -> [DeskEffect] {
    defer { wasRecording = writer.condition.isRecording }
    guard wasRecording, case .notRecording(let fault, _, _) = writer.condition else { return [] }
    let (place, reason) = JournalWords.describe(fault)
    let path = place == "." ? logs : "\(logs)/\(place)"
    return [DeskEffect(.notRecorded, .notRecordedBecause(place: path, reason: reason))]
  }

  /// A new day's first file is nothing to tell.
  private static func isWorthTelling(_ notice: JournalNotice) -> Bool {
    if case .segment(_, let reason) = notice { return reason == .failed }
    return true
  }
}

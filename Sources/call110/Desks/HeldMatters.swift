import CallJournal
import CallModel

/// Who holds what, over complaints and everything else.
struct HeldMatters {
  private let complaints: [CallIdentifier: ComplaintCase]
  private let matters: [CallIdentifier: Matter]

  /// The open matters of a reading.
  init(_ reading: MatterReading, at now: WallInstant) {
    complaints = Dictionary(reading.complaints.open.map { ($0.id, $0) }) { first, _ in first }
    matters = Dictionary(reading.matters.open(at: now).map { ($0.id, $0) }) { first, _ in first }
  }

  /// Who holds what is open in a call; nil when nothing is.
  func holder(of call: CallIdentifier) -> OperatorIdentifier? {
    matters[call]?.holder ?? complaints[call]?.holder
  }

  /// The calls in which this person holds something, oldest first.
  ///
  /// A complaint that is assigned stays with the person it is assigned to.
  func calls(of person: OperatorIdentifier) -> [CallIdentifier] {
    let own = matters.values.filter { $0.holder == person }.map(\.id)
    let received = complaints.values.filter { $0.holder == person && $0.assignee == nil }.map(\.id)
    return Set(own + received).sorted()
  }
}

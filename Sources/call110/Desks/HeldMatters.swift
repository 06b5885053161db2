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

  /// From whom a person hands over what is open in a call: from himself when he holds any of it, else from
  /// its holder; nil when nothing is open.
  func holder(of call: CallIdentifier, for person: OperatorIdentifier) -> OperatorIdentifier? {
    if matters[call]?.followUp?.to == person { return person }
    return matters[call]?.holder ?? complaints[call]?.holder
  }

  /// The calls in which this person holds something, oldest first.
  ///
  /// A complaint that is assigned stays with the person it is assigned to.
  func calls(of person: OperatorIdentifier) -> [CallIdentifier] {
    let own = matters.values.filter { $0.holder == person || $0.followUp?.to == person }.map(\.id)
    let received = complaints.values.filter { $0.holder == person && $0.assignee == nil }.map(\.id)
    return Set(own + received).sorted()
  }
}

import CallModel
import Catalogue

/// Something a rule found in a call, with the journal lines it rests on.
public struct CallFinding: Hashable, Sendable {
  /// The item of the score card it belongs to.
  public let item: QualityItem
  /// What is missing or wrong.
  public let detail: Message
  /// Where it shows: the line of the fact, or the line that closed the call without it.
  public let evidence: [RecordPlace]
}

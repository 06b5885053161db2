/// A call written by hand during an outage was typed in; the line's own time and operator are those of the
/// typing.
public struct PaperEntered: Hashable, Sendable {
  /// Who took the call.
  public let takenBy: OperatorIdentifier
  /// When the call was answered.
  public let answeredAt: WallInstant

  /// An entry from its parts.
  public init(takenBy: OperatorIdentifier, answeredAt: WallInstant) {
    self.takenBy = takenBy
    self.answeredAt = answeredAt
  }
}

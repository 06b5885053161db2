/// One thing done about a complaint: who, when, at which desk.
public struct ComplaintStep: Hashable, Sendable {
  /// What.
  public let event: MatterEvent
  /// When it was written down.
  public let at: WallInstant
  /// Who wrote it down.
  public let personnel: OperatorIdentifier
  /// The desk.
  public let desk: SeatIdentifier
}

import CallModel

/// How an answer at this console's seat was measured, with everything needed to store and judge it again.
public struct MeasuredAnswer: Hashable, Sendable {
  /// The figures and the verdict.
  public let timing: RingTiming
  /// Whether a clock was set while the phone rang; the figure then comes from another clock.
  public let clockStepped: Bool
  /// Which call.
  public let key: PhoneCall.Key
  /// The seat or extension that answered.
  public let seat: String
  /// The caller's number, empty when withheld.
  public let caller: String
  /// The caller's name.
  public let name: String?
  /// The recording.
  public let recording: String?
  /// When the ringing began, ms since 1970 by the source's clock.
  public let ringTime: Int64?
  /// When the call was answered, ms since 1970 by the source's clock.
  public let answerTime: Int64?
  /// When the answer became known here.
  public let answeredAt: WallInstant
  /// The bells the source itself counted.
  public let ringsSeen: Int?
}

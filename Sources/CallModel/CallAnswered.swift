/// The call was answered at this seat.
public struct CallAnswered: Hashable, Sendable {
  /// How fast, by the best source there is.
  public let timing: RingTiming
  /// What the operator reported beside a measured timing; never merged with it.
  public let reported: RingTiming?
  /// The id or file of the sound recording (接警录音号), if the phone system gave one.
  public let recording: String?

  /// An answer from its parts.
  public init(timing: RingTiming, reported: RingTiming? = nil, recording: String? = nil) {
    self.timing = timing
    self.reported = reported
    self.recording = recording
  }
}

import CallModel
import PlainText

/// How a drill ended.
public enum DrillOutcome: String, CaseIterable, Hashable, Sendable {
  /// The call came to its end.
  case finished
  /// The trainee left before the end.
  case unfinished
  /// The wall clock jumped while it ran.
  case clockJump = "clock-jump"

  /// The payload of the line that ends a drill; only a finished one has a score, in tenths.
  public func payload(drill: CallIdentifier, score: Int?) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("drill", drill.description)
      writer.member("outcome", rawValue)
      writer.member("score", self == .finished ? score : nil)
    }
  }
}

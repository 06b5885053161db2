import PlainText

/// An earlier call that may be about the same matter, with the reasons shown to the call taker.
///
/// The score is 1000 for the same number, plus the place's likeness (0–1000), plus up to 300 for nearness in
/// time; without the same number and with a place less alike than 500 it is no candidate.
public struct RepeatCandidate: Hashable, Sendable {
  /// The earlier call.
  public let call: RecentCall
  /// Whether the number is the same.
  public let isSameNumber: Bool
  /// How alike the places are, in per mille; 0 when either is unknown.
  public let placeLikeness: Int
  /// How long ago it began, in ms.
  public let age: Int64

  init?(_ call: RecentCall, _ question: RepeatQuestion) {
    self.call = call
    isSameNumber = !question.number.isEmpty && call.number == question.number
    placeLikeness = TextSimilarity(call.place, question.place).permille
    age = question.at.milliseconds - call.beganAt.milliseconds
    guard isSameNumber || placeLikeness >= 500 else { return nil }
  }

  /// How likely it is; only for ordering.
  public var score: Int {
    (isSameNumber ? 1_000 : 0) + placeLikeness + Int(300 * (RecentCalls.reach - age) / RecentCalls.reach)
  }

  /// The reasons as stored with a link: `number`, `place` and `time` joined by `+`.
  public var reason: String {
    ((isSameNumber ? ["number"] : []) + (placeLikeness >= 500 ? ["place"] : []) + ["time"])
      .joined(separator: "+")
  }
}

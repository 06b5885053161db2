/// Something the simulated caller knows, or knows that he does not know.
public struct DrillFact: Hashable, Sendable {
  /// Wordings that count as right, best first; empty when the caller cannot know.
  public let truths: [String]
  /// What the caller says when asked.
  public let spoken: String
  /// The wrong words he says first and takes back; nil when he is right at once.
  public let spokenFirst: String?

  /// Whether the right record is "asked, not known".
  public var isUnknown: Bool { truths.isEmpty }

  /// A fact from its parts.
  public init(truths: [String], spoken: String, spokenFirst: String? = nil) {
    self.truths = truths
    self.spoken = spoken
    self.spokenFirst = spokenFirst
  }
}

import CallModel
import Catalogue

/// A sentence that must never be said to a caller (服务禁忌用语), with what the guard looks for.
public struct TabooPhrase: Hashable, Sendable {
  /// The situation in which the words are right after all: in a branch, once a deed is done.
  public struct Exception: Hashable, Sendable {
    /// The branch the call must be in.
    public let branch: BranchIdentifier
    /// The deed that must be done.
    public let deed: BranchDeed
  }

  /// The name in records, such as `not-our-business`.
  public let identifier: String
  /// The sentence as the norm lists it, character for character.
  public let text: String
  /// What is looked for besides the sentence itself; grammar at `WordingPattern`.
  public let variants: [String]
  /// Longer harmless phrases in which a hit does not count.
  public let harmless: [String]
  /// When it is right after all; nil when never.
  public let exception: Exception?
  /// What to say instead.
  public let instead: Message
}

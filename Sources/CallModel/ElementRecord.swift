/// What a record knows of one element.
public struct ElementRecord: Hashable, Sendable {
  /// Its state.
  public internal(set) var state: ElementState = .notAsked
  /// The value now; empty unless given or corrected.
  public internal(set) var text = ""
  /// Values it had before, oldest first.
  public internal(set) var previous: [String] = []
  /// Milliseconds from the answer to the first question; nil when never asked.
  public internal(set) var askedAfter: Int64?
  /// Milliseconds from the answer to the first settling answer; nil when never settled.
  public internal(set) var settledAfter: Int64?

  /// An element nobody has asked for.
  public init() {}
}

/// Which closing lines count: a call ends once, and once more behind each line that opens it again.
///
/// The one place where that is said; whoever follows lines without folding them keeps one of these.
public struct CountedEnds<Call: Hashable & Sendable>: Sendable {
  /// The calls that have ended, as far as was read.
  public private(set) var ended: Set<Call> = []

  /// No lines yet.
  public init() {}

  /// Takes in the next line of a call; false for a closing line that does not count.
  @discardableResult
  public mutating func take(_ kind: CallEvent.Kind, of call: Call) -> Bool {
    if kind.liftsEnd { ended.remove(call) }
    return kind == .end ? ended.insert(call).inserted : true
  }

  /// Whether the last closing line of a call stands.
  public func hasEnded(_ call: Call) -> Bool { ended.contains(call) }
}

extension CallEvent.Kind {
  /// Whether the call is going on again behind a line of this kind, so that the closing line before it is its
  /// end no more.
  public var liftsEnd: Bool { self == .reopened }
}

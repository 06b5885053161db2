/// The callers who are waiting, as one row.
public struct PhoneQueue: Hashable, Sendable {
  /// The waiting calls, longest wait first.
  public let calls: [PhoneCall]
  /// How long the first of them has waited, in ms; 0 when nobody waits.
  public let longestWaitMilliseconds: Int64
}

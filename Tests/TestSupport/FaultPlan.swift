/// Which file call fails, and how.
public struct FaultPlan: Hashable, Sendable {
  /// How a call fails.
  public enum Fault: Hashable, Sendable {
    /// With this error number, doing nothing.
    case error(Int32)
    /// A write takes only its first half; other calls are not affected.
    case shortWrite
    /// A write takes its first half and the next one fails with this error number.
    case halfThenError(Int32)
  }

  /// The kinds of calls counted: `write`, `synchronize`, `open` ...
  ///
  /// ; empty means all that change anything.
  public var calls: Set<String>
  /// The call that fails, from 1.
  public var number: Int
  /// Whether all later ones fail too.
  public var forEver: Bool
  /// How.
  public var fault: Fault

  /// A plan from its parts.
  public init(calls: Set<String>, number: Int, forEver: Bool, fault: Fault) {
    self.calls = calls
    self.number = number
    self.forEver = forEver
    self.fault = fault
  }
}

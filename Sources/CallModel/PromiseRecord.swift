/// A promise with the deed that kept it.
public struct PromiseRecord: Hashable, Sendable {
  /// What was promised.
  public let promise: PromiseMade
  /// When.
  public let madeAt: WallInstant
  /// When the deed came on record; nil while the promise is open.
  public internal(set) var keptAt: WallInstant?
  /// The deed; empty while the promise is open.
  public internal(set) var deed = ""

  /// Whether the deed is still missing.
  public var isOpen: Bool { keptAt == nil }
}

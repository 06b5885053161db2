/// What a guard says on the terminal, in the operator's language.
public struct GuardNotices: Sendable {
  /// The console died and is started again.
  public let restarted: String
  /// It died too often and is not started again; says what to do.
  public let gaveUp: String

  /// Notices from their words.
  public init(restarted: String, gaveUp: String) {
    self.restarted = restarted
    self.gaveUp = gaveUp
  }
}

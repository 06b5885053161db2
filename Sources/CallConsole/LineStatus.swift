/// How the link to the phone system is, and who else waits.
public struct LineStatus: Hashable, Sendable {
  /// The link.
  public enum Link: String, CaseIterable, Sendable {
    /// There is none; everything is reported by key.
    case none
    /// It works.
    case normal
    /// It was there and is gone.
    case down
    /// It is up but no call of this seat was ever seen.
    case silent
  }

  /// The link.
  public let link: Link
  /// Calls ringing anywhere and not answered yet, the one at this seat left out.
  public let waiting: Int
  /// The longest wait among them, in ms.
  public let longestWaitMilliseconds: Int64

  /// A status from its parts.
  public init(link: Link, waiting: Int = 0, longestWaitMilliseconds: Int64 = 0) {
    self.link = link
    self.waiting = waiting
    self.longestWaitMilliseconds = longestWaitMilliseconds
  }
}

/// How the link to the telephone system is, in one word of the console's status row.
public enum PhoneLinkState: String, CaseIterable, Sendable {
  /// Events can be expected.
  case normal
  /// There is no link; everything is reported by hand.
  case none
  /// There was a link and it is not there now.
  case down
  /// The link is up, calls go through the telephone system, and none of them is heard here.
  case silent
}

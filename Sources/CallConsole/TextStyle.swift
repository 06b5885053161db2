/// How a piece of text looks.
///
/// A style never carries meaning alone: the words say the same without colour.
public enum TextStyle: Hashable, Sendable {
  /// As it is.
  case plain
  /// Bold.
  case strong
  /// Less loud than the rest.
  case faint
  /// All is well.
  case good
  /// Something is open or nearly late.
  case warning
  /// Something is wrong or late now: reversed and bold.
  case alarm
}

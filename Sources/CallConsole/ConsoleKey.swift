/// A key that is not text: what the terminal makes of function keys, Escape and the field keys.
public enum ConsoleKey: Hashable, Sendable {
  /// F1 to F12; the second chord Escape followed by a digit, `-` or `=` gives the same (F1 is `Escape 1`, F10
  /// `Escape 0`), and so does Ctrl-X followed by it, for terminals that keep both others to themselves.
  case function(Int)
  /// A lone Escape.
  case escape
  /// Up: to the element before.
  case up
  /// Down: to the element after.
  case down
  /// Tab, when nothing could be completed.
  case tab
  /// Shift-Tab.
  case shiftTab
  /// Page Up.
  case pageUp
  /// Page Down.
  case pageDown
}

/// One thing that happens to the console.
///
/// Text in it is already safe (see `SafeText`).
public enum ConsoleInput: Hashable, Sendable {
  /// Enter was pressed with this text on the line.
  case line(String)
  /// A key that is not text was pressed while `text` stood half-typed on the line.
  case key(ConsoleKey, text: String)
  /// What stands half-typed on the line; sent before a tick.
  case typed(String)
  /// Time has passed; sent at least every 200 ms.
  case tick
  /// Nobody types: the next piece of what the last tick left to do.
  case more
  /// The terminal now has this many columns and rows.
  case resized(columns: Int, rows: Int)
  /// Ctrl-D on an empty line.
  case endOfInput
  /// Ctrl-C while `text` stood half-typed. It never ends the program by itself.
  case interrupt(text: String)
  /// The terminal has gone away or the program was told to end; `text` was half-typed and is already in the
  /// draft.
  case hangUp(text: String)
  /// Something was cleaned out of a paste or a line: how many bytes it had, and whether it was cut at the
  /// limit.
  case textWasCleaned(wasCut: Bool)
  /// The half-typed text could not be written to the draft; said once until a write succeeds again.
  case draftFailed
}

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
  /// Tab: on to the next completion of what is typed; what is due was asked, when nothing is.
  case tab
  /// Shift and Tab: back to the completion before.
  case shiftTab
  /// The line entered before, in this call.
  case pageUp
  /// The line entered after.
  case pageDown
  /// The other caller comes to the screen.
  case swap
  /// The last deed is taken back; sent with nothing on the line.
  case undo
}

/// What a terminal runs: it gives inputs and carries out the changes that come back.
///
/// A class protocol because readline's callbacks need an identity to reach. Everything happens on one thread.
public protocol ConsoleProgram: AnyObject {
  /// The first changes, before any input. `restored` is the draft of an earlier run that did not end by
  /// itself.
  func start(columns: Int, rows: Int, restored: Draft?) -> [ScreenChange]
  /// What one input changes.
  func handle(_ input: ConsoleInput) -> [ScreenChange]
  /// Whether work waits that is done in pieces, one for each `.more`, so that no key waits longer than a
  /// piece takes.
  var hasMore: Bool { get }
}

extension ConsoleProgram {
  /// Everything is done at once.
  public var hasMore: Bool { false }
}

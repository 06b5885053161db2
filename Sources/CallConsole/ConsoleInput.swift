/// One thing that happens to the console.
///
/// Text in it is already safe (see `SafeText`).
public enum ConsoleInput: Hashable, Sendable {
  /// Enter was pressed with this text on the line.
  case line(String)
  /// A key that is not text was pressed while `text` stood half-typed on the line.
  case key(ConsoleKey, text: String)
  /// Time has passed; sent at least every 200 ms.
  case tick
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

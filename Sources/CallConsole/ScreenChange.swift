/// What the console wants to be seen or heard, in order.
///
/// The terminal carries it out; tests just read it.
public enum ScreenChange: Hashable, Sendable {
  /// Print these rows above the panel; they scroll away with time.
  case say([StyledLine])
  /// Show these rows directly above the prompt from now on, each clipped to the terminal's width.
  case panel([StyledLine])
  /// The prompt's text from now on; one row, plain.
  case prompt(String)
  /// Replace what stands half-typed on the line.
  case input(String)
  /// Insert text at the cursor, as one step of undo.
  case insert(String)
  /// The candidates Tab completes from, from now on.
  case completions([String])
  /// What the half-typed text belongs to (call, element), stored with it in the draft.
  case draftContext(String)
  /// Sound the bell once.
  case bell
  /// End the console with this exit code.
  case close(Int32)
}

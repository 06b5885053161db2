import PlainText

/// One row of the screen, made of styled pieces.
public struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// A piece in one style.
  public struct Piece: Hashable, Sendable {
    /// The text, safe for a terminal.
    public let text: String
    /// How it looks.
    public let style: TextStyle
  }

  /// The pieces, left to right.
  public private(set) var pieces: [Piece]

  /// A row of one piece; the text is made safe.
  public init(_ text: String, style: TextStyle = .plain) {
    pieces = []
    append(text, style: style)
  }

  /// A plain row.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Adds a piece at the right; the text is made safe.
  public mutating func append(_ text: String, style: TextStyle = .plain) {
    pieces.append(Piece(text: SafeText(text).description, style: style))
  }

  /// The text without styles.
  public var description: String { pieces.map(\.text).joined() }
}

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
  /// Forget what was cut from the line and how it was edited: it was another caller's.
  case forget
  /// Sound the bell once.
  case bell
  /// End the console with this exit code.
  case close(Int32)
}

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
  public init(_ text: String, _ style: TextStyle = .plain) {
    pieces = []
    append(text, style)
  }

  /// A plain row.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Adds a piece at the right; the text is made safe.
  public mutating func append(_ text: String, _ style: TextStyle = .plain) {
    pieces.append(Piece(text: SafeText(text).description, style: style))
  }

  /// The text without styles.
  public var description: String { pieces.map(\.text).joined() }
}

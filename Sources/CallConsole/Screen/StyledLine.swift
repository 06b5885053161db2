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

  /// Adds another line's pieces at the right.
  mutating func append(_ line: StyledLine) { pieces += line.pieces }

  /// Whether all of it is less loud than the rest of the screen.
  var isFaint: Bool { !pieces.isEmpty && pieces.allSatisfy { $0.style == .faint } }

  /// The text without styles.
  public var description: String { pieces.map(\.text).joined() }
}

extension StyledLine {
  /// Behind them a word too long to go to the next row as a whole may be broken.
  private static let joints: Set<Character> = ["|", "/", "-", ",", ";"]

  /// The line in rows of at most `columns`, each later one after `indent` spaces; nothing is lost but a space
  /// at a break.
  ///
  /// A row ends before a word of letters or figures that would be cut in two, and anywhere between Chinese
  /// characters; at least one character stands in a row.
  public func wrapped(to columns: Int, indent: Int = 0) -> [StyledLine] {
    guard description.displayWidth > columns else { return [self] }
    var cells = pieces.flatMap { piece in
      piece.text.map { Cell(character: $0, width: String($0).displayWidth, style: piece.style) }
    }[...]
    var rows: [StyledLine] = []
    while !cells.isEmpty {
      let before = rows.isEmpty ? 0 : min(indent, max(0, columns - 2))
      let count = Self.breakIndex(of: cells, columns: columns - before)
      rows.append(StyledLine(cells.prefix(count), indent: before))
      cells = cells.dropFirst(count)
      if cells.first?.character == " " { cells = cells.dropFirst() }
    }
    return rows
  }

  private struct Cell {
    let character: Character
    let width: Int
    let style: TextStyle

    /// Whether it is part of a word that is not to be cut.
    var isOfWord: Bool { width == 1 && character != " " }
  }

  private init(_ cells: ArraySlice<Cell>, indent: Int) {
    pieces = indent > 0 ? [Piece(text: String(repeating: " ", count: indent), style: .plain)] : []
    var rest = cells
    while let style = rest.first?.style {
      let run = rest.prefix { $0.style == style }
      pieces.append(Piece(text: String(run.map(\.character)), style: style))
      rest = rest.dropFirst(run.count)
    }
  }

  /// How many of the cells stand in the first row.
  private static func breakIndex(of cells: ArraySlice<Cell>, columns: Int) -> Int {
    var used = 0
    let fitting = cells.prefix { cell in
      used += cell.width
      return used <= columns
    }
    let count = max(1, fitting.count)
    let rest = cells.dropFirst(count).prefix { $0.isOfWord }.count
    guard rest > 0 else { return count }
    let begun = fitting.reversed().prefix { $0.isOfWord }.count
    let head = fitting.dropLast(begun)
    let end = head.last?.character == " " ? head.count - 1 : head.count
    // A row of spaces tells nothing: there the word is cut.
    let isBroken = head.allSatisfy { $0.character == " " }
    if !isBroken, begun + rest <= columns / 2 { return end }
    if let joint = fitting.suffix(begun).lastIndex(where: { joints.contains($0.character) }) {
      return joint - cells.startIndex + 1
    }
    return !isBroken && begun + rest <= columns ? end : count
  }
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
  /// What the half-typed text belongs to (call, element), stored with it in the draft.
  case draftContext(String)
  /// Forget what was cut from the line and how it was edited: it was another caller's.
  case forget
  /// Sound the bell once.
  case bell
  /// End the console with this exit code.
  case close(Int32)
}

import Catalogue

/// A sheet to be printed on A4, as text or as a page for a browser.
public struct PrintSheet: Hashable, Sendable {
  /// What it is called.
  public let title: Message
  /// What stands below the title.
  public let subtitle: [Message]
  /// Its pieces.
  public let blocks: [PrintBlock]

  /// A sheet from its parts.
  public init(title: Message, subtitle: [Message] = [], blocks: [PrintBlock]) {
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
  }
}

/// One piece of a printed sheet, from top to bottom.
public enum PrintBlock: Hashable, Sendable {
  /// One column of a table.
  public struct Column: Hashable, Sendable {
    /// What stands above the column.
    public let heading: Message
    /// How many columns of text it takes; the last column of a table takes what is left.
    public let width: Int

    /// A column from its parts.
    public init(_ heading: Message, width: Int) {
      self.heading = heading
      self.width = width
    }
  }

  /// A line to write on by hand.
  public struct Blank: Hashable, Sendable {
    /// What is written there.
    public let label: Message
    /// What helps to fill it in: the question to ask; may be empty.
    public let hint: Message
    /// How many lines it has.
    public let lines: Int

    /// A blank from its parts.
    public init(_ label: Message, hint: Message = Message("", ""), lines: Int = 1) {
      self.label = label
      self.hint = hint
      self.lines = lines
    }
  }

  case heading(Message)
  case paragraph(Message)
  /// Sentences to say, exactly as they stand.
  case sentences([Message])
  case table([Column], [[Message]])
  /// Lines to write on.
  case blanks([Blank])
  /// Two or more short lines to write on, side by side.
  case signatures([Message])
  /// Lines for machines, as they stand.
  case verbatim([String])
  /// The next piece begins on a new sheet of paper.
  case newPage
}

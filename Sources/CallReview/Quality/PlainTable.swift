import PlainText

/// Rows under headings, written for reading, as CSV or as JSON lines.
public struct PlainTable: Hashable, Sendable {
  /// A column: its key in CSV and JSON, and its heading for reading.
  public struct Column: Hashable, Sendable {
    /// What its cells are to a spreadsheet.
    public enum Kind: Hashable, Sendable {
      /// Words.
      case text
      /// Ids: digits that are no number.
      case identifier
      /// Numbers; a cell that is none stays text.
      case number
    }

    /// What it is called in JSON and CSV, the same in both languages.
    public let key: String
    /// What stands above it for people, in their language.
    public let heading: String
    /// What its cells are.
    public let kind: Kind

    /// A column from its two names.
    public init(_ key: String, heading: String, kind: Kind = .text) {
      self.key = key
      self.heading = heading
      self.kind = kind
    }

    fileprivate func cell(_ text: String) -> CSVWriter.Cell {
      switch kind {
      case .text: .text(text)
      case .identifier: .identifier(text)
      case .number: text.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,6})?/) != nil ? .number(text) : .text(text)
      }
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows.
  public init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row, a cell a column.
  ///
  /// Cells are made safe for a terminal.
  public mutating func add(_ cells: [String]) {
    rows.append(cells.map { SafeText($0).description })
  }

  /// Whether there are no rows.
  public var isEmpty: Bool { rows.isEmpty }

  /// Columns aligned by display width, headings first.
  public var text: String {
    let all = [columns.map(\.heading)] + rows
    let widths = columns.indices.map { index in all.map { $0[index].displayWidth }.max() ?? 0 }
    var text = ""
    for row in all {
      let cells = zip(row, widths).dropLast().map { $0.padded(to: $1) } + row.suffix(1)
      text += cells.joined(separator: "  ").trimmedEnd + "\n"
    }
    return text
  }

  /// CSV with the keys as its first row.
  public func csv(_ profile: CSVWriter.Profile) -> String {
    var writer = CSVWriter(profile)
    writer.row(columns.map(\.key))
    for row in rows { writer.row(zip(columns, row).map { $0.cell($1) }) }
    return writer.text
  }

  /// One JSON object a row, all values as texts.
  public var json: String {
    // An empty list is said, so that nothing printed never means that nothing was found.
    if rows.isEmpty { return "[]\n" }
    return rows.map { row in
      let bytes = JSONWriter.object { writer in
        for (column, cell) in zip(columns, row) { writer.member(dynamic: column.key) { $0.value(cell) } }
      }
      return String(decoding: bytes, as: UTF8.self) + "\n"
    }.joined()
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmedEnd: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}

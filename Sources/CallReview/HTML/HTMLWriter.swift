import PlainText

/// Writes HTML and inline SVG as text; the only escaper of the project for them.
///
/// Elements are nested with closures, so tags always match. Text and attribute values are cleaned of control
/// characters and escaped here and nowhere else. Names are literals of this program, never data.
public struct HTMLWriter: Sendable {
  /// An attribute: its name, and its value as plain text.
  public typealias Attribute = (name: StaticString, value: String)

  /// What was written so far.
  public private(set) var html = ""

  /// An empty writer.
  public init() {}

  /// Writes an element with what `body` writes inside.
  public mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ body: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    body(&self)
    html += "</\(name)>"
  }

  /// Writes an element with only text inside.
  public mutating func element(_ name: StaticString, _ attributes: [Attribute], _ text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes an element without attributes and with only text inside.
  public mutating func element(_ name: StaticString, _ text: String) {
    element(name, []) { $0.text(text) }
  }

  /// Writes an element without content and without an end tag: `meta`, `br`.
  public mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) {
    open(name, attributes)
  }

  /// Writes plain text.
  public mutating func text(_ text: String) { html += Self.escaped(text) }

  /// Writes a line end, for people who read the source.
  public mutating func newline() { html += "\n" }

  /// Writes a table; the first row is the head.
  ///
  /// Columns in `numbers` are right-aligned.
  public mutating func table(
    caption: String? = nil, head: [String], rows: [[String]], numbers: Set<Int> = []
  ) {
    func style(_ column: Int) -> [Attribute] { numbers.contains(column) ? [("class", "number")] : [] }
    element("table") { table in
      if let caption { table.element("caption", caption) }
      table.element("thead") { part in
        part.element("tr") { row in
          for (column, cell) in head.enumerated() {
            row.element("th", style(column), cell)
          }
        }
      }
      table.element("tbody") { part in
        for cells in rows {
          part.newline()
          part.element("tr") { row in
            for (column, cell) in cells.enumerated() { row.element("td", style(column), cell) }
          }
        }
      }
    }
    newline()
  }

  /// Writes the rules of a style sheet.
  ///
  /// They are literals of this program, not data.
  public mutating func style(_ rules: StaticString) { html += "<style>\(rules)</style>\n" }

  /// Plain text made safe between tags and inside quoted attribute values.
  public static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(" ")
      default: if SafeText.isAllowed(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    html += "<\(name)"
    for attribute in attributes { html += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
    html += ">"
  }
}

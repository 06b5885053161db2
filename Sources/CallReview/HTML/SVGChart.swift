import Catalogue

/// Small help for inline SVG charts: whole-number coordinates, titles for people who cannot see them.
struct SVGChart {
  let width: Int
  let height: Int

  /// Writes a figure: caption, picture, and the table with the same numbers.
  func figure(
    _ caption: String, table tableName: String, _ writer: inout HTMLWriter,
    _ drawing: (inout HTMLWriter) -> Void, table: (inout HTMLWriter) -> Void
  ) {
    writer.element("h2", caption)
    writer.element("figure") { figure in
      figure.element("div", [("class", "scroll")]) { part in
        part.element(
          "svg",
          [
            ("viewBox", "0 0 \(width) \(height)"), ("role", "img"), ("aria-label", caption),
            ("preserveAspectRatio", "xMidYMid meet"),
          ]
        ) { svg in
          svg.element("title", caption)
          drawing(&svg)
        }
      }
      figure.newline()
      // Open, so that it is there on paper whatever the browser.
      figure.element("details", [("open", "open")]) { details in
        details.element("summary", tableName)
        table(&details)
      }
    }
    writer.newline()
  }

  /// A filled rectangle with a text that appears over it.
  static func bar(
    x: Int, y: Int, width: Int, height: Int, into svg: inout HTMLWriter, title: String,
    style: String = "fill:var(--bar)"
  ) {
    svg.element(
      "rect",
      [
        ("x", "\(x)"), ("y", "\(y)"), ("width", "\(max(0, width))"), ("height", "\(max(0, height))"),
        ("style", style),
      ]
    ) { $0.element("title", title) }
  }

  /// A straight line between two points, in the picture's units.
  static func line(
    x1: Int, y1: Int, x2: Int, y2: Int, into svg: inout HTMLWriter, style: String = "stroke:var(--line)"
  ) {
    svg.element(
      "line", [("x1", "\(x1)"), ("y1", "\(y1)"), ("x2", "\(x2)"), ("y2", "\(y2)"), ("style", style)]
    ) { _ in }
  }

  /// A text; `anchor` is start, middle or end.
  static func text(
    x: Int, y: Int, words: String, into svg: inout HTMLWriter, anchor: String = "start", style: String = ""
  ) {
    var attributes: [HTMLWriter.Attribute] = [("x", "\(x)"), ("y", "\(y)"), ("text-anchor", anchor)]
    if !style.isEmpty { attributes.append(("style", style)) }
    svg.element("text", attributes, words)
  }

  /// A point of a line.
  static func dot(x: Int, y: Int, into svg: inout HTMLWriter) {
    svg.element(
      "circle", [("cx", "\(x)"), ("cy", "\(y)"), ("r", "3"), ("style", "fill:var(--bad)")]
    ) { _ in }
  }

  /// The smallest of 1, 2, 5, 10, 20, 50 ...
  ///
  /// that is at least `value`.
  static func round(up value: Int) -> Int {
    var step = 1
    while true {
      for factor in [1, 2, 5] where step * factor >= value { return step * factor }
      step *= 10
    }
  }
}

import Catalogue

/// A trainee's drills as one HTML page with a picture of the weekly means.
public struct DrillPage: Sendable {
  /// One week's bar.
  public struct Bar: Sendable {
    /// What stands under it.
    public let label: String
    /// Its height, 0 to 1000.
    public let value: Int
    /// What stands over it.
    public let figure: String

    /// A bar from its parts.
    public init(label: String, value: Int, figure: String) {
      self.label = label
      self.value = value
      self.figure = figure
    }
  }

  private let title: String
  private let language: UserLanguage

  /// A page with a title.
  public init(title: String, language: UserLanguage) {
    self.title = title
    self.language = language
  }

  /// The file: notes, bars, the table, whose first row is the head, and what stands under it.
  public func render(notes: [String], bars: [Bar], table: [[String]], foot: [String] = []) -> String {
    HTMLPage(title: title, language: language).render { html in
      html.element("h1", title)
      for note in notes { html.element("p", note) }
      if !bars.isEmpty { Self.picture(bars, into: &html) }
      // A table of many drills goes over several pages instead of leaving the first one empty.
      html.element("div", [("class", "wide")]) { $0.element("table") { Self.rows(table, into: &$0) } }
      for note in foot { html.element("p", note) }
    }
  }

  private static func rows(_ table: [[String]], into body: inout HTMLWriter) {
    for (index, row) in table.enumerated() {
      body.element("tr") { cells in
        for cell in row { cells.element(index == 0 ? "th" : "td", cell) }
      }
    }
  }

  private static func picture(_ bars: [Bar], into html: inout HTMLWriter) {
    // As wide as ten weeks at least: the page stretches a picture to its own width.
    let width = max(700, bars.count * 70)
    html.element("svg", [("viewBox", "0 0 \(width) 160"), ("role", "img"), ("width", "\(width)")]) { svg in
      for level in [0, 50, 100] {
        let y = "\(130 - level)"
        svg.element(
          "line",
          [
            ("x1", "0"), ("x2", "\(width)"), ("y1", y), ("y2", y), ("stroke", "currentColor"),
            ("stroke-opacity", "0.3"),
          ], "")
      }
      for (index, bar) in bars.enumerated() {
        let (x, height) = (index * 70 + 10, bar.value / 10)
        svg.element(
          "rect",
          [
            ("x", "\(x)"), ("y", "\(130 - height)"), ("width", "50"), ("height", "\(height)"),
            ("fill", "currentColor"), ("fill-opacity", "0.6"),
          ], "")
        svg.element("text", [("x", "\(x)"), ("y", "\(124 - height)"), ("font-size", "12")], bar.figure)
        svg.element("text", [("x", "\(x)"), ("y", "148"), ("font-size", "10")], bar.label)
      }
    }
  }
}

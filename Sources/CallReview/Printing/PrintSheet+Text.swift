import Catalogue
import PlainText

extension PrintSheet {
  /// Where the lines of a sheet go.
  public enum Medium: Sendable {
    /// A printer, or a file for one.
    case paper
    /// A terminal.
    case screen
  }

  /// The widest line of a text sheet, in columns: what a printer puts on A4 with 10 point type.
  public static let textColumns = 78

  /// The sheet as lines of text, none wider than 78 columns; a Chinese character takes two.
  ///
  /// For `paper` a form feed begins each further page; a screen gets a rule in its place.
  public func text(_ language: UserLanguage, for medium: Medium = .paper) -> String {
    var lines = [centred(title.text(language)), String(repeating: "=", count: Self.textColumns)]
    lines += subtitle.flatMap { $0.text(language).wrapped(to: Self.textColumns) }
    for block in blocks { lines += Self.lines(block, language: language, medium: medium) }
    return lines.map(\.trimmedAtEnd).joined(separator: "\n") + "\n"
  }

  private func centred(_ text: String) -> String {
    "".padded(to: (Self.textColumns - text.displayWidth) / 2) + text
  }

  private static func lines(_ block: PrintBlock, language: UserLanguage, medium: Medium) -> [String] {
    switch block {
    case .heading(let heading):
      let text = heading.text(language)
      return ["", text, String(repeating: "-", count: textColumns)]
    case .paragraph(let paragraph): return paragraph.text(language).wrapped(to: textColumns)
    case .sentences(let sentences):
      return sentences.flatMap { $0.text(language).wrapped(to: textColumns, first: "  * ", next: "    ") }
    case .table(let columns, let rows): return table(columns, rows: rows, language: language)
    case .blanks(let blanks): return blanks.flatMap { lines($0, language: language) }
    case .signatures(let labels): return ["", signatures(labels.map { $0.text(language) })]
    case .verbatim(let lines): return lines.flatMap { $0.wrapped(to: textColumns, first: "", next: "    ") }
    case .newPage: return medium == .paper ? ["\u{0C}"] : ["", String(repeating: "=", count: textColumns)]
    }
  }

  private static func lines(_ blank: PrintBlock.Blank, language: UserLanguage) -> [String] {
    let label = blank.label.text(language)
    let hint = blank.hint.text(language)
    let head = hint.isEmpty ? [] : hint.wrapped(to: textColumns, first: "  ", next: "  ")
    let rule = { (start: String) in
      start + String(repeating: "_", count: max(0, textColumns - start.displayWidth))
    }
    let more = (1..<max(1, blank.lines)).map { _ in rule("    ") }
    return [""] + head + [rule("  \(label): ")] + more
  }

  private static func signatures(_ labels: [String]) -> String {
    let width = textColumns / max(1, labels.count)
    return labels.map { label in
      let text = "\(label): "
      return (text + String(repeating: "_", count: max(2, width - text.displayWidth - 2))).fitted(to: width)
    }.joined()
  }

  private static func table(
    _ columns: [PrintBlock.Column], rows: [[Message]], language: UserLanguage
  ) -> [String] {
    let used = columns.dropLast().reduce(0) { $0 + $1.width + 1 }
    let widths = columns.dropLast().map(\.width) + [max(8, textColumns - used)]
    let head = row(columns.map { $0.heading.text(language) }, widths)
    return head + rows.flatMap { row($0.map { $0.text(language) }, widths) }
  }

  /// A row of cells; a cell that is too long goes on in the next line.
  private static func row(_ cells: [String], _ widths: [Int]) -> [String] {
    let pieces = zip(cells, widths).map { $0.wrapped(to: $1) }
    let height = pieces.map(\.count).max() ?? 1
    return (0..<max(1, height)).map { line in
      zip(pieces, widths).map { piece, width in
        (line < piece.count ? piece[line] : "").fitted(to: width)
      }.joined(separator: " ")
    }
  }
}

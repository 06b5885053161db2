import Catalogue
import PlainText

extension PrintSheet {
  /// The sheet as a page for a browser: no script, nothing from a network, A4 on paper.
  public func html(_ language: UserLanguage) -> String {
    HTMLPage(title: title.text(language), language: language).render { page in
      page.style(Self.rules)
      page.newline()
      page.element("h1") { $0.text(title.text(language)) }
      for line in subtitle { page.element("p", [("class", "soft")]) { $0.text(line.text(language)) } }
      for block in blocks { Self.write(block, language: language, to: &page) }
    }
  }

  /// Rules for what is filled in by hand, on top of those of every page.
  private static let rules: StaticString = """

    .say{margin:.15rem 0;padding-left:1.2rem}
    .say li{font-weight:600}
    .blank{display:flex;gap:.5rem;margin:.55rem 0;break-inside:avoid}
    .blank b{flex:0 0 7.5rem}
    .blank span{flex:1;border-bottom:1px solid var(--ink);min-height:1.7em}
    .blank.more{margin-top:0}
    .hint{color:var(--soft);font-size:.8em;margin:.45rem 0 -.5rem 8rem}
    .sign{display:flex;gap:1.5rem;margin-top:1.2rem;break-inside:avoid}
    .sign span{flex:1;border-bottom:1px solid var(--ink)}
    .page{break-before:page}
    @media print{.blank{margin:.35rem 0}.sign{margin-top:.9rem}h2{margin-top:1.1rem}}
    pre{font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}

    """

  private static func write(_ block: PrintBlock, language: UserLanguage, to page: inout HTMLWriter) {
    switch block {
    case .heading(let heading): page.element("h2") { $0.text(heading.text(language)) }
    case .paragraph(let paragraph): page.element("p") { $0.text(paragraph.text(language)) }
    case .sentences(let sentences):
      page.element("ul", [("class", "say")]) { list in
        for sentence in sentences { list.element("li") { $0.text(sentence.text(language)) } }
      }
    case .table(let columns, let rows):
      page.table(
        head: columns.map { $0.heading.text(language) }, rows: rows.map { $0.map { $0.text(language) } })
    case .blanks(let blanks):
      for blank in blanks { write(blank, language: language, to: &page) }
    case .signatures(let labels):
      page.element("div", [("class", "sign")]) { line in
        for label in labels { line.element("span") { $0.text(label.text(language) + ":") } }
      }
    case .verbatim(let lines):
      page.element("pre") { pre in
        for line in lines {
          pre.text(line)
          pre.newline()
        }
      }
    case .newPage: page.element("div", [("class", "page")]) { _ in }
    }
    page.newline()
  }

  private static func write(
    _ blank: PrintBlock.Blank, language: UserLanguage, to page: inout HTMLWriter
  ) {
    let hint = blank.hint.text(language)
    if !hint.isEmpty { page.element("p", [("class", "hint")]) { $0.text(hint) } }
    page.element("div", [("class", "blank")]) { line in
      line.element("b") { $0.text(blank.label.text(language)) }
      line.element("span") { _ in }
    }
    for _ in 1..<max(1, blank.lines) {
      page.element("div", [("class", "blank more")]) { line in
        line.element("b") { _ in }
        line.element("span") { _ in }
      }
    }
  }
}

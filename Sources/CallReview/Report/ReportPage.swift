import CallModel
import Catalogue

/// A report as one HTML page: the figures that matter at the top, a picture and its table for each question.
public struct ReportPage: Sendable {
  private let report: Report
  private let language: UserLanguage

  /// The page of `report` in `language`.
  public init(_ report: Report, language: UserLanguage) {
    self.report = report
    self.language = language
  }

  /// The whole file.
  ///
  /// The same report gives the same bytes.
  public var html: String {
    let days = report.period.days
    let title = words(
      .reportTitle(
        report.period.kind.rawValue, from: days.lowerBound.description, to: days.upperBound.description))
    return HTMLPage(title: title, language: language).render { main in
      main.element("h1", title)
      main.element("p", [("class", "soft")], basis)
      if let warning = ReportNotes(report).warning { main.element("p", [("class", "bad")], words(warning)) }
      tiles(&main)
      charts(&main)
      main.element("div", [("class", "sections")]) { part in
        for section in report.sections { part.element("section") { table(section, main: &$0) } }
      }
      groups(&main)
      notes(&main)
    }
  }

  private func words(_ message: Message) -> String { message.text(language) }

  private var basis: String {
    let before = report.period.previous
    return words(
      .reportBasis(
        from: report.before == nil ? nil : before.lowerBound.description, to: before.upperBound.description,
        asOf: report.asOf.description))
  }

  private func tiles(_ main: inout HTMLWriter) {
    let wanted = [
      "calls.all", "measured.within", "reported.within", "measured.p95", "elements.all", "complaints.overdue",
    ]
    let titles = Dictionary(
      report.sections.flatMap { section in section.rows.map { ($0.key, section.title) } }
    ) { first, _ in first }
    let rows = report.sections.flatMap(\.rows)
    main.element("div", [("class", "tiles")]) { part in
      for key in wanted {
        guard let row = rows.first(where: { $0.key == key }) else { continue }
        part.element("div", [("class", "tile")]) { tile in
          tile.element("span", [("class", "soft")], words(titles[key] ?? row.label))
          tile.element("b", Self.short(row.figure, language: language))
          tile.element("span", words(row.label))
          if let previous = row.previous {
            tile.element(
              "span", [("class", "soft")],
              " · " + words(Message.reportColumns[2]) + " " + Self.short(previous, language: language))
          }
        }
      }
    }
  }

  private static func short(_ figure: Figure, language: UserLanguage) -> String {
    if case .share(let part, let whole) = figure { return Figure.percent(part, of: whole) }
    return figure.text(language)
  }

  private func charts(_ main: inout HTMLWriter) {
    let charts = ReportCharts(report, language: language)
    charts.answerTimes(&main)
    charts.heat(&main)
    charts.trend(&main)
    charts.categories(&main)
    charts.complaints(&main)
  }

  private func table(_ section: ReportSection, main: inout HTMLWriter) {
    main.element("h2", words(section.title))
    if let note = section.note { main.element("p", [("class", "soft note")], words(note)) }
    let isCompared = report.before != nil
    let heads = (isCompared ? Message.reportColumns : Array(Message.reportColumns.prefix(2))).map(words)
    main.table(
      head: heads,
      rows: section.rows.map { row in
        [words(row.label), row.figure.text(language)]
          + (isCompared ? [row.previous.map { $0.text(language) } ?? ""] : [])
      }, numbers: [1, 2])
  }

  private func groups(_ main: inout HTMLWriter) {
    guard let grouping = report.fold.grouping else { return }
    main.element("h2", words(.reportBy(grouping.rawValue)))
    main.element("div", [("class", "wide")]) { part in
      part.table(
        head: report.groupHeads.map(words),
        rows: report.groups.map { group in
          [words(group.label)] + group.figures.map { Self.short($0, language: language) }
        }, numbers: Set(1..<report.groupHeads.count))
    }
  }

  private func notes(_ main: inout HTMLWriter) {
    for note in ReportNotes(report).messages {
      switch note {
      case .heading(let message): main.element("h2", words(message))
      case .line(let message): main.element("p", words(message))
      case .place(let place):
        main.element(
          "p", [("class", "bad")],
          (place.line > 0 ? "\(place.file):\(place.line)" : place.file) + " — "
            + words(.reportReason(place.reason)))
      }
    }
  }
}

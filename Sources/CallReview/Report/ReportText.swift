import CallModel
import Catalogue
import PlainText

/// A report as text for a terminal: headings and aligned lines, at most 100 columns.
public struct ReportText: Sendable {
  private let report: Report
  private let language: UserLanguage

  /// The text of `report` in `language`.
  public init(_ report: Report, language: UserLanguage) {
    self.report = report
    self.language = language
  }

  /// Every line.
  public var lines: [String] {
    head + report.sections.flatMap(section) + groups + ReportNotes(report).messages.flatMap { notes($0) }
  }

  private func words(_ message: Message) -> String { message.text(language) }

  private var head: [String] {
    let (days, before) = (report.period.days, report.period.previous)
    return [
      words(
        .reportTitle(
          report.period.kind.rawValue, from: days.lowerBound.description, to: days.upperBound.description)),
      words(
        .reportBasis(
          from: report.before == nil ? nil : before.lowerBound.description, to: before.upperBound.description,
          asOf: report.asOf.description)),
    ] + (ReportNotes(report).warning.map { ["! " + words($0)] } ?? [])
  }

  private func section(_ section: ReportSection) -> [String] {
    var table = TextTable(alignments: [.left, .right, .right], widest: [58, 28, 28])
    let heads = Message.reportColumns.dropFirst().map(words)
    table.add([words(section.title), heads[0], report.before == nil ? "" : heads[1]])
    for row in section.rows {
      table.add([
        "  " + words(row.label), row.figure.text(language), row.previous.map { $0.text(language) } ?? "",
      ])
    }
    let lines = table.lines
    return [""] + lines.prefix(1) + (section.note.map { ["  " + words($0)] } ?? []) + lines.dropFirst()
  }

  private var groups: [String] {
    guard let grouping = report.fold.grouping else { return [] }
    let heads = report.groupHeads.map(words)
    var table = TextTable(
      alignments: [.left] + heads.dropFirst().map { _ in .right }, widest: heads.map { _ in 24 })
    table.add(heads)
    for group in report.groups { table.add([words(group.label)] + group.figures.map(short)) }
    return ["", words(.reportBy(grouping.rawValue))] + table.lines.map { "  " + $0 }
  }

  /// A percentage without its two numbers, for narrow columns.
  private func short(_ figure: Figure) -> String {
    if case .share(let part, let whole) = figure { return Figure.percent(part, of: whole) }
    return figure.text(language)
  }

  private func notes(_ note: ReportNotes.Note) -> [String] {
    switch note {
    case .heading(let message): ["", words(message)]
    case .line(let message): ["  " + words(message)]
    case .place(let place):
      [
        "    " + SafeText(place.line > 0 ? "\(place.file):\(place.line)" : place.file).description + "  "
          + words(.reportReason(place.reason))
      ]
    }
  }
}

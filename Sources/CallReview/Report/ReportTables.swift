import CallModel
import Catalogue
import PlainText

/// A report for programs and spreadsheets: CSV and JSON with the same figures under the same keys.
public struct ReportTables: Sendable {
  private let report: Report
  private let language: UserLanguage

  /// The tables of `report`; names for people in `language`.
  public init(_ report: Report, language: UserLanguage) {
    self.report = report
    self.language = language
  }

  /// One row a figure: key, name, value, unit, part, whole, value of the period before.
  public func csv(_ profile: CSVWriter.Profile) -> String {
    var writer = CSVWriter(profile)
    writer.row(["key", "name", "value", "unit", "part", "whole", "previous"])
    let (days, fold) = (report.period.days, report.fold)
    let title = Message.reportTitle(
      report.period.kind.rawValue, from: days.lowerBound.description, to: days.upperBound.description)
    writer.row([
      .text("period"), .text(title.text(language)), .number(""), .text(report.period.kind.rawValue),
      .number(""), .number(""), .number(""),
    ])
    for row in report.sections.flatMap(\.rows) {
      let (part, whole) = Self.parts(row.figure)
      writer.row([
        .text(row.key), .text(row.label.text(language)), .number(row.figure.plain), .text(row.figure.unit),
        .number(part), .number(whole), .number(row.previous?.plain ?? ""),
      ])
    }
    for group in report.groups {
      for (key, figure) in zip(Report.groupKeys.dropFirst(), group.figures) {
        let (part, whole) = Self.parts(figure)
        writer.row([
          .text("\(report.fold.grouping?.rawValue ?? "").\(group.name).\(key)"),
          .text(group.label.text(language)), .number(figure.plain), .text(figure.unit), .number(part),
          .number(whole), .number(""),
        ])
      }
    }
    for (key, name, value) in records(fold) {
      let before = report.before.map(records)?.first { $0.key == key }?.value
      writer.row([
        .text(key), .text(name.text(language)), .number("\(value)"), .text("count"), .number(""), .number(""),
        .number(before.map { "\($0)" } ?? ""),
      ])
    }
    for (key, places) in [("left-out", fold.leftOut), ("left-out-before", report.leftOutBefore)] {
      for place in places {
        writer.row([
          .text(key), .text(SafeText("\(place.file):\(place.line)").description), .number(""),
          .text(place.reason), .number(""), .number(""), .number(""),
        ])
      }
    }
    return writer.text
  }

  /// What was read, and what of it could not be counted or verified.
  private func records(_ fold: ReportFold) -> [(key: String, name: Message, value: Int)] {
    [
      ("records.lines", .reportLines, Int(fold.lines)),
      ("records.left-out", .reportPlaces, fold.leftOut.count),
      ("records.unverified", .reportUnverifiedLines, Int(fold.unverified)),
      ("records.unclosed", .reportUnclosedCalls, fold.unclosed.count),
    ]
  }

  private static func parts(_ figure: Figure) -> (String, String) {
    if case .share(let part, let whole) = figure { return ("\(part)", "\(whole)") }
    return ("", "")
  }

  /// One object.
  public var json: String {
    let fold = report.fold
    let bytes = JSONWriter.object { writer in
      writer.member("period", report.period.kind.rawValue)
      writer.member("from", report.period.days.lowerBound.description)
      writer.member("to", report.period.days.upperBound.description)
      writer.member("as_of", report.asOf.description)
      writer.member("entered_until", report.asOf.latest?.description)
      writer.array("figures") { list in for row in report.sections.flatMap(\.rows) { write(row, to: &list) } }
      writer.array("groups") { list in for group in report.groups { write(group, to: &list) } }
      writer.array("left_out") { list in write(fold.leftOut, to: &list) }
      writer.array("left_out_before") { list in write(report.leftOutBefore, to: &list) }
      writer.member("unclosed", fold.unclosed.count)
      writer.member("unverified_lines", fold.unverified)
      writer.member("lines", fold.lines)
      writer.member("verified", report.isVerified)
      if report.isImported { writer.member("imported", true) }
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private func write(_ places: [LeftOut], to list: inout JSONWriter) {
    for place in places {
      list.object {
        $0.member("file", SafeText(place.file).description)
        $0.member("line", place.line)
        $0.member("reason", place.reason)
        $0.member("words", Message.reportReason(place.reason).text(language))
      }
    }
  }

  private func write(_ row: ReportSection.Row, to list: inout JSONWriter) {
    list.object { object in
      object.member("key", row.key)
      object.member("name", row.label.text(language))
      Self.write(row.figure, key: "value", to: &object)
      object.member("unit", row.figure.unit)
      if let previous = row.previous { Self.write(previous, key: "previous", to: &object) }
    }
  }

  private func write(
    _ group: (name: String, label: Message, figures: [Figure]), to list: inout JSONWriter
  ) {
    list.object { object in
      object.member("group", group.name)
      object.member("name", group.label.text(language))
      for (key, figure) in zip(Report.groupKeys.dropFirst(), group.figures) {
        object.member(dynamic: key) { Self.write(figure, to: &$0) }
      }
    }
  }

  private static func write(_ figure: Figure, key: String, to writer: inout JSONWriter) {
    writer.member(dynamic: key) { write(figure, to: &$0) }
  }

  private static func write(_ figure: Figure, to writer: inout JSONWriter) {
    guard case .share(let part, let whole) = figure else {
      return writer.value(json: Array((figure.plain.isEmpty ? "null" : figure.plain).utf8))
    }
    writer.object {
      $0.member("part", part)
      $0.member("whole", whole)
      $0.member("percent", json: Array((figure.plain.isEmpty ? "null" : figure.plain).utf8))
    }
  }
}

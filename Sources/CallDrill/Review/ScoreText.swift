import Catalogue
import PlainText

/// A score sheet as rows of text; the same sheet gives the same bytes.
public enum ScoreText {
  /// The rows, in both languages.
  public static func rows(_ sheet: ScoreSheet) -> [Message] {
    [
      .drillTotal(ScoreSheet.text(sheet.total)),
      .drillScenarioRow(sheet.scenario, digest: String(sheet.digest.prefix(16))),
    ] + DrillAspect.allCases.flatMap { rows(sheet, $0) }
  }

  private static func rows(_ sheet: ScoreSheet, _ aspect: DrillAspect) -> [Message] {
    let lines = sheet.lines.filter { $0.aspect == aspect }
    let figure = "\(ScoreSheet.text(sheet.points(aspect)))/\(ScoreSheet.text(aspect.maximum))"
    return [Message.drillAspect(aspect.rawValue).joined(.verbatim(figure))] + lines.map(row)
  }

  private static func row(_ line: ScoreLine) -> Message {
    let figure =
      line.maximum > 0
      ? "\(ScoreSheet.text(line.given))/\(ScoreSheet.text(line.maximum))" : ScoreSheet.text(line.given)
    let mark = line.lost == 0 ? "+" : line.given > 0 ? "~" : "-"
    let head = "  \(mark) \(figure.padded(to: 10))"
    let place = line.line.map { Message.drillLine($0) } ?? .drillNoLine
    return Message.verbatim(head).joined(line.reason).joined(place, separator: "  ")
  }
}

extension String {
  /// The text with spaces behind it up to a width in columns.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth))
  }
}

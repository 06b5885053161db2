import CallReview
import Catalogue
import PlainText

/// `--json`, `--csv`, `--csv=excel`: how a table is written.
enum TableFormat {
  /// Aligned for reading.
  case text
  /// CSV for programs or spreadsheets.
  case csv(CSVWriter.Profile)
  /// One JSON object a row.
  case json

  /// The options.
  static let specifications = [
    OptionSpecification("json", .none, .optionJSON),
    OptionSpecification("csv", .optional("excel"), .optionTableCSV),
  ]

  init(_ invocation: Invocation) throws(CommandLineFault) {
    if invocation.has("json") {
      self = .json
    } else if let csv = invocation.value("csv") {
      switch csv {
      case "", "plain": self = .csv(.plain)
      case "excel": self = .csv(.excel)
      default: throw CommandLineFault.badValue(option: "csv", expected: "excel")
      }
    } else {
      self = .text
    }
  }

  /// The table as text.
  func text(_ table: PlainTable) -> String {
    switch self {
    case .text: table.text
    case .csv(let profile): table.csv(profile)
    case .json: table.json
    }
  }
}

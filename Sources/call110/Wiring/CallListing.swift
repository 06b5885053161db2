import CallArchive
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// Prints calls found by a list or a search, in the form asked for.
struct CallListing: Sendable {
  static let options: [OptionSpecification] = [
    OptionSpecification("json", .none, .optionJSON),
    OptionSpecification("csv", .optional("excel"), .optionCSV),
    Pager.option,
    ProtocolOption.specification,
  ]

  private enum Form: Sendable {
    case rows(isPaged: Bool)
    case csv(CSVWriter.Profile)
    case json
  }

  private let list: CallList
  private let form: Form

  /// The form that the invocation asks for.
  init(_ invocation: Invocation, document: ProtocolDocument) throws(CommandLineFault) {
    list = CallList(document: document, language: invocation.language)
    if let profile = invocation.value("csv") {
      guard profile.isEmpty || profile == "excel" else {
        throw CommandLineFault.badValue(option: "csv", expected: "excel")
      }
      form = .csv(profile == "excel" ? .excel : .plain)
    } else {
      form = invocation.has("json") ? .json : .rows(isPaged: !invocation.has("no-pager"))
    }
  }

  /// How much of a record a line shows.
  var parts: RecordParts {
    switch form {
    case .rows: .head
    case .csv, .json: .all
    }
  }

  /// The line of one call, with its LF but for JSON; lines can be made on any processor.
  func line(_ record: CallRecord) -> String {
    switch form {
    case .rows: list.row(record) + "\n"
    case .csv(let profile): list.csv(record, profile: profile)
    case .json: list.json(record)
    }
  }

  /// Prints the lines of calls in their order.
  func show(_ lines: [String]) {
    switch form {
    case .rows(let isPaged): isPaged ? Pager.show(lines.joined()) : StandardStreams.output(lines.joined())
    case .csv(let profile): StandardStreams.output(list.csvHeader(profile) + lines.joined())
    case .json: StandardStreams.json(lines)
    }
  }

  /// Says on standard error what could not be looked through.
  static func warn(_ leftOut: [LeftOut], invocation: Invocation) {
    guard let first = leftOut.first else { return }
    JournalFaults.note()
    let message = Message.searchLeftOut(leftOut.count, first: "\(first.file):\(first.line)")
    StandardStreams.error("call110: \(message.text(invocation.language))\n")
  }
}

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

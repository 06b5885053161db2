import CallModel
import Catalogue

/// What the rules found, a row a finding, with the journal lines.
public struct FindingTable: Sendable {
  /// The table so far.
  public private(set) var table: PlainTable
  private let language: UserLanguage

  /// An empty table.
  public init(_ language: UserLanguage) {
    self.language = language
    table = PlainTable([
      .init("call_record_no", Message.columnCall.text(language), .identifier),
      .init("item", Message.columnItem.text(language)),
      .init("finding", Message.columnFinding.text(language)),
      .init("evidence", Message.columnEvidence.text(language)),
    ])
  }

  /// Adds what was found in a call.
  public mutating func add(_ verdict: RuleVerdict, of call: CallIdentifier) {
    for finding in verdict.findings {
      table.add([
        call.description, Message.qualityItem(finding.item.rawValue).text(language),
        finding.detail.text(language),
        finding.evidence.map(\.description).joined(separator: " "),
      ])
    }
  }
}

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
      .init("call_record_no", heading: Message.columnCall.text(language), kind: .identifier),
      .init("item", heading: Message.columnItem.text(language)),
      .init("finding", heading: Message.columnFinding.text(language)),
      .init("evidence", heading: Message.columnEvidence.text(language)),
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

/// The reviews of a call as a table.
public enum ReviewTable {
  /// One row a marked item, then one a remark, feedback, reply, appeal or decision.
  public static func table(_ reviewed: ReviewedCall, language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("reviewer", heading: Message.columnReviewer.text(language), kind: .identifier),
      .init("item", heading: Message.columnItem.text(language)),
      .init("mark", heading: Message.columnMark.text(language)),
      .init("remark", heading: Message.columnRemark.text(language)),
      .init("evidence", heading: Message.columnEvidence.text(language)),
    ])
    for card in reviewed.cards {
      for item in card.event.items {
        table.add([
          card.personnel.description, Message.qualityItem(item.item.rawValue).text(language),
          Message.scoreMark(item.mark.rawValue).text(language), item.remark,
          item.evidence.joined(separator: " "),
        ])
      }
      if !card.event.remark.isEmpty {
        table.add([card.personnel.description, "-", "-", card.event.remark, card.address])
      }
    }
    for fact in reviewed.remarks { table.add(row(fact, language)) }
    return table
  }

  private static func row(_ fact: Noted<ReviewEvent>, _ language: UserLanguage) -> [String] {
    let who = fact.personnel.description
    let kind = Message.reviewKind(fact.event.kind.rawValue).text(language)
    switch fact.event {
    case .feedback(let text), .reply(let text): return [who, "-", kind, text, fact.address]
    case .appeal(let appeal):
      return [
        who, Message.qualityItem(appeal.item.rawValue).text(language), kind, appeal.reason, fact.address,
      ]
    case .decision(let decision):
      let outcome = Message.reviewOutcome(isUpheld: decision.isUpheld).text(language)
      return [
        who, Message.qualityItem(decision.item.rawValue).text(language), outcome, decision.reason,
        fact.address,
      ]
    case .sample, .card, .commend: return [who, "-", kind, "", fact.address]
    }
  }
}

/// The calls of a draw as a table.
public enum SampleTable {
  /// One row a call.
  public static func table(_ draw: SampleDrawn, language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("call_record_no", heading: Message.columnCall.text(language), kind: .identifier),
      .init("operator_id", heading: Message.columnPerson.text(language), kind: .identifier),
      .init("reason", heading: Message.columnReason.text(language)),
      .init("double", heading: Message.columnReviewer.text(language), kind: .number),
    ])
    for sampled in draw.calls {
      table.add([
        sampled.call.description, sampled.person.description, sampled.reason.rawValue,
        sampled.isDouble ? "2" : "1",
      ])
    }
    return table
  }
}

/// How often two reviewers gave which marks to the same item of the same call.
public struct AgreementTable: Hashable, Sendable {
  private struct Pair: Hashable {
    let first: ScoreMark
    let second: ScoreMark
  }

  private var counts: [Pair: Int] = [:]

  /// Nothing compared yet.
  public init() {}

  /// Adds one comparison, or several alike.
  public mutating func add(_ first: ScoreMark, with second: ScoreMark, count: Int = 1) {
    counts[Pair(first: first, second: second), default: 0] += count
  }

  /// How many items were compared.
  public var total: Int { counts.values.reduce(0, +) }

  /// How many of them got the same mark.
  public var agreed: Int { counts.filter { $0.key.first == $0.key.second }.values.reduce(0, +) }

  /// The share agreed, 0 to 1; nil when nothing was compared.
  public var share: Double? { total == 0 ? nil : Double(agreed) / Double(total) }

  /// Cohen's kappa (Cohen 1960): agreement beyond what the two reviewers' habits alone would give.
  ///
  /// Nil when nothing was compared, or when both gave one and the same mark throughout, where it is not
  /// defined.
  public var kappa: Double? {
    let expected = ScoreMark.allCases.reduce(0) { sum, mark in
      let first = counts.filter { $0.key.first == mark }.values.reduce(0, +)
      let second = counts.filter { $0.key.second == mark }.values.reduce(0, +)
      return sum + first * second
    }
    let square = total * total
    guard square > expected else { return nil }
    return Double(agreed * total - expected) / Double(square - expected)
  }
}

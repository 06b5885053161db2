import CallModel
import Catalogue

/// The reviews of a call as a table.
public enum ReviewTable {
  /// One row a marked item, then one a remark, feedback, reply, appeal or decision.
  public static func table(_ reviewed: ReviewedCall, _ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("by", Message.columnReviewer.text(language), .identifier),
      .init("item", Message.columnItem.text(language)),
      .init("mark", Message.columnMark.text(language)), .init("remark", Message.columnRemark.text(language)),
      .init("evidence", Message.columnEvidence.text(language)),
    ])
    for card in reviewed.cards {
      for item in card.card.items {
        table.add([
          card.reviewer.description, Message.qualityItem(item.item.rawValue).text(language),
          Message.scoreMark(item.mark.rawValue).text(language), item.remark,
          item.evidence.joined(separator: " "),
        ])
      }
      if !card.card.remark.isEmpty {
        table.add([card.reviewer.description, "-", "-", card.card.remark, card.place])
      }
    }
    for fact in reviewed.remarks { table.add(row(fact, language)) }
    return table
  }

  private static func row(_ fact: ReviewFact, _ language: UserLanguage) -> [String] {
    let who = fact.personnel.description
    let kind = Message.reviewKind(fact.event.kind.rawValue).text(language)
    switch fact.event {
    case .feedback(let text), .reply(let text): return [who, "-", kind, text, fact.place]
    case .appeal(let appeal):
      return [who, Message.qualityItem(appeal.item.rawValue).text(language), kind, appeal.reason, fact.place]
    case .decision(let decision):
      let outcome = Message.reviewOutcome(isUpheld: decision.isUpheld).text(language)
      return [
        who, Message.qualityItem(decision.item.rawValue).text(language), outcome, decision.reason, fact.place,
      ]
    case .sample, .card, .commend: return [who, "-", kind, "", fact.place]
    }
  }
}

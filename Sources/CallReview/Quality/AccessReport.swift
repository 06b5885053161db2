import CallModel
import Catalogue

/// Who saw personal data, as a table.
public enum AccessReport {
  /// One row an access, oldest first; in the reasons people gave, what can be recognised by itself as
  /// personal is hidden.
  public static func table(_ facts: [Noted<AccessGranted>], language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("at", heading: Message.columnAt.text(language)),
      .init("operator_id", heading: Message.columnPerson.text(language), kind: .identifier),
      .init("account", heading: Message.columnAccount.text(language)),
      .init("command", heading: Message.columnCommand.text(language)),
      .init("subject", heading: Message.columnSubject.text(language), kind: .identifier),
      .init("calls", heading: Message.columnCalls.text(language), kind: .number),
      .init("reason", heading: Message.columnReason.text(language)),
      .init("evidence", heading: Message.columnEvidence.text(language)),
    ])
    let masker = Masker(.list)
    for fact in facts {
      table.add([
        fact.at.display, fact.personnel.description, fact.event.account, fact.event.command,
        fact.event.subject, String(fact.event.count), masker.hide(fact.event.reason, kind: .remark),
        fact.address,
      ])
    }
    return table
  }
}

import CallModel
import Catalogue

/// Who saw personal data, as a table.
public enum AccessReport {
  /// One row an access, oldest first; in the reasons people gave, what can be recognised by itself as
  /// personal is hidden.
  public static func table(_ facts: [Noted<AccessGranted>], _ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("at", Message.columnAt.text(language)),
      .init("operator_id", Message.columnPerson.text(language), .identifier),
      .init("account", Message.columnAccount.text(language)),
      .init("command", Message.columnCommand.text(language)),
      .init("subject", Message.columnSubject.text(language), .identifier),
      .init("calls", Message.columnCalls.text(language), .number),
      .init("reason", Message.columnReason.text(language)),
      .init("evidence", Message.columnEvidence.text(language)),
    ])
    let masker = Masker(.list)
    for fact in facts {
      table.add([
        fact.at.display, fact.personnel.description, fact.event.account, fact.event.command,
        fact.event.subject, String(fact.event.count), masker.hide(fact.event.reason, .remark), fact.address,
      ])
    }
    return table
  }
}

import CallModel
import Catalogue

/// The calls of a draw as a table.
public enum SampleTable {
  /// One row a call.
  public static func table(_ draw: SampleDrawn, _ language: UserLanguage) -> PlainTable {
    var table = PlainTable([
      .init("call_record_no", Message.columnCall.text(language), .identifier),
      .init("operator_id", Message.columnPerson.text(language), .identifier),
      .init("reason", Message.columnReason.text(language)),
      .init("double", Message.columnReviewer.text(language), .number),
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

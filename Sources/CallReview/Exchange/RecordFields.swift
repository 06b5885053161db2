import CallModel
import PlainText

/// A call record as flat fields, the form of exports.
public struct RecordFields: Sendable {
  private let record: CallRecord

  /// The fields of a record; it is masked before, or not at all.
  public init(_ record: CallRecord) {
    self.record = record
  }

  /// All values in the order of the fields, made safe for terminals and tables.
  public var values: [String] {
    RecordField.allCases.map { SafeText($0.value(in: record), limit: 20_000).description }
  }

  /// All values as cells; ids and numbers of people are no figures to a spreadsheet.
  public var cells: [CSVWriter.Cell] {
    zip(RecordField.allCases, values).map { $0.isIdentifier ? .identifier($1) : .text($1) }
  }

  /// The names of the fields: the first row of a table.
  public static var header: [String] { RecordField.allCases.map(\.rawValue) }

  /// One JSON object: the fields that are not empty, and the whole record as `record`, from which nothing is
  /// lost.
  public var json: [UInt8] {
    JSONWriter.object { writer in
      for (field, value) in zip(RecordField.allCases, values) where !value.isEmpty {
        writer.member(dynamic: field.rawValue) { $0.value(value) }
      }
      writer.object("record") { record.write(to: &$0) }
    }
  }
}

import CallModel
import PlainText

/// A call record as flat fields, the form of exports.
public struct RecordFields: Sendable {
  private let record: CallRecord

  /// The fields of a record; it is masked before, or not at all.
  public init(_ record: CallRecord) {
    self.record = record
  }

  /// The value of a field; empty when there is none.
  public func value(_ field: RecordField) -> String {
    if let element = field.element { return record.element(element).text }
    if let element = field.stateOfElement { return record.element(element).state.rawValue }
    if let complaint = field.complaint { return record.complaint?.fields[complaint]?.text ?? "" }
    return head(field) ?? timing(field) ?? rest(field)
  }

  /// All values in the order of the fields, made safe for terminals and tables.
  public var values: [String] { RecordField.allCases.map { SafeText(value($0), limit: 20_000).description } }

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

  private func head(_ field: RecordField) -> String? {
    switch field {
    case .callRecordNo: record.id.description
    case .mainCallRecordNo: record.repeats?.description ?? ""
    case .seatNo: record.id.seat.description
    case .operatorID: record.personnel.description
    case .ringStartAt: record.beganAt.description
    case .answeredAt: record.answeredAt?.description ?? ""
    case .endedAt: record.endedAt?.description ?? ""
    case .talkMilliseconds: Self.text(record.talkMilliseconds)
    case .ending: record.ending?.rawValue ?? ""
    case .category: record.category?.code ?? ""
    case .categoryName: record.category?.name ?? ""
    case .level: Self.text(record.level.map(Int64.init))
    case .language: record.language ?? ""
    case .callerNo: record.number
    case .subscriberName: record.ring?.name ?? ""
    case .recordingID: record.answer?.recording ?? ""
    default: nil
    }
  }

  private func timing(_ field: RecordField) -> String? {
    let timing = record.answer?.timing
    switch field {
    case .ringMilliseconds: return Self.text(timing?.ringMilliseconds)
    case .ringSource: return timing?.source.rawValue ?? ""
    case .ringBasis: return timing?.basis.rawValue ?? ""
    case .ringError: return Self.text(timing?.errorMilliseconds)
    case .wait: return Self.text(timing?.waitMilliseconds)
    case .ringsAllowed: return Self.text(timing.map { Int64($0.limit.ringsAllowed) })
    case .ringCycle: return Self.text(timing?.limit.ringCycleMilliseconds)
    case .ringVerdict: return timing?.verdict.rawValue ?? ""
    default: return nil
    }
  }

  private func rest(_ field: RecordField) -> String {
    switch field {
    case .branches: record.branches.map(\.rawValue).joined(separator: " ")
    case .phrases: record.phrases.compactMap(\.phrase).joined(separator: " ")
    case .tabooPhrases: record.wordings.joined(separator: " ")
    case .breaches: record.breaches.map(\.rule.rawValue).joined(separator: " ")
    case .notifiedUnits: record.notifications.map(\.notification.unit).joined(separator: "; ")
    case .dispatchAfter: Self.text(record.dispatchedAfter)
    case .promisesOpen: String(record.openPromises.count)
    case .complaintDue: record.complaint?.opened?.due.description ?? ""
    case .notes: record.notes.joined(separator: " / ")
    default: ""
    }
  }

  private static func text(_ number: Int64?) -> String { number.map(String.init) ?? "" }
}

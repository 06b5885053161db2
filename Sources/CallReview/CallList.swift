import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Calls one a row, without anything the caller said: time, id, timing, category, level, branches, ending.
public struct CallList: Sendable {
  private let words: EventWords
  private let document: ProtocolDocument
  private let language: UserLanguage

  /// A list with the names of `document` in `language`.
  public init(document: ProtocolDocument, language: UserLanguage) {
    words = EventWords(document)
    self.document = document
    self.language = language
  }

  private static func ring(_ timing: RingTiming) -> Message? {
    timing.ringMilliseconds.map { .seconds($0, below: timing.limit.milliseconds) }
  }

  /// The row of one call; columns are aligned by display width.
  public func row(_ record: CallRecord) -> String {
    let timing = record.answer?.timing
    let cells: [(String, Int)] = [
      (record.id.description, 20), (record.beganAt.clock, 9),
      (timing.flatMap(Self.ring)?.text(language) ?? "-", 8),
      (
        timing.map { Message.name(of: $0.source.rawValue).text(language) } ?? "-",
        language == .chinese ? 5 : 10
      ),
      (
        timing.map { Message.name(of: $0.verdict.rawValue).text(language) } ?? "-",
        language == .chinese ? 5 : 13
      ),
      (category(record), language == .chinese ? 16 : 26), (record.level.map(String.init) ?? "-", 3),
      (
        record.endingOrState.text(language),
        language == .chinese ? 10 : 18
      ),
      (Message.list(record.branches.map(words.name)).text(language), 0),
    ]
    return cells.map { $0.1 == 0 ? $0.0 : $0.0.fitted(to: $0.1) }.joined(separator: " ").trimmed
  }

  /// The same as one JSON object; members are named as in the record, and `promises_open` and the rules
  /// broken as in the export.
  public func json(_ record: CallRecord) -> String {
    let record = record.named(by: document)
    func text(_ field: RecordField) -> String? {
      let value = SafeText(field.value(in: record)).description
      return value.isEmpty ? nil : value
    }
    let bytes = JSONWriter.object { writer in
      for field in Self.jsonHead {
        if let value = text(field) { writer.member(dynamic: field.rawValue) { $0.value(value) } }
      }
      if let timing = record.answer?.timing { writer.object("timing") { timing.write(to: &$0) } }
      writer.member("category", text(.category))
      writer.member("category_name", record.category.map { SafeText($0.name).description })
      writer.member("level", record.level)
      writer.member("recording_id", recording(record))
      writer.array("branches") { list in for branch in record.branches { list.value(branch.rawValue) } }
      writer.member("promises_open", record.openPromises.count)
      writer.array("breaches") { list in for breach in record.breaches { list.value(breach.rule.rawValue) } }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let jsonHead: [RecordField] = [
    .callRecordNo, .seatNo, .operatorID, .ringStartAt, .answeredAt, .endedAt, .ending, .direction,
  ]

  /// The recording's id or file: it can hold the number and the name of the caller.
  private func recording(_ record: CallRecord) -> String? {
    record.answer?.recording.map {
      SafeText(Masker(.list, knowing: [record]).hide($0, kind: .recording)).description
    }
  }

  /// The first row of a CSV file of calls: some of the columns of the export, under the same names.
  public func csvHeader(_ profile: CSVWriter.Profile) -> String {
    var writer = CSVWriter(profile)
    writer.row(Self.columns.map(\.rawValue))
    return writer.text
  }

  /// The row of one call in such a file.
  public func csv(_ record: CallRecord, profile: CSVWriter.Profile) -> String {
    var writer = CSVWriter(profile)
    let start = writer.text.endIndex
    let named = record.named(by: document)
    writer.row(Self.columns.map { cell($0, of: named) })
    return String(writer.text[start...])
  }

  private static let columns: [RecordField] =
    jsonHead.filter { $0 != .direction } + [
      .ringMilliseconds, .ringSource, .ringVerdict, .category, .categoryName, .level, .branches,
      .promisesOpen, .breaches, .direction,
    ]

  private func cell(_ field: RecordField, of record: CallRecord) -> CSVWriter.Cell {
    let text = SafeText(field.value(in: record)).description
    if field.isIdentifier { return .identifier(text) }
    return field.isFigure ? .number(text) : .text(text)
  }

  private func category(_ record: CallRecord) -> String {
    guard let code = record.category?.code else { return "-" }
    return document.category(code: code)?.name.text(language) ?? SafeText(code, limit: 64).description
  }
}

extension CallRecord {
  /// How the call ended or how far it is; of one that went out, whether he who was rung back was reached.
  fileprivate var endingOrState: Message {
    guard let ending else { return goingOn }
    return isOutgoing && !isCancelled
      ? .outgoingEnding(isReached: answer != nil) : .name(of: ending.rawValue)
  }

  /// How far a call is that has not ended.
  var goingOn: Message { phase == .ringing ? .sheetRinging : .sheetGoingOn }
}

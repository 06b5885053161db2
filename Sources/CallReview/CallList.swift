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
        record.ending.map { Message.name(of: $0.rawValue).text(language) }
          ?? Message.sheetGoingOn.text(language), language == .chinese ? 10 : 18
      ),
      (Message.list(record.branches.map(words.name)).text(language), 0),
    ]
    return cells.map { $0.1 == 0 ? $0.0 : $0.0.fitted(to: $0.1) }.joined(separator: " ").trimmed
  }

  /// The same as one JSON object.
  public func json(_ record: CallRecord) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("call_record_no", record.id.description)
      writer.member("seat_no", record.id.seat.description)
      writer.member("operator_id", record.personnel.description)
      writer.member("ring_start_at", record.beganAt.description)
      writer.member("answered_at", record.answeredAt?.description)
      writer.member("ended_at", record.endedAt?.description)
      writer.member("ending", record.ending?.rawValue)
      if let timing = record.answer?.timing { writer.object("timing") { timing.write(to: &$0) } }
      writer.member("category", record.category.map { SafeText($0.code).description })
      writer.member("level", record.level)
      writer.member("recording_id", record.answer?.recording.map { SafeText($0).description })
      writer.array("branches") { list in for branch in record.branches { list.value(branch.rawValue) } }
      writer.member("open_promises", record.openPromises.count)
      writer.member("breaches", record.breaches.count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same of many calls as a CSV file, with the names of its columns in the first row.
  public func csv(_ records: [CallRecord], _ profile: CSVWriter.Profile) -> String {
    var writer = CSVWriter(profile)
    writer.row([
      "call_record_no", "seat_no", "operator_id", "ring_start_at", "answered_at", "ended_at", "ending",
      "ring_ms",
      "source", "verdict", "category", "category_name", "level", "branches", "open_promises", "breaches",
    ])
    for record in records { writer.row(cells(record)) }
    return writer.text
  }

  private func cells(_ record: CallRecord) -> [CSVWriter.Cell] {
    let timing = record.answer?.timing
    return [
      .identifier(record.id.description), .identifier(record.id.seat.description),
      .identifier(record.personnel.description), .text(record.beganAt.description),
      .text(record.answeredAt?.description ?? ""), .text(record.endedAt?.description ?? ""),
      .text(record.ending?.rawValue ?? ""), .number(timing?.ringMilliseconds.map { "\($0)" } ?? ""),
      .text(timing?.source.rawValue ?? ""), .text(timing?.verdict.rawValue ?? ""),
      .identifier(SafeText(record.category?.code ?? "").description),
      .text(record.category == nil ? "" : category(record)),
      .number(record.level.map { "\($0)" } ?? ""),
      .text(record.branches.map(\.rawValue).joined(separator: " ")), .number("\(record.openPromises.count)"),
      .number("\(record.breaches.count)"),
    ]
  }

  private func category(_ record: CallRecord) -> String {
    guard let code = record.category?.code else { return "-" }
    return document.category(code: code)?.name.text(language) ?? SafeText(code, limit: 64).description
  }
}

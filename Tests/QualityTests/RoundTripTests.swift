import CallModel
import CallProtocol
import CallReview
import TestSupport
import Testing

/// What is exported flat and imported again.
@Suite struct RoundTripTests {
  /// Texts that have broken exchanges: separators of lists, quotes, line ends, formulas, digits that are ids.
  private static let texts = [
    "x", "a,b", "a;b", "a / b", "\"q\"", "二, 三", "=1+1", "+8613900000000", "-1", "@x", "0007", "'quoted",
    "'=1", "''@x", "=\"0007\"", "；", "1.5",
    "12345678901234567890", "👮", "何地: 某路", "ends with space ", " begins",
  ]

  private static func record(_ source: inout SplitMix, _ document: ProtocolDocument) throws -> CallRecord {
    func text() -> String { (texts.randomElement(using: &source) ?? "x").trimmingSpaces }
    let person = try OperatorIdentifier("0\(Int.random(in: 10_000...99_999, using: &source))")
    let start = WallInstant(milliseconds: 1_795_310_131_000 + Int64.random(in: 0...86_000, using: &source))
    var offset: Int64 = 0
    func timed(_ event: CallEvent) -> Noted<CallEvent> {
      offset += Int64.random(in: 1...9_000, using: &source)
      return Noted<CallEvent>(
        event, at: start.adding(milliseconds: offset), offsetMilliseconds: offset, personnel: person)
    }
    let number = Int.random(in: 1...9_999, using: &source)
    let id = try CallIdentifier(date: start.date, seat: SeatIdentifier("03"), number: number)
    var record = CallRecord(id: id, first: timed(.ring(RingSeen(number: text(), name: text()))))
    var events: [CallEvent] = [
      .answer(
        CallAnswered(
          timing: RingTiming(
            source: RingTiming.Source.allCases.randomElement(using: &source) ?? .measured, basis: .alerting,
            ringMilliseconds: Int64.random(in: 0...30_000, using: &source),
            waitMilliseconds: Int64.random(in: 0...60_000, using: &source),
            errorMilliseconds: Int64.random(in: 0...900, using: &source), limit: RingLimit()),
          recording: text())),
      .phrase(PhraseSaid(phrase: "greeting", text: "你好，常州110")),
      .category(CategoryChosen(code: "100300", name: "抢夺")),
      .level(Int.random(in: 1...4, using: &source)), .language("mandarin"), .branchEntered(.complaint),
      .branchEntered(.anxious), .wording("what-hurry"), .breach(BreachNoted(rule: .greetingMissing)),
      .notify(UnitNotified(unit: "天宁所", purpose: .dispatch)), .note(text()),
      .link(CallLink(call: try CallIdentifier("20261101-02-0003"), relation: .same, reason: "x")),
    ]
    for element in ElementIdentifier.allCases {
      let state = ElementState.allCases.randomElement(using: &source) ?? .given
      switch state {
      case .notAsked: break
      case .asked: events.append(.ask(element))
      case .given, .corrected:
        let typed = element == .where && Bool.random(using: &source) ? text() : nil
        events.append(.element(ElementAnswer(element: element, state: state, text: text(), typed: typed)))
      case .unknown, .refused:
        events.append(.element(ElementAnswer(element: element, state: state, text: "")))
      }
    }
    for field in ComplaintField.allCases where field != .confidential && field != .happening {
      events.append(.complaintField(ComplaintAnswer(field: field, state: .given, text: text())))
    }
    events.append(.complaintField(ComplaintAnswer(field: .confidential, state: .given, text: "yes")))
    let due = try #require(CivilDate("2026-11-25"))
    events.append(.complaint(ComplaintOpened(due: due, counted: [due], isProvisional: false)))
    for event in events + [.end(.finished)] { record.apply(timed(event)) }
    return record
  }

  @Test(arguments: CSVWriter.Profile.allCases) func `a flat export has the same fields when it was imported`(
    profile: CSVWriter.Profile
  ) throws {
    let document = try #require(ProtocolReader.readShipped().document)
    var random = SplitMix(seed: 11)
    let records = try (0..<200).map { _ in try Self.record(&random, document) }
    var writer = CSVWriter(profile)
    writer.row(RecordFields.header)
    for record in records { writer.row(RecordFields(record).cells) }
    var source = try ImportSource(Array(writer.text.utf8), map: ImportMap(), document: document)
    for record in records {
      let next = source.next()
      let draft = try #require(next).outcome.get()
      let back = draft.record(as: try #require(draft.own))
      let original = record
      for field in RecordField.allCases where field != .promisesOpen {
        #expect(field.value(in: back) == field.value(in: original), "\(field)")
      }
    }
    let end = source.next()
    #expect(end == nil)
  }
}

extension String {
  /// Without spaces at its ends, as answers are kept.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

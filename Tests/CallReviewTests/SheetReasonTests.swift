import CallModel
import CallProtocol
import CallReview
import Catalogue
import Testing

/// What the sheet of a call says beside a sentence, a correction and a step of the call's course.
@Suite struct SheetReasonTests {
  private let document: ProtocolDocument
  private let person: OperatorIdentifier

  init() throws {
    document = try #require(ProtocolReader.readShipped().document)
    person = try OperatorIdentifier("041207")
  }

  private func sheet(_ events: [CallEvent], _ language: UserLanguage) throws -> [String] {
    let at = WallInstant(date: CivilDate(dayNumber: 20_779))
    func noted(_ event: CallEvent) -> Noted<CallEvent> {
      Noted<CallEvent>(event, at: at, offsetMilliseconds: 1, personnel: person)
    }
    var record = CallRecord(
      id: try CallIdentifier("20261122-03-0007"), first: noted(.ring(RingSeen(number: "19900000001"))))
    record.apply(noted(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))))
    for event in events { record.apply(noted(event)) }
    return CallSheet(record, document: document).rows.map { $0.text(language) }
  }

  @Test(arguments: [UserLanguage.chinese, .english])
  func `a step that names its reason is not said to have none`(language: UserLanguage) throws {
    let reopened = CallEvent.reopened(CallReopened(reason: "没问清", isOnLine: nil))
    for events in [[.end(.finished), reopened], [.end(.finished), .cancelled("没问清")]] as [[CallEvent]] {
      let rows = try sheet(events, language)
      let row = try #require(rows.first { $0.contains("没问清") })
      #expect(row.contains("041207") && !row.contains("未写原因") && !row.contains("no reason given"), "\(row)")
    }
    let amended = try sheet(
      [.amend(Amendment(field: "level", previous: "", text: "3", reason: ""))], language)
    #expect(amended.contains { $0.contains(language == .chinese ? "未写原因" : "no reason given") })
  }

  @Test(arguments: [UserLanguage.chinese, .english])
  func `the protocol's yes-or-no questions are not the operator's own words`(language: UserLanguage) throws {
    let own = language == .chinese ? "自己的话" : "own words"
    for check in document.safeChecks {
      let rows = try sheet([.phrase(PhraseSaid(phrase: nil, text: check.text.chinese))], language)
      let row = try #require(rows.first { $0.contains(check.text.chinese) })
      #expect(!row.contains(own), "\(row)")
    }
    let rows = try sheet([.phrase(PhraseSaid(phrase: nil, text: "您慢慢说"))], language)
    #expect(rows.contains { $0.contains("您慢慢说") && $0.contains(own) })
  }

  @Test(arguments: [UserLanguage.chinese, .english])
  func `no value before is no value in brackets, and a mark is its name`(language: UserLanguage) throws {
    let rows = try sheet(
      [
        .amend(Amendment(field: "who", previous: "", text: "两人", reason: "补记")),
        .amend(Amendment(field: "why", previous: "口角", text: "?", reason: "记错")),
      ], language)
    #expect(!rows.contains { $0.contains("原: )") || $0.contains("was: )") })
    #expect(rows.contains { $0.contains("口角 → \(language == .chinese ? "不知" : "not known")") })
  }
}

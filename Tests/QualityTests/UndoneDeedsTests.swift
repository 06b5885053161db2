import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText
import Testing

/// What was taken back stays on the sheet, whatever deed it was.
@Suite struct UndoneDeedsTests {
  private static let deeds: [CallEvent] = [
    .phrase(PhraseSaid(phrase: nil, text: "说的话")), .ask(.where),
    .element(ElementAnswer(element: .where, state: .given, text: "晋陵中路189号")),
    .branchEntered(.urgent), .branchLeft(.urgent),
    .notify(UnitNotified(unit: "天宁所", purpose: .dispatch, text: "两组")),
    .refer(ReferralGiven(department: "12345", address: "甲路", telephone: "12345")),
    .question(OpenQuestion(text: "去哪里办")), .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "p")),
    .category(CategoryChosen(code: "100300", name: "抢夺")), .level(2), .language("mandarin"), .note("备注"),
  ]

  @Test(arguments: deeds) func `a deed taken back is named with who took it back and when`(deed: CallEvent)
    throws
  {
    let document = try #require(ProtocolReader.readShipped().document)
    let taken = try #require(DeedsUndone([deed], before: try SampleRecord.make()))
    let events: [CallEvent] = [
      .ring(RingSeen(number: "1")), RuleCheckTests.answered(rings: 1), deed,
      .undone(taken), .end(.finished),
    ]
    let call = try RuleCheckTests.history(events)
    let undone = UndoneDeeds(call, extent: .record)
    let rows = undone.rows(document).map(\.chinese)
    #expect(rows.count == 2 && rows[0] == "已撤销", "\(rows)")
    #expect(rows.last?.contains("041207") == true && rows.last?.contains("撤销") == true)
    let json = try JSONReader.parse(JSONWriter.object { undone.write(to: &$0) })
    let told = json["undone"]?.array?.first
    #expect(told?["event"]?.string == deed.kind.rawValue)
  }

  @Test func `a call without any has no such heading`() throws {
    let document = try #require(ProtocolReader.readShipped().document)
    let call = try RuleCheckTests.history([.ring(RingSeen(number: "1")), .end(.abandoned)])
    #expect(UndoneDeeds(call, extent: .record).rows(document).isEmpty)
  }
}

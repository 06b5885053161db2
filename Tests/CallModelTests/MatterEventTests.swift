import CallModel
import PlainText
import Testing

@Suite struct MatterEventTests {
  private static func samples() throws -> [MatterEvent] {
    let person = try Sample.person("050001")
    let other = try Sample.person("041207")
    let seat = try SeatIdentifier("03")
    let at = try Sample.instant("2026-11-24 10:30:00")
    let opened = try Sample.opened("2026-12-31")
    return [
      .assigned(ComplaintAssigned(to: person, reason: "\"why\"\n")),
      .replied(ComplaintReplied(by: "王", how: "电话", text: "道歉", repliedAt: at)),
      .reopened(ComplaintReopened(reason: "x", deadline: opened)),
      .reminder(ReminderRaised(kind: .overdue, due: opened.due, to: person)),
      .deadline(DeadlineCorrected(previous: opened.due, deadline: opened, source: "s")),
      .deed(MatterDeed(matter: .promise, promise: 2, unit: "天宁所", text: "t")),
      .deed(MatterDeed(matter: .callBack, unit: "caller")),
      .deed(MatterDeed(matter: .promise, promise: 1, unit: "天宁所", doneAt: at)),
      .handedOver(HolderChanged(from: person, to: other, reason: "r")), .majorMarked("m"),
      .majorReported(MajorReported(to: "李", how: "电话", text: "", reportedAt: at)),
      .majorReported(MajorReported(to: "督察", isToInspectors: true, how: "电话", text: "x", reportedAt: at)),
      .shiftStarted(ShiftStarted(seat: seat, personnel: person)),
      .shiftStarted(ShiftStarted(seat: seat, personnel: person, relieved: other)),
      .shiftEnded(ShiftEnded(seat: seat, personnel: person, successor: other, paperCalls: 3)),
      .shiftEnded(ShiftEnded(seat: seat, personnel: person)),
      .rated(RatingGiven(grade: .dissatisfied, by: "b", how: "h", text: "t")),
      .followUp(FollowUpOpened(due: at, to: person)),
      .paper(PaperEntered(takenBy: person, answeredAt: at)),
      .urged(CallUrged(by: try Sample.call(7), number: "19900000001")),
      .urged(CallUrged(by: try Sample.call(7), number: "", isWithdrawn: true)),
    ]
  }

  @Test func `every kind comes back from its stored form`() throws {
    let samples = try Self.samples()
    #expect(Set(samples.map(\.kind)) == Set(MatterEvent.Kind.allCases))
    for event in samples {
      let value = try JSONReader.parse(event.payload)
      #expect(Sample.decoded(event.kind.rawValue, value) == .desk(event))
    }
  }

  @Test func `no kind of a desk is also a kind of a call`() {
    let ofCalls = Set(CallEvent.Kind.allCases.map(\.rawValue))
    #expect(MatterEvent.Kind.allCases.allSatisfy { !ofCalls.contains($0.rawValue) })
  }

  @Test func `payloads that lack what they need are no events`() throws {
    let lenient: Set<MatterEvent.Kind> = [.majorMarked]
    for kind in MatterEvent.Kind.allCases where !lenient.contains(kind) {
      for text in ["{}", "[]", "null", "{\"to\":\"../x\",\"due\":\"2026-02-30\",\"grade\":\"best\"}"] {
        let value = try JSONReader.parse(Array(text.utf8))
        #expect(Sample.decoded(kind.rawValue, value) == nil, "\(kind) \(text)")
      }
    }
    #expect(Sample.decoded("no-such-kind", try JSONReader.parse(Array("{}".utf8))) == nil)
  }
}

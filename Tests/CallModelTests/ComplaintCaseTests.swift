import CallModel
import Foundation
import Testing

@Suite struct ComplaintCaseTests {
  private static let desk = "desk-duty"

  /// A complaint brought into a state by the steps a desk takes.
  private static func complaint(in state: ComplaintCase.State) throws -> ComplaintCase {
    var complaint = try Sample.complaint()
    func take(_ event: MatterEvent, at clock: String) throws {
      complaint.apply(
        event, at: try Sample.instant("2026-11-24 \(clock)"), by: try Sample.person("060001"),
        desk: try SeatIdentifier(desk))
    }
    switch state {
    case .received: break
    case .withdrawn: complaint.apply(.branchLeft(.complaint))
    case .assigned, .replied, .reopened:
      try take(complaint.assign(to: Sample.person("050001"), reason: ""), at: "09:00:00")
      if state == .assigned { break }
      try take(complaint.reply(reply(), now: Sample.instant("2026-11-24 11:00:00")), at: "11:00:00")
      if state == .replied { break }
      let deadline = try Sample.opened("2026-11-24")
      try take(complaint.reopen(reason: "not content", deadline: deadline), at: "15:00:00")
    }
    #expect(complaint.state == state)
    return complaint
  }

  private static func reply(at text: String = "2026-11-24 10:30:00", _ words: String = "sorry") throws
    -> ComplaintReplied
  {
    ComplaintReplied(by: "W", how: "telephone", text: words, repliedAt: try Sample.instant(text))
  }

  private static func fault(_ step: () throws -> MatterEvent) -> ComplaintFault? {
    do {
      _ = try step()
      return nil
    } catch {
      return error as? ComplaintFault
    }
  }

  @Test(arguments: ComplaintCase.State.allCases)
  func `assigning in every state`(state: ComplaintCase.State) throws {
    let complaint = try Self.complaint(in: state)
    let expected: [ComplaintCase.State: ComplaintFault] = [.replied: .alreadyReplied, .withdrawn: .withdrawn]
    let other = try Sample.person("050002")
    #expect(Self.fault { try complaint.assign(to: other, reason: "") } == expected[state])
    let same = try Sample.person("050001")
    let again = Self.fault { try complaint.assign(to: same, reason: "") }
    switch state {
    case .received: #expect(again == nil)
    case .assigned, .reopened: #expect(again == .alreadyAssigned(same))
    case .replied: #expect(again == .alreadyReplied)
    case .withdrawn: #expect(again == .withdrawn)
    }
  }

  @Test(arguments: ComplaintCase.State.allCases)
  func `replying in every state`(state: ComplaintCase.State) throws {
    let complaint = try Self.complaint(in: state)
    let expected: [ComplaintCase.State: ComplaintFault] = [
      .received: .notAssigned, .replied: .alreadyReplied, .withdrawn: .withdrawn,
    ]
    let reply = try Self.reply(at: "2026-11-25 09:00:00")
    let now = try Sample.instant("2026-11-25 10:00:00")
    #expect(Self.fault { try complaint.reply(reply, now: now) } == expected[state])
  }

  @Test(arguments: ComplaintCase.State.allCases)
  func `reopening in every state`(state: ComplaintCase.State) throws {
    let complaint = try Self.complaint(in: state)
    let expected: [ComplaintCase.State: ComplaintFault] = [
      .received: .notReplied, .assigned: .notReplied, .reopened: .notReplied, .withdrawn: .withdrawn,
    ]
    let deadline = try Sample.opened("2026-11-25")
    #expect(Self.fault { try complaint.reopen(reason: "x", deadline: deadline) } == expected[state])
  }

  @Test func `a reply lies between the receipt and now`() throws {
    let complaint = try Self.complaint(in: .assigned)
    let now = try Sample.instant("2026-11-24 10:30:00")
    let early = try Self.reply(at: "2026-11-23 11:59:59")
    #expect(Self.fault { try complaint.reply(early, now: now) } == .beforeReceipt)
    let late = try Self.reply(at: "2026-11-24 10:30:01")
    #expect(Self.fault { try complaint.reply(late, now: now) } == .inFuture)
    let atOnce = try Self.reply(at: "2026-11-24 10:30:00")
    #expect(Self.fault { try complaint.reply(atOnce, now: now) } == nil)
  }

  /// Told, written down, proof, in time: due at the end of 26 November.
  @Test(arguments: [
    ("2026-11-26 23:59:59", "2026-11-26 23:59:59", "", true),
    ("2026-11-26 23:59:59", "2026-11-27 00:00:00", "", false),
    ("2026-11-23 12:00:00", "2026-11-30 09:00:00", "", false),
    ("2026-11-23 12:00:00", "2026-11-30 09:00:00", "registered letter 77", true),
    ("2026-11-27 00:00:00", "2026-11-30 09:00:00", "registered letter 77", false),
  ])
  func `what is written down late was late, unless something proves the earlier moment`(
    told: String, written: String, proof: String, isInTime: Bool
  ) throws {
    var complaint = try Self.complaint(in: .assigned)
    #expect(complaint.deadline.due.description == "2026-11-26")
    #expect(complaint.repliedInTime == nil)
    let reply = ComplaintReplied(
      by: "W", how: "t", text: "x", repliedAt: try Sample.instant(told), proof: proof)
    complaint.apply(
      .replied(reply), at: try Sample.instant(written), by: try Sample.person("060001"),
      desk: try SeatIdentifier(Self.desk))
    #expect(complaint.repliedInTime == isInTime)
    #expect(complaint.replies.map(\.event.repliedAt) == [try Sample.instant(told)], "both times stay")
    #expect(complaint.replies.map(\.writtenAt) == [try Sample.instant(written)])
    #expect(complaint.replies.map(\.isToldLater) == [told.prefix(10) != written.prefix(10)])
  }

  @Test func `contradicting replies of two desks are both kept and shown until it is reopened`() throws {
    var complaint = try Self.complaint(in: .replied)
    #expect(!complaint.hasConflict)
    complaint.apply(
      .replied(try Self.reply("the other answer")), at: try Sample.instant("2026-11-24 11:00:00"),
      by: try Sample.person("060002"), desk: try SeatIdentifier("desk-inspect"))
    #expect(complaint.hasConflict && complaint.state == .replied && !complaint.isOpen)
    #expect(Set(complaint.replies.map(\.event.text)) == ["sorry", "the other answer"])
    #expect(Set(complaint.steps.compactMap(\.desk?.description)) == ["desk-duty", "desk-inspect"])
    let event = try complaint.reopen(reason: "which one?", deadline: Sample.opened("2026-11-25"))
    complaint.apply(
      event, at: try Sample.instant("2026-11-25 09:00:00"), by: try Sample.person("060001"),
      desk: try SeatIdentifier(Self.desk))
    #expect(!complaint.hasConflict && complaint.isOpen)
    #expect(complaint.steps.count == 4)
  }

  @Test func `reopening counts three working days from the day of reopening`() throws {
    let complaint = try Self.complaint(in: .reopened)
    #expect(complaint.deadline.due.description == "2026-11-27")
    #expect(complaint.countedFrom.description == "2026-11-24")
    #expect(complaint.responsible.description == "050001")
  }

  @Test func `what was no complaint comes back in the state it had`() throws {
    var complaint = try Self.complaint(in: .assigned)
    complaint.apply(.branchLeft(.complaint))
    #expect(complaint.state == .withdrawn && !complaint.isOpen)
    complaint.apply(.branchEntered(.complaint))
    #expect(complaint.state == .assigned && complaint.isOpen)
  }

  @Test func `the first asked is responsible until it is assigned, and hands over by an event`() throws {
    var complaint = try Self.complaint(in: .received)
    #expect(complaint.responsible.description == "041207")
    let change = HolderChanged(
      from: try Sample.person("041207"), to: try Sample.person("041208"), reason: "change of shifts")
    complaint.apply(
      .handedOver(change), at: try Sample.instant("2026-11-23 20:00:00"), by: try Sample.person("041207"),
      desk: try SeatIdentifier(Self.desk))
    #expect(complaint.responsible.description == "041208" && complaint.receivedBy.description == "041207")
  }

  @Test func `a provisional deadline is corrected when its year is published, once`() throws {
    var complaint = try Sample.complaint("2026-12-31")
    #expect(complaint.deadline.isProvisional && complaint.deadline.due.description == "2027-01-06")
    #expect(complaint.corrected(with: .china, workingDays: 3) == nil)
    let site = WorkingCalendarReader.read(
      Array("# the State Council\n2027-01-01\toff\t元旦\n2027-01-03\twork\t元旦\n2027-10-01\toff\t国庆节\n".utf8),
      name: "site")
    #expect(site.faults.isEmpty)
    let calendar = WorkingCalendar.china.replacingYears(from: site.calendar)
    let event = try #require(complaint.corrected(with: calendar, workingDays: 3))
    guard case .deadline(let corrected) = event else { throw CocoaError(.coderInvalidValue) }
    #expect(corrected.previous.description == "2027-01-06")
    #expect(corrected.deadline.due.description == "2027-01-05" && !corrected.deadline.isProvisional)
    #expect(corrected.source == "the State Council")
    complaint.apply(
      event, at: try Sample.instant("2026-12-31 13:00:00"), by: try Sample.person("060001"),
      desk: try SeatIdentifier(Self.desk))
    #expect(complaint.corrected(with: calendar, workingDays: 3) == nil)
    #expect(complaint.calendarYears == [2_027])
  }

  @Test(arguments: [ComplaintCase.State.replied, .withdrawn])
  func `what owes no answer is neither reminded of nor counted again`(state: ComplaintCase.State) throws {
    let complaint = try Self.complaint(in: state)
    for day in ["2026-11-25", "2026-11-26", "2026-12-31"] {
      #expect(complaint.reminder(on: try Sample.day(day)) == nil)
      #expect(complaint.reminderToRaise(on: try Sample.day(day)) == nil)
    }
    var provisional = try Sample.complaint("2026-12-31")
    if state == .withdrawn {
      provisional.apply(.branchLeft(.complaint))
    } else {
      provisional.apply(
        .replied(try Self.reply(at: "2026-12-31 13:00:00")), at: try Sample.instant("2026-12-31 13:00:00"),
        by: try Sample.person("060001"), desk: try SeatIdentifier(Self.desk))
    }
    #expect(provisional.corrected(with: try Self.site("2027-01-03\twork\t元旦\n"), workingDays: 3) == nil)
  }

  @Test func `a deadline that was final stays, whatever a site says of its year later`() throws {
    let complaint = try Sample.complaint("2026-11-23")
    #expect(!complaint.deadline.isProvisional)
    let site = try Self.site("2026-11-24\toff\tother\n")
    #expect(complaint.corrected(with: site, workingDays: 3) == nil)
    #expect(ReplyDeadline(receivedAt: complaint.receivedAt, calendar: site).dueDate != complaint.deadline.due)
  }

  private static func site(_ days: String) throws -> WorkingCalendar {
    let read = WorkingCalendarReader.read(
      Array("2027-01-01\toff\t元旦\n2027-10-01\toff\t国庆节\n\(days)".utf8), name: "site")
    return WorkingCalendar.china.replacingYears(from: read.calendar)
  }

  @Test func `whatever order facts come in, the same complaint comes out`() throws {
    let opened = try Sample.opened("2026-11-23")
    let call = try Sample.call()
    let desk = try SeatIdentifier(Self.desk)
    let other = try SeatIdentifier("desk-inspect")
    func fact(
      _ event: RecordedEvent, _ clock: String, _ desk: SeatIdentifier
    ) throws -> Noted<RecordedEvent> {
      Noted(
        event, call: call, at: try Sample.instant("2026-11-24 \(clock)"), personnel: try Sample.person("1"),
        desk: desk)
    }
    let facts = [
      try fact(.call(.complaint(opened)), "08:00:00", call.seat),
      try fact(
        .desk(.assigned(ComplaintAssigned(to: try Sample.person("050001")))), "09:00:00", desk),
      try fact(
        .desk(.assigned(ComplaintAssigned(to: try Sample.person("050002")))), "09:00:01", other),
      try fact(.desk(.replied(try Self.reply())), "11:00:00", desk),
      try fact(.desk(.replied(try Self.reply("b"))), "11:00:00", other),
    ]
    let expected = try #require(CallBook(facts)[call]?.complaint)
    #expect(expected.assignee?.description == "050002" && expected.hasConflict)
    for _ in 0..<50 { #expect(CallBook(facts.shuffled())[call]?.complaint == expected) }
  }

  @Test func `a reply without its complaint is named as unknown, not lost`() throws {
    let call = try Sample.call()
    let fact = Noted<RecordedEvent>(
      .desk(.replied(try Self.reply())), call: call, at: try Sample.instant("2026-11-24 09:00:00"),
      personnel: try Sample.person("1"), desk: try SeatIdentifier(Self.desk))
    var book = CallBook([fact])
    #expect(book.lackingComplaint == [call])
    // The desk's clock was slow: the complaint is read after its answer, and the answer counts.
    book.apply(
      Noted(
        .call(.complaint(try Sample.opened("2026-11-24"))), call: call,
        at: try Sample.instant("2026-11-24 09:01:00"), personnel: try Sample.person("1"), desk: call.seat))
    #expect(book.lackingComplaint.isEmpty && book[call]?.complaint?.state == .replied)
  }
}

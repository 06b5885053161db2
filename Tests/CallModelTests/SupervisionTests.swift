import CallModel
import TestSupport
import Testing

@Suite struct SupervisionTests {
  private static func round(_ book: CallBook, _ now: WallInstant) throws -> SupervisionRound {
    SupervisionRound(
      book, at: now, by: try Sample.person("060001"), desk: try SeatIdentifier("desk-duty"),
      calendar: .china, workingDays: 3)
  }

  @Test(
    arguments: [
      // Received on a Monday: Tuesday, Wednesday, Thursday counted.
      ("2026-11-23", "2026-11-24 23:59:59", nil), ("2026-11-23", "2026-11-25 00:00:00", .dueTomorrow),
      ("2026-11-23", "2026-11-26 00:00:00", .dueToday), ("2026-11-23", "2026-11-26 23:59:59", .dueToday),
      ("2026-11-23", "2026-11-27 00:00:00", .overdue),
      // Due on a Monday: the last working day before it is Friday; the weekend in between still says so.
      ("2026-11-18", "2026-11-19 12:00:00", nil), ("2026-11-19", "2026-11-20 12:00:00", nil),
      ("2026-11-19", "2026-11-23 12:00:00", .dueTomorrow),
      ("2026-11-18", "2026-11-20 00:00:00", .dueTomorrow),
      ("2026-11-18", "2026-11-22 23:59:59", .dueTomorrow), ("2026-11-18", "2026-11-23 00:00:00", .dueToday),
      // Spring festival: 14, 24 and 25 February counted; a working Saturday before, and nine days off.
      ("2026-02-13", "2026-02-23 23:59:59", nil), ("2026-02-13", "2026-02-24 00:00:00", .dueTomorrow),
      ("2026-02-13", "2026-02-25 23:59:59", .dueToday), ("2026-02-13", "2026-02-26 00:00:00", .overdue),
      // Over the end of a year.
      ("2025-12-31", "2026-01-05 00:00:00", .dueTomorrow), ("2025-12-31", "2026-01-07 00:00:00", .overdue),
    ] as [(String, String, ReminderKind?)])
  func `the reminder that fits a moment`(received: String, now: String, kind: ReminderKind?) throws {
    let complaint = try Sample.complaint(received)
    #expect(complaint.reminder(on: try Sample.instant(now).date) == kind, "due \(complaint.deadline.due)")
  }

  /// Plays 300 complaints over a month with a round every three hours, some answered in time, late, never, or
  /// reopened.
  ///
  /// The days expected are found in a second way: by walking the complaint's own counted days.
  @Test func `in a month of 300 complaints every reminder is raised once, at the right day`() throws {
    var random = SplitMix(seed: 300)
    let start = try Sample.day("2026-09-14").dayNumber
    var facts: [Noted<RecordedEvent>] = []
    var replies: [CallIdentifier: WallInstant] = [:]
    for number in 1...300 {
      let day = CivilDate(dayNumber: start + Int.random(in: 0..<31, using: &random))
      let call = try Sample.call(number, on: day.description)
      let at = WallInstant(date: day, millisecondOfDay: Int64.random(in: 0..<86_400_000, using: &random))
      facts.append(
        Noted(
          .call(.complaint(try Sample.opened(day.description))), call: call, at: at,
          personnel: try Sample.person("041207"), desk: call.seat))
      if number % 5 != 0 {
        replies[call] = at.adding(milliseconds: Int64.random(in: 3_600_000..<1_000_000_000, using: &random))
      }
    }
    let desk = try SeatIdentifier("desk-duty")
    let person = try Sample.person("060001")
    var raised: [CallIdentifier: [(day: CivilDate, reminder: ReminderRaised)]] = [:]
    var now = WallInstant(date: CivilDate(dayNumber: start))
    let end = WallInstant(date: CivilDate(dayNumber: start + 50))
    while now < end {
      for (call, at) in replies where at <= now && at > now.adding(milliseconds: -10_800_000) {
        let reply = ComplaintReplied(by: "W", how: "t", text: "x", repliedAt: at)
        facts.append(
          Noted(.desk(.replied(reply)), call: call, at: at, personnel: person, desk: desk))
      }
      let round = try Self.round(CallBook(facts.filter { $0.at <= now }), now)
      for (call, event) in round.events {
        guard case .reminder(let reminder) = event else { continue }
        raised[call, default: []].append((now.date, reminder))
        facts.append(Noted(.desk(event), call: call, at: now, personnel: person, desk: desk))
      }
      now = now.adding(milliseconds: 10_800_000)
    }
    var total = 0
    for call in Set(facts.compactMap(\.call)).sorted() {
      let opened = try Sample.opened(call.date.description)
      let days = [
        (opened.counted[1], ReminderKind.dueTomorrow), (opened.due, .dueToday),
        (opened.due.adding(days: 1), .overdue),
      ]
      // Raised at that day's first round, unless it was answered before.
      let expected = days.filter { day, _ in replies[call].map { $0 > WallInstant(date: day) } ?? true }
      let found = raised[call] ?? []
      #expect(found.map(\.day) == expected.map(\.0), "\(call)")
      #expect(found.map(\.reminder.kind) == expected.map(\.1), "\(call)")
      #expect(found.allSatisfy { $0.reminder.to.description == "041207" && $0.reminder.due == opened.due })
      total += found.count
    }
    #expect(total > 400)
  }

  @Test func `another person responsible is reminded, too, and once`() throws {
    var complaint = try Sample.complaint("2026-11-23")
    let desk = try SeatIdentifier("desk-duty")
    let person = try Sample.person("060001")
    let day = try Sample.day("2026-11-26")
    let at = try Sample.instant("2026-11-26 08:00:00")
    let first = try #require(complaint.reminderToRaise(on: day))
    complaint.apply(.reminder(first), at: at, by: person, desk: desk)
    #expect(complaint.reminderToRaise(on: day) == nil)
    complaint.apply(
      try complaint.assign(to: Sample.person("050001"), reason: ""), at: at, by: person, desk: desk)
    let second = try #require(complaint.reminderToRaise(on: day))
    #expect(second.to.description == "050001")
    complaint.apply(.reminder(second), at: at, by: person, desk: desk)
    #expect(complaint.reminderToRaise(on: day) == nil)
  }

  @Test func `a round corrects provisional deadlines before it reminds`() throws {
    let call = try Sample.call(on: "2026-12-31")
    let fact = Noted<RecordedEvent>(
      .call(.complaint(try Sample.opened("2026-12-31"))), call: call,
      at: try Sample.instant("2026-12-31 12:00:00"), personnel: try Sample.person("041207"), desk: call.seat)
    let site = WorkingCalendarReader.read(
      Array("2027-01-01\toff\t元旦\n2027-01-03\twork\t元旦\n2027-10-01\toff\t国庆节\n".utf8), name: "site")
    let round = SupervisionRound(
      CallBook([fact]), at: try Sample.instant("2027-01-05 09:00:00"), by: try Sample.person("060001"),
      desk: try SeatIdentifier("desk-duty"), calendar: .china.replacingYears(from: site.calendar),
      workingDays: 3)
    #expect(round.events.map(\.event.kind) == [.deadline, .reminder])
    #expect(round.items.map(\.kind) == [.dueToday] && !round.hasOverdue)
    #expect(round.items[0].complaint.deadline.due.description == "2027-01-05")
  }
}

import CallModel
import Testing

@Suite struct OpenMattersTests {
  private static let noon = "2026-11-23 12:00:00"

  private static func matter(_ events: [(RecordedEvent, String)]) throws -> CallState? {
    let facts = try events.map { event, clock in
      let isDesk = if case .desk = event { true } else { false }
      return Noted(
        event, call: try Sample.call(), at: try Sample.instant("2026-11-23 \(clock)"),
        personnel: try Sample.person(isDesk ? "060001" : "041207"),
        desk: try SeatIdentifier(isDesk ? "desk-duty" : "03"))
    }
    return CallBook(facts)[try Sample.call()]
  }

  private static func promise(_ number: Int, _ kind: PromiseKind) -> RecordedEvent {
    .call(.promise(PromiseMade(number: number, kind: kind, phrase: "p")))
  }

  @Test func `a promise is open until its deed is on record, in the call or after it`() throws {
    let made = [(Self.promise(1, .dispatch), "09:00:00"), (Self.promise(2, .chase), "09:00:01")]
    let open = try #require(try Self.matter(made))
    #expect(open.openPromises.map(\.promise.number) == [1, 2] && open.isOpen)
    let inCall = try #require(
      try Self.matter(made + [(.call(.kept(PromiseKept(number: 1, deed: "天宁所"))), "09:01:00")]))
    #expect(inCall.openPromises.map(\.promise.number) == [2])
    let deed = MatterDeed(matter: .promise, promise: 2, unit: "天宁所")
    let after = try #require(
      try Self.matter(
        made + [
          (.call(.kept(PromiseKept(number: 1, deed: "天宁所"))), "09:01:00"), (.desk(.deed(deed)), "10:00:00"),
        ]))
    #expect(after.openPromises.isEmpty && !after.isOpen)
  }

  @Test func `a deed keeps the promise it names and no other`() throws {
    let made = [(Self.promise(1, .dispatch), "09:00:00"), (Self.promise(2, .chase), "09:00:01")]
    for number in [1, 2, 3] {
      let done = try Sample.instant("2026-11-23 09:30:00")
      let deed = MatterDeed(matter: .promise, promise: number, unit: "天宁所", doneAt: done)
      let matter = try #require(try Self.matter(made + [(.desk(.deed(deed)), "10:00:00")]))
      #expect(matter.openPromises.map(\.promise.number) == [1, 2].filter { $0 != number })
      #expect(
        matter.record?.promises.compactMap(\.keptAt) == (number < 3 ? [done] : []), "the deed's own time")
    }
  }

  @Test(arguments: [2, 3, 4])
  func `only the highest level is reported at once`(level: Int) throws {
    #expect(try Self.matter([(.call(.level(level)), "09:00:00")])?.unreported.isEmpty == true)
  }

  @Test func `who holds the follow-up and the rest hands over both, others what they hold`() throws {
    let (first, second, third) = (
      try Sample.person("041207"), try Sample.person("060001"), try Sample.person("9")
    )
    func hand(_ from: OperatorIdentifier, of followUp: OperatorIdentifier) throws -> [String]? {
      let due = try Sample.instant(Self.noon)
      let change = HolderChanged(from: from, to: third, reason: "shift")
      let matter = try Self.matter([
        (Self.promise(1, .dispatch), "09:00:00"),
        (.desk(.followUp(FollowUpOpened(due: due, to: followUp))), "09:30:00"),
        (.desk(.handedOver(change)), "10:00:00"),
      ])
      return matter.map { [$0.holder, $0.followUp?.to ?? $0.holder].map(\.description) }
    }
    #expect(try hand(first, of: first) == ["9", "9"])
    #expect(try hand(first, of: second) == ["9", "060001"])
    #expect(try hand(second, of: second) == ["041207", "9"])
  }

  @Test func `the promised reply to a complaint is told by the complaint alone`() throws {
    let matter = try #require(try Self.matter([(Self.promise(1, .complaintReply), "09:00:00")]))
    #expect(!matter.isOpen)
  }

  @Test(arguments: [("09:05:00.000", false), ("09:05:00.001", true)])
  func `a major matter is late after five minutes`(clock: String, isLate: Bool) throws {
    let major = try #require(try Self.matter([(.call(.level(1)), "09:00:00")])?.major)
    let now = try Sample.instant("2026-11-23T\(clock)+08:00")
    #expect(major.isLate(at: now) == isLate && major.reason == .level)
  }

  @Test func `a level that was a mistake is no major matter, a mark stays one, a report ends it`() throws {
    let mistake = try #require(
      try Self.matter([(.call(.level(1)), "09:00:00"), (.call(.level(3)), "09:01:00")]))
    #expect(mistake.major == nil)
    let marked = try #require(
      try Self.matter([
        (.call(.level(1)), "09:00:00"), (.desk(.majorMarked("crowd")), "09:00:30"),
        (.call(.level(3)), "09:01:00"),
      ]))
    #expect(marked.major?.reason == .marked && marked.major?.since.clock == "09:00:30")
    let report = MajorReported(to: "L", how: "t", reportedAt: try Sample.instant(Self.noon))
    let reported = try #require(
      try Self.matter([(.call(.level(1)), "09:00:00"), (.desk(.majorReported(report)), "09:02:00")]))
    #expect(reported.major?.isUnreported == false)
    #expect(!reported.isOpen)
  }

  private static func happening(_ text: String) -> RecordedEvent {
    .call(.complaintField(ComplaintAnswer(field: .happening, state: .given, text: text)))
  }

  private static func told(_ unit: String, _ purpose: NotificationPurpose) -> RecordedEvent {
    .call(.notify(UnitNotified(unit: unit, purpose: purpose, text: "at once")))
  }

  private static func report(toInspectors: Bool) throws -> RecordedEvent {
    let at = try Sample.instant("2026-11-23 09:03:00")
    return .desk(
      .majorReported(MajorReported(to: "L", isToInspectors: toInspectors, how: "t", reportedAt: at)))
  }

  @Test func `misconduct going on is reported to the inspectors, in the call or from a desk`() throws {
    let going = [(Self.happening("yes"), "09:00:00")]
    let matter = try #require(try Self.matter(going))
    #expect(matter.unreported.map(\.reason) == [.happening] && matter.major == nil)
    #expect(matter.inspection?.isLate(at: try Sample.instant("2026-11-23 09:05:01")) == true)
    for told in [Self.told("督察", .inspectors), try Self.report(toInspectors: true)] {
      // Before or after it is noted that it is going on.
      for events in [going + [(told, "09:01:00")], [(told, "08:59:00")] + going] {
        let done = try #require(try Self.matter(events))
        #expect(done.unreported.isEmpty && done.inspection?.reports.count == 1)
        #expect(!done.isOpen)
      }
    }
    for other in [
      Self.told("天宁所", .dispatch), Self.told("城管", .department), try Self.report(toInspectors: false),
    ] {
      #expect(try Self.matter(going + [(other, "09:01:00")])?.unreported.map(\.reason) == [.happening])
    }
    #expect(try Self.matter(going + [(Self.happening("no"), "09:01:00")])?.unreported.isEmpty == true)
  }

  @Test func `the inspectors and the person in charge are each told for themselves`() throws {
    let both = [(Self.happening("yes"), "09:00:00"), (.call(.level(1)), "09:00:10")]
    #expect(try Self.matter(both)?.unreported.map(\.reason) == [.level, .happening])
    let inspected = try Self.matter(both + [(Self.told("督察", .inspectors), "09:01:00")])
    #expect(inspected?.unreported.map(\.reason) == [.level])
    let reported = try Self.matter(both + [(try Self.report(toInspectors: false), "09:01:00")])
    #expect(reported?.unreported.map(\.reason) == [.happening])
    let amended = CallEvent.amend(
      Amendment(field: "complaint-happening", previous: "no", text: "yes", reason: "r"))
    #expect(try Self.matter([(.call(amended), "10:00:00")])?.unreported.map(\.reason) == [.happening])
  }

  @Test func `a call-back stands on the list until it is done`() throws {
    let cutOff = [(RecordedEvent.call(.end(.cutOff)), "09:00:00")]
    let matter = try #require(try Self.matter(cutOff))
    #expect(matter.callBackSince == (try Self.matter(cutOff)?.lastAt) && matter.isOpen)
    let deed = MatterDeed(matter: .callBack, unit: "caller")
    let done = try #require(try Self.matter(cutOff + [(.desk(.deed(deed)), "09:10:00")]))
    #expect(!done.isOpen)
    #expect(try Self.matter([(.call(.end(.abandoned)), "09:00:00")])?.callBackSince != nil)
    #expect(try Self.matter([(.call(.end(.finished)), "09:00:00")])?.callBackSince == nil)
  }

  @Test func `the rated operator may not rate, and a bad rating is followed up within 24 hours`() throws {
    let rated = try Sample.person("041207")
    let desk = try Sample.person("060001")
    let satisfaction = Satisfaction(rated: [rated])
    let now = try Sample.instant(Self.noon)
    for grade in SatisfactionGrade.allCases {
      let rating = RatingGiven(grade: grade)
      #expect(throws: SatisfactionFault.ratedOperator) {
        try satisfaction.give(rating, by: rated, at: now)
      }
      let events = try satisfaction.give(rating, by: desk, at: now)
      #expect(events.map(\.kind) == (grade == .dissatisfied ? [.rated, .followUp] : [.rated]))
    }
    #expect(throws: SatisfactionFault.ratedOperator, "nor follow up what was said of him") {
      try satisfaction.give(RatingGiven(grade: .dissatisfied), by: desk, followUp: rated, at: now)
    }
    let events = try satisfaction.give(RatingGiven(grade: .dissatisfied), by: desk, at: now)
    let matter = try #require(try Self.matter(events.map { (.desk($0), "12:00:00") }))
    #expect(matter.followUp?.due == now.adding(milliseconds: 86_400_000) && matter.isOpen)
    let deed = MatterDeed(matter: .followUp, unit: "caller", text: "explained")
    let done = try #require(
      try Self.matter(events.map { (.desk($0), "12:00:00") } + [(.desk(.deed(deed)), "13:00:00")]))
    #expect(done.followUp == nil)
  }

  @Test func `every matter has one holder, and a hand-over names both`() throws {
    let change = HolderChanged(
      from: try Sample.person("041207"), to: try Sample.person("041208"), reason: "shift")
    let matter = try #require(
      try Self.matter([(Self.promise(1, .dispatch), "09:00:00"), (.desk(.handedOver(change)), "10:00:00")]))
    #expect(matter.holder.description == "041208" && matter.handOvers == [change])
  }

  @Test func `the board shows what every desk must see`() throws {
    let call = try Sample.call()
    func fact(_ event: RecordedEvent, _ clock: String) throws -> Noted<RecordedEvent> {
      Noted(
        event, call: call, at: try Sample.instant("2026-11-23 \(clock)"),
        personnel: try Sample.person("041207"), desk: call.seat)
    }
    let facts = [
      try fact(.call(.complaint(try Sample.opened("2026-11-23"))), "09:00:00"),
      try fact(.call(.level(1)), "09:00:10"), try fact(Self.promise(1, .dispatch), "09:00:20"),
      try fact(.call(.end(.cutOff)), "09:01:00"),
    ]
    let soon = DeskBoard(
      CallBook(facts),
      at: try Sample.instant("2026-11-23 09:02:00"))
    #expect(soon.complaints.isEmpty && soon.openComplaints.count == 1 && soon.promises.count == 1)
    #expect(soon.lateMajors.isEmpty && soon.unreportedMajors.count == 1 && soon.callBacks.count == 1)
    let later = DeskBoard(
      CallBook(facts), paperCalls: 2,
      at: try Sample.instant("2026-11-27 00:00:00"))
    #expect(later.complaints.map(\.reminder) == [.overdue] && later.lateMajors.count == 1)
    #expect(later.callBacks.count == 1 && later.paperCalls == 2 && later.needsAttention)
  }
}

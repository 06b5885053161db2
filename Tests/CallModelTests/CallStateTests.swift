import CallModel
import TestSupport
import Testing

/// The one fold: whatever files are read in whatever order, the same call comes out.
@Suite struct CallStateTests {
  private static func noted(
    _ event: RecordedEvent, _ clock: String, _ desk: String = "03", line: Int64? = nil
  ) throws -> Noted<RecordedEvent> {
    let isDesk = desk.hasPrefix("desk-")
    return Noted(
      event, call: try Sample.call(), at: try Sample.instant("2026-11-23 \(clock)"),
      personnel: try Sample.person(isDesk ? "060001" : "041207"), desk: try SeatIdentifier(desk),
      place: line.map { RecordPlace(file: desk, line: $0, isVerified: true) })
  }

  private static func promise(_ number: Int, _ kind: PromiseKind) -> RecordedEvent {
    .call(.promise(PromiseMade(number: number, kind: kind, phrase: "p")))
  }

  private static func deed(_ number: Int) -> RecordedEvent {
    .desk(.deed(MatterDeed(matter: .promise, promise: number, unit: "天宁所")))
  }

  private static func rated(
    _ grade: SatisfactionGrade, why: String = "", agreedBy: String? = nil
  ) throws -> RecordedEvent {
    .desk(.rated(RatingGiven(grade: grade, reason: why, agreedBy: try agreedBy.map(Sample.person))))
  }

  private static func amend(_ field: String, _ text: String, was: String = "", name: String = "")
    -> RecordedEvent
  {
    .call(.amend(Amendment(field: field, previous: was, text: text, reason: "r", name: name)))
  }

  /// What the seat closes again without knowing what a desk wrote before it was opened again.
  @Test(arguments: [nil, 2])
  func `a desk's correction before a call is opened again is in force, until the seat says otherwise`(
    seatSays: Int?
  ) throws {
    let ring = RecordedEvent.call(.ring(RingSeen(number: "1")))
    let first: [RecordedEvent] = [
      ring, .call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))), .call(.level(3)),
    ]
    let begun = try first.map { try Self.noted($0, "09:00:00") }
    var known = try #require(CallState(try Sample.call(), events: begun))
    known.apply(try Self.noted(.call(.end(.finished)), "09:01:00"))
    let closed = try #require(known.record)
    let reopened = RecordedEvent.call(.reopened(CallReopened(reason: "r", isOnLine: true)))
    let back = [reopened] + (seatSays.map { [.call(.level($0))] } ?? [])
    for event in back { known.apply(try Self.noted(event, "09:02:01")) }
    known.apply(try Self.noted(.call(.end(.finished)), "09:03:00"))
    let again = try #require(known.record)
    let lines =
      try begun + [Self.noted(.closing(.finished, closed), "09:01:00")]
      + [Self.noted(Self.amend("level", "1", was: "3"), "09:02:00", "desk-duty")]
      + back.map { try Self.noted($0, "09:02:01") }
      + [Self.noted(.closing(.finished, again), "09:03:00")]
    let record = try #require(CallState(try Sample.call(), events: lines)?.record)
    #expect(record.level == seatSays ?? 1)
    #expect(record.amendments.map(\.amendment.text) == ["1"] && record.reopenings.count == 1)
  }

  /// The marks of a correction are states, no texts, also of a record that is closed again without them.
  @Test(arguments: [("?", ElementState.unknown), ("!", .refused), ("乙路", .corrected)], [nil, "丙路"])
  func `a desk's mark before a call is opened again stays a mark, until the seat writes a value`(
    made: (text: String, state: ElementState), seatSays: String?
  ) throws {
    func place(_ text: String) -> RecordedEvent {
      .call(.element(ElementAnswer(element: .where, state: .given, text: text)))
    }
    let first: [RecordedEvent] = [
      .call(.ring(RingSeen(number: "1"))), .call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))),
      place("甲路"),
    ]
    let begun = try first.map { try Self.noted($0, "09:00:00") }
    var seat = try #require(CallState(try Sample.call(), events: begun))
    seat.apply(try Self.noted(.call(.end(.finished)), "09:01:00"))
    let closed = try #require(seat.record)
    let back =
      [RecordedEvent.call(.reopened(CallReopened(reason: "r", isOnLine: true)))]
      + (seatSays.map { [place($0)] } ?? [])
    for event in back { seat.apply(try Self.noted(event, "09:02:01")) }
    seat.apply(try Self.noted(.call(.end(.finished)), "09:03:00"))
    let again = try #require(seat.record)
    let lines =
      try begun + [Self.noted(.closing(.finished, closed), "09:01:00")]
      + [Self.noted(Self.amend("where", made.text, was: "甲路"), "09:02:00", "desk-duty")]
      + back.map { try Self.noted($0, "09:02:01") }
      + [Self.noted(.closing(.finished, again), "09:03:00")]
    let place = try #require(CallState(try Sample.call(), events: lines)?.record).element(.where)
    #expect(place.state == (seatSays == nil ? made.state : .given))
    #expect(place.text == seatSays ?? (made.state == .corrected ? made.text : ""))
  }

  @Test func `a call a desk cancelled before it was opened again is none`() throws {
    let lines = try [
      (.call(.ring(RingSeen(number: "1"))), "09:00:00", "03"),
      (.call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))), "09:00:01", "03"),
      (.call(.end(.finished)), "09:01:00", "03"), (.call(.cancelled("r")), "09:02:00", "desk-duty"),
      (.call(.reopened(CallReopened(reason: "r", isOnLine: true))), "09:02:01", "03"),
      (.call(.end(.finished)), "09:03:00", "03"),
    ].map { (event: RecordedEvent, clock: String, desk: String) in try Self.noted(event, clock, desk) }
    let own = lines.filter { $0.desk?.description == "03" }
    let known = try #require(CallState(try Sample.call(), events: own))
    let whole = try #require(known.record)
    var state = try #require(CallState(try Sample.call(), events: lines.dropLast()))
    state.apply(try Self.noted(.closing(.finished, whole), "09:03:00"))
    #expect(state.record?.isCancelled == true)
  }

  /// A call over three files with clocks that jump and disagree: a seat, two desks.
  private static func files(_ random: inout SplitMix) throws -> [[Noted<RecordedEvent>]] {
    let opened = try Sample.opened("2026-11-23")
    let other = ComplaintOpened(
      due: opened.due.adding(days: 1), counted: opened.counted, isProvisional: false)
    let reply = ComplaintReplied(
      by: "W", how: "t", text: "x", repliedAt: try Sample.instant("2026-11-23 12:00:00"))
    let seat: [RecordedEvent] = [
      .call(.ring(RingSeen(number: "1"))), .call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))),
      promise(1, .dispatch), promise(2, .chase), promise(3, .complaintReply), .call(.complaint(opened)),
      .call(.level(1)), .call(.note("a")), .call(.end(.cutOff)), amend("note", "b", was: "a"),
    ]
    let duty: [RecordedEvent] = [
      deed(1), .desk(.assigned(ComplaintAssigned(to: try Sample.person("050001")))), try rated(.dissatisfied),
      .desk(
        .followUp(
          FollowUpOpened(due: try Sample.instant("2026-11-24 12:00:00"), to: try Sample.person("060001")))),
      .desk(.replied(reply)),
    ]
    let inspect: [RecordedEvent] = [
      deed(2), .desk(.deadline(DeadlineCorrected(previous: opened.due, deadline: other, source: ""))),
      try rated(.satisfied), .desk(.majorMarked("crowd")),
    ]
    return try [("03", seat), ("desk-duty", duty), ("desk-inspect", inspect)].map { desk, events in
      try events.enumerated().map { index, event in
        let minute = Int.random(in: 10...59, using: &random)
        return try noted(
          event, "1\(Int.random(in: 0...2, using: &random)):\(minute):00", desk, line: Int64(index + 1))
      }
    }
  }

  @Test func `whatever order the files are read in, the same call comes out`() throws {
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let files = try Self.files(&random)
      let expected = CallBook(files.flatMap { $0 })
      for _ in 0..<5 {
        #expect(CallBook(files.shuffled(using: &random).flatMap { $0 }) == expected)
        #expect(CallBook(files.flatMap { $0 }.shuffled(using: &random)) == expected)
      }
    }
  }

  @Test func `lines of one file keep their order whatever its clock did, and nothing is lost between files`()
    throws
  {
    var random = SplitMix(seed: 8)
    for _ in 0..<200 {
      let files = try Self.files(&random)
      let ordered = files.flatMap { $0 }.shuffled(using: &random).inOrder()
      for file in files { #expect(ordered.filter { $0.desk == file[0].desk } == file) }
      let state = try #require(CallBook(ordered)[try Sample.call()])
      let record = try #require(state.record)
      // A deed is never lost because the clock of its desk was slow.
      #expect(state.openPromises.isEmpty && record.notes == ["b"] && record.amendments.count == 1)
      #expect(state.complaint?.state == .replied && record.openPromises.isEmpty)
      #expect(state.ratings.count == 2 && state.major != nil && state.callBackSince != nil)
      #expect(record.complaint?.opened?.due == (try Sample.opened("2026-11-23").due.adding(days: 1)))
    }
  }

  @Test func `lines of one moment in many files of a desk keep the order in which it wrote them`() throws {
    var random = SplitMix(seed: 9)
    let lines = try (1...12).flatMap { segment in
      let file = "live/2026/11/22/seat-03\(segment == 1 ? "" : ".\(segment)").jsonl"
      return try (Int64(1)...3).map { line in
        let noted = try Self.noted(.call(.note("\(segment)-\(line)")), "09:00:00")
        return Noted(
          noted.event, call: noted.call, at: noted.at, personnel: noted.personnel, desk: noted.desk,
          place: RecordPlace(file: file, line: line, isVerified: true))
      }
    }
    for _ in 0..<20 { #expect(lines.shuffled(using: &random).inOrder() == lines) }
  }

  @Test func `the closing line says everything, later lines stand on top of it, and a second one is told`()
    throws
  {
    let own: [RecordedEvent] = [
      .call(.ring(RingSeen(number: "1"))), .call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))),
      Self.promise(1, .dispatch), .call(.note("a")), .call(.level(2)),
      .call(.complaint(try Sample.opened("2026-11-23"))),
    ]
    let call = try Sample.call()
    var record = CallRecord(
      id: call, first: try Self.noted(own[0], "09:00:00").replacing(.ring(RingSeen(number: "1"))))
    for event in own.dropFirst() {
      if let event = event.ofCall { record.apply(try Self.noted(.call(event), "09:00:00").replacing(event)) }
    }
    record.apply(try Self.noted(.call(.end(.finished)), "09:05:00").replacing(.end(.finished)))
    let closing = try Self.noted(.closing(.finished, record), "09:05:00", line: 7)
    let later = [
      try Self.noted(Self.deed(1), "09:02:00", "desk-duty", line: 1),
      try Self.noted(Self.amend("category", "100300", name: "抢夺"), "09:06:00", line: 8),
    ]
    let placed = try own.enumerated().map { try Self.noted($1, "09:00:00", line: Int64($0 + 1)) }
    let whole = try #require(CallBook(placed + [closing] + later)[call])
    // Any line before it may be damaged.
    for missing in placed.indices {
      let rest = placed.enumerated().filter { $0.offset != missing }.map(\.element)
      let state = try #require(CallBook(rest + [closing] + later)[call])
      #expect(state.record == whole.record && state.complaint?.deadline == whole.complaint?.deadline)
    }
    #expect(CallBook([closing] + later)[call]?.record == whole.record)
    #expect(whole.openPromises.isEmpty && whole.record?.category?.name == "抢夺" && whole.laterEnds == 0)
    let second = CallRecord(id: call, first: try Self.noted(own[0], "09:30:00").replacing(.note("forged")))
    for end in [RecordedEvent.closing(.cutOff, second), .call(.end(.cutOff))] {
      let twice = try #require(
        CallBook(placed + [closing, try Self.noted(end, "09:30:00", line: 9)] + later)[call])
      #expect(twice.record == whole.record && twice.laterEnds == 1)
    }
  }

  @Test func `every field that can be corrected says the new value, and the way back is one more correction`()
    throws
  {
    let fields =
      ElementIdentifier.allCases.map(\.rawValue) + ComplaintField.allCases.map { "complaint-\($0.rawValue)" }
      + [Amendment.category, Amendment.level, Amendment.language, Amendment.number, Amendment.note]
    for field in fields {
      let isChoice = ComplaintField(amended: field)?.isChoice == true
      let values = field == Amendment.level ? ["2", "3"] : isChoice ? ["yes", "no"] : ["甲", "乙"]
      let begun: [RecordedEvent] = [
        .call(.ring(RingSeen(number: "1"))), .call(.complaint(try Sample.opened("2026-11-23"))),
      ]
      var state = try #require(CallBook(try begun.map { try Self.noted($0, "09:00:00") })[try Sample.call()])
      for text in [values[0], values[1], values[0]] {
        let before = try #require(state.record?.value(ofField: field))
        state.apply(try Self.noted(Self.amend(field, text, was: before), "10:00:00"))
        #expect(state.record?.value(ofField: field) == text, "\(field)")
        #expect(state.record?.amendments.last?.amendment.previous == before, "\(field)")
      }
      #expect(
        state.record?.amendments.count == 3 && state.record?.notes.count == (field == Amendment.note ? 1 : 0))
    }
  }

  @Test func `the first rating counts unless a later one gives a reason and an independent person agrees`()
    throws
  {
    let first = try Self.noted(try Self.rated(.dissatisfied), "12:00:00", "desk-duty", line: 1)
    let answer = try Self.noted(
      .call(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))), "09:00:00", line: 1)
    let cases: [(String, String?, SatisfactionGrade)] = [
      ("", nil, .dissatisfied), ("mixed up", nil, .dissatisfied), ("", "060009", .dissatisfied),
      ("mixed up", "060001", .dissatisfied), ("mixed up", "041207", .dissatisfied),
      ("mixed up", "060009", .satisfied),
    ]
    for (why, second, expected) in cases {
      let again = try Self.noted(
        try Self.rated(.satisfied, why: why, agreedBy: second), "12:05:00", "desk-duty", line: 2)
      let state = try #require(CallBook([again, first, answer])[try Sample.call()])
      #expect(state.ratings.count == 2 && state.rating?.event.grade == expected, "\(why) \(second ?? "-")")
    }
  }

  @Test func `what an event says it can change is all that it changes`() throws {
    let opened = try Sample.opened("2026-11-23")
    let begun: [RecordedEvent] = [
      .call(.ring(RingSeen(number: "1"))), Self.promise(1, .dispatch), .call(.complaint(opened)),
      .call(.end(.cutOff)),
    ]
    let before = try #require(CallBook(try begun.map { try Self.noted($0, "09:00:00") })[try Sample.call()])
    for event in try AllEvents.one() {
      guard case .call(.end) = event else {
        var after = before
        after.apply(try Self.noted(event, "10:00:00"))
        let concerns = event.concerns
        if !concerns.contains(.record) { #expect(after.record == before.record, "\(event.kind.name)") }
        if !concerns.contains(.rating) { #expect(after.ratings == before.ratings, "\(event.kind.name)") }
        if !concerns.contains(.matter) {
          #expect(
            after.unreported == before.unreported && after.openPromises == before.openPromises,
            "\(event.kind.name)")
          #expect(
            after.callBackSince == before.callBackSince && after.followUp == before.followUp,
            "\(event.kind.name)")
        }
        if !concerns.contains(.complaint) {
          #expect(after.complaint?.state == before.complaint?.state, "\(event.kind.name)")
          #expect(after.complaint?.deadline == before.complaint?.deadline, "\(event.kind.name)")
        }
        continue
      }
    }
  }
}

/// One event of every kind there is.
enum AllEvents {
  static func one() throws -> [RecordedEvent] {
    let now = try Sample.instant("2026-11-23 12:00:00")
    let (person, other) = (try Sample.person("050001"), try Sample.person("050002"))
    let opened = try Sample.opened("2026-11-24")
    let calls: [CallEvent] = [
      .ring(RingSeen(number: "2")), .answer(CallAnswered(timing: .unknown(limit: RingLimit()))),
      .phrase(PhraseSaid(phrase: nil, text: "x")), .ask(.what),
      .element(ElementAnswer(element: .what, state: .given, text: "x")), .branchEntered(.rude),
      .branchLeft(.complaint), .link(CallLink(call: try Sample.call(9), relation: .same, reason: "r")),
      .notify(UnitNotified(unit: "u", purpose: .inspectors)),
      .refer(ReferralGiven(department: "d", address: nil, telephone: nil)),
      .question(OpenQuestion(text: "q")),
      .promise(PromiseMade(number: 2, kind: .chase, phrase: "p")), .kept(PromiseKept(number: 1, deed: "u")),
      .complaint(opened), .complaintField(ComplaintAnswer(field: .happening, state: .given, text: "yes")),
      .breach(BreachNoted(rule: .greetingMissing)), .wording("w"),
      .category(CategoryChosen(code: "1", name: "n")),
      .level(1), .language("mandarin"), .note("n"), .resumed,
      .amend(Amendment(field: "level", previous: "", text: "1", reason: "r")),
      .undone(DeedsUndone(undone: [.branchEntered(.complaint), .level(1), .note("n")], stands: [])),
      .reopened(CallReopened(reason: "r", isOnLine: true)), .cancelled("r"),
      .unentered([UnenteredText(field: "where", text: "x")]), .end(.cutOff),
    ]
    let desks: [MatterEvent] = [
      .assigned(ComplaintAssigned(to: person)),
      .replied(ComplaintReplied(by: "W", how: "t", text: "x", repliedAt: now)),
      .reopened(ComplaintReopened(reason: "r", deadline: opened)),
      .reminder(ReminderRaised(kind: .overdue, due: opened.due, to: person)),
      .deadline(DeadlineCorrected(previous: opened.due, deadline: opened, source: "s")),
      .deed(MatterDeed(matter: .promise, promise: 1, unit: "u")),
      .handedOver(HolderChanged(from: person, to: other, reason: "r")), .majorMarked("m"),
      .majorReported(MajorReported(to: "L", how: "t", reportedAt: now)),
      .shiftStarted(ShiftStarted(seat: try SeatIdentifier("03"), personnel: person)),
      .shiftEnded(ShiftEnded(seat: try SeatIdentifier("03"), personnel: person)),
      .rated(RatingGiven(grade: .fair)), .followUp(FollowUpOpened(due: now, to: person)),
      .paper(PaperEntered(takenBy: person, answeredAt: now)),
      .urged(CallUrged(by: try Sample.call(8), number: "1")),
    ]
    let entry = try Sample.call().description
    let callbacks: [CallbackEvent] = [
      .opened(entry: entry, CallbackOpened(reason: .cutOff, number: "1")), .tried(entry: entry, .busy),
      .closed(entry: entry, .reached),
    ]
    #expect(Set(calls.map(\.kind)) == Set(CallEvent.Kind.allCases))
    #expect(Set(desks.map(\.kind)) == Set(MatterEvent.Kind.allCases))
    return calls.map(RecordedEvent.call) + desks.map(RecordedEvent.desk)
      + callbacks.map(RecordedEvent.callback)
  }
}

import CallModel
import CallReview
import Testing

@Suite struct AssessmentTests {
  static func facts(_ events: [(ReviewEvent, String?, String)]) throws -> [Noted<ReviewEvent>] {
    try events.enumerated().map { index, item in
      Noted(
        item.0, call: try item.1.map { try CallIdentifier($0) },
        at: WallInstant(milliseconds: 1_795_310_131_000), personnel: try OperatorIdentifier(item.2),
        place: RecordPlace(file: "desk", line: Int64(index + 1), isVerified: true))
    }
  }

  static func card(_ marks: [(QualityItem, ScoreMark)], second: Bool = false) throws -> ReviewEvent {
    .card(
      ScoreCardFilled(
        person: try OperatorIdentifier("041207"), isSecond: second,
        items: marks.map { MarkedItem(item: $0.0, mark: $0.1) }))
  }

  static func verdict(_ marks: [QualityItem: ScoreMark]) -> RuleVerdict {
    RuleVerdict(marks: marks, findings: [], support: [:])
  }

  private static let call = "20261122-03-0001"

  private static func assess(_ tally: PersonMonth, _ book: ReviewBook) throws -> Assessment {
    Assessment(
      try OperatorIdentifier("041207"), month: try #require(Period("2026-11")), tally: tally, book: book,
      schedule: .standard)
  }

  @Test func `a deduction is the item's points by the share of calls it failed in`() throws {
    var tally = PersonMonth()
    for number in 1...4 {
      let call = try CallIdentifier("20261122-03-000\(number)")
      tally.add(
        call,
        verdict: Self.verdict([.rings: number == 1 ? .no : .yes, .greeting: .no, .level: .notApplicable]),
        review: nil)
    }
    let result = try Self.assess(tally, ReviewBook([]))
    // 10 points × 1/4 and 10 points × 4/4.
    #expect(result.deductions.map(\.points) == [Points(hundredths: 250), Points(10)])
    #expect(result.deductions.map(\.item) == [.rings, .greeting] && result.total.description == "87.50")
  }

  @Test
  func `a reviewer's mark replaces the rule's, and two reviewers who differ do not count against the person`()
    throws
  {
    let rule = Self.verdict([.greeting: .no, .rings: .yes])
    let one = ReviewBook(
      try Self.facts([(try Self.card([(.greeting, .yes), (.attitude, .no)]), Self.call, "r1")]))
    let identifier = try CallIdentifier(Self.call)
    var tally = PersonMonth()
    tally.add(identifier, verdict: rule, review: one.calls[identifier])
    #expect(try Self.assess(tally, one).deductions.map(\.item) == [.attitude])
    let both = ReviewBook(
      try Self.facts([
        (try Self.card([(.attitude, .no)]), Self.call, "r1"),
        (try Self.card([(.attitude, .yes)], second: true), Self.call, "r2"),
      ]))
    tally = PersonMonth()
    tally.add(identifier, verdict: Self.verdict([:]), review: both.calls[identifier])
    #expect(try Self.assess(tally, both).deductions.isEmpty)
  }

  @Test func `a centre's own points replace the program's, item by item`() throws {
    let file = "\u{FEFF}# 本中心\r\nrings = 20\r\n\ngreeting=2.5\nlevel = ０\n"
    let schedule = try PointSchedule(file: Array(file.utf8))
    #expect(schedule.weight(of: .rings) == Points(20) && schedule.weight(of: .level) == .zero)
    #expect(schedule.weight(of: .greeting) == Points(hundredths: 250))
    #expect(schedule.weight(of: .taboo) == PointSchedule.standard.weight(of: .taboo))
    var tally = PersonMonth()
    tally.add(
      try CallIdentifier(Self.call), verdict: Self.verdict([.rings: .no, .greeting: .no]), review: nil)
    let result = Assessment(
      try OperatorIdentifier("041207"), month: try #require(Period("2026-11")), tally: tally,
      book: ReviewBook([]),
      schedule: schedule)
    #expect(result.total.description == "77.50")
  }

  @Test(arguments: [
    ("rings 10", PointFileFault.Kind.noEqualsSign), ("rings = 1 = 2", .noEqualsSign),
    ("ringz = 1", .unknownItem("ringz")),
    ("rings = 101", .badPoints), ("rings = -1", .badPoints), ("rings = 1.234", .badPoints),
    ("rings =", .badPoints),
  ]) func `a file of points with a fault is refused with its line`(text: String, kind: PointFileFault.Kind) {
    let fault = #expect(throws: PointFileFault.self) {
      try PointSchedule(file: Array("level = 1\n\(text)\n".utf8))
    }
    #expect(fault?.line == 2 && fault?.kind == kind)
  }

  @Test func `an upheld appeal takes the deduction away, a dismissed one does not`() throws {
    for isUpheld in [true, false] {
      let decision = ReviewEvent.decision(AppealDecided(item: .rings, isUpheld: isUpheld, reason: "x"))
      let book = ReviewBook(
        try Self.facts([
          (.appeal(AppealMade(item: .rings, reason: "x")), Self.call, "041207"),
          (decision, Self.call, "boss"),
        ]))
      let identifier = try CallIdentifier(Self.call)
      #expect(book.calls[identifier]?.openAppeals.isEmpty == true)
      var tally = PersonMonth()
      tally.add(identifier, verdict: Self.verdict([.rings: .no]), review: book.calls[identifier])
      #expect(try Self.assess(tally, book).deductions.isEmpty == isUpheld)
    }
  }

  @Test func `commendations and exceeding marks add points, at most ten a month`() throws {
    let person = try OperatorIdentifier("041207")
    func book(_ points: [Int]) throws -> ReviewBook {
      ReviewBook(
        try Self.facts(
          points.map { (.commend(Commendation(person: person, points: $0, reason: "锦旗")), nil, "boss") }))
    }
    #expect(try Self.assess(PersonMonth(), book([3])).total == Points(103))
    #expect(try Self.assess(PersonMonth(), book([6, 7])).total == Points(110))
    let identifier = try CallIdentifier(Self.call)
    let exceeded = ReviewBook(try Self.facts([(try Self.card([(.attitude, .exceeds)]), Self.call, "r1")]))
    var tally = PersonMonth()
    tally.add(identifier, verdict: Self.verdict([:]), review: exceeded.calls[identifier])
    #expect(try Self.assess(tally, exceeded).total == Points(hundredths: 10_050))
  }

  @Test func `people with equal points share a rank and the next one is left out`() throws {
    let month = try #require(Period("2026-11"))
    func assessment(_ person: String, failing: Int) throws -> Assessment {
      var tally = PersonMonth()
      for number in 1...10 {
        let call = try CallIdentifier(date: month.first, seat: SeatIdentifier("03"), number: number)
        tally.add(call, verdict: Self.verdict([.rings: number <= failing ? .no : .yes]), review: nil)
      }
      return Assessment(
        try OperatorIdentifier(person), month: month, tally: tally, book: ReviewBook([]), schedule: .standard)
    }
    let standings = Standing.rank([
      try assessment("d", failing: 9), try assessment("c", failing: 2), try assessment("b", failing: 2),
      try assessment("a", failing: 0),
    ])
    #expect(standings.map(\.person.description) == ["a", "b", "c", "d"])
    #expect(standings.map(\.rank) == [1, 2, 2, 4])
    #expect(standings.map(\.mean.description) == ["100.00", "98.00", "98.00", "91.00"])
  }

  @Test(arguments: [
    (100, 1, 3, "0.33"), (100, 2, 3, "0.67"), (1_000, 1, 8, "1.25"), (1, 1, 2, "0.01"), (500, 0, 9, "0.00"),
  ])
  func `shares are rounded half up to a hundredth`(weight: Int, part: Int, whole: Int, result: String) {
    #expect(Points.share(Points(hundredths: weight), part: part, of: whole).description == result)
    #expect(Points.share(Points(5), part: 1, of: 0) == .zero)
  }

  @Test
  func `the queue gives first reviews first, never one's own call, and second reviews to another person`()
    throws
  {
    let month = try #require(Period("2026-11"))
    let calls = try (1...3).map { number in
      SampledCall(
        call: try CallIdentifier("20261122-03-000\(number)"),
        person: try OperatorIdentifier(number == 3 ? "r1" : "p"),
        reason: .weekly, isDouble: number == 1)
    }
    let draw = SampleDrawn(
      period: month, share: 200, seed: 1, population: 3, digest: "", newcomers: [], reason: "", calls: calls)
    var book = ReviewBook(try Self.facts([(.sample(draw), nil, "boss")]))
    let (first, second) = (try OperatorIdentifier("r1"), try OperatorIdentifier("r2"))
    #expect(book.next(for: first)?.sampled == calls[0])
    for fact in try Self.facts([
      (try Self.card([]), "20261122-03-0001", "r1"), (try Self.card([]), "20261122-03-0002", "r1"),
    ]) {
      book.add(fact)
    }
    #expect(book.next(for: first) == nil)
    #expect(book.next(for: second)?.sampled == calls[2] && book.awaitsSecond(calls[0].call))
    for fact in try Self.facts([(try Self.card([]), "20261122-03-0003", "r2")]) { book.add(fact) }
    let next = try #require(book.next(for: second))
    #expect(next.sampled == calls[0] && next.isSecond)
    for fact in try Self.facts([(try Self.card([], second: true), "20261122-03-0001", "r2")]) {
      book.add(fact)
    }
    #expect(book.next(for: second) == nil && !book.awaitsSecond(calls[0].call))
  }
}

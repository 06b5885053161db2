import CallModel
import CallProtocol
import CallReview
import Catalogue
import Testing

/// A harassing call is one by its branch as by its category, for every check and every count.
@Suite struct HarassmentKindTests {
  /// How it is told that a call harasses.
  enum Told: CaseIterable, Sendable {
    case branch, category, both, corrected

    func events(_ code: String) -> [CallEvent] {
      let category = CallEvent.category(CategoryChosen(code: code, name: "骚扰"))
      let branch = CallEvent.branchEntered(.harassment)
      return switch self {
      case .branch: [branch]
      case .category: [category]
      case .both: [branch, category]
      case .corrected: [.category(CategoryChosen(code: "980400", name: "无效"))]
      }
    }

    /// What follows the end.
    func later(_ code: String) -> [CallEvent] {
      guard self == .corrected else { return [] }
      return [.amend(Amendment(field: Amendment.category, previous: "980400", text: code, reason: "x"))]
    }
  }

  private let document: ProtocolDocument
  private let code: String

  init() throws {
    document = try #require(ProtocolReader.readShipped().document)
    code = try #require(document.categories.first { $0.kind == .harassment }).code
  }

  private func history(_ told: Told, isSaid: Bool) throws -> CallHistory {
    let said = CallEvent.phrase(PhraseSaid(phrase: "harassment", text: "x"))
    let greeting = CallEvent.phrase(PhraseSaid(phrase: "greeting", text: "x"))
    return try RuleCheckTests.history(
      [.ring(RingSeen(number: "1")), RuleCheckTests.answered(rings: 1), greeting] + told.events(code)
        + (isSaid ? [said] : []) + [.end(.finished)] + told.later(code))
  }

  @Test(arguments: Told.allCases, [true, false])
  func `it is not ended before the sentence, and neither consent nor farewell is asked`(
    told: Told, isSaid: Bool
  ) throws {
    let call = try history(told, isSaid: isSaid)
    let check = RequirementCheck(document)
    #expect(check.isHarassment(call.record))
    #expect(check.unsaidBeforeHangUp(in: call.record) == (isSaid ? [] : ["harassment"]))
    let phrases = check.missing(in: call.record).compactMap { requirement -> [String]? in
      if case .phrase(let alternatives, _) = requirement { alternatives } else { nil }
    }
    #expect(phrases == (isSaid ? [] : [["harassment"]]))
    let verdict = RuleCheck(document).check(call)
    #expect(verdict.marks[.hangUp] == (isSaid ? .yes : .no))
    #expect(verdict.marks[.consent] == .notApplicable && verdict.marks[.farewell] == .notApplicable)
  }

  @Test(arguments: Told.allCases) func `a report counts it once, and what was to be said in it`(told: Told)
    throws
  {
    let table = RequirementTable(document)
    let row = try #require(table.rows.firstIndex { $0.branch == .harassment })
    for isSaid in [true, false] {
      let record = try history(told, isSaid: isSaid).record
      var day = DayFacts(folder: record.id.date)
      day.calls = [CallFact(record, in: &day)]
      let number = Int32(record.id.date.dayNumber)
      var fold = ReportFold(days: number...number, today: number, grouping: .category, table: table)
      fold.add(day, pending: [])
      let position = try #require(BranchIdentifier.allCases.firstIndex(of: .harassment))
      #expect(fold.total.branches[position] == 1)
      #expect(fold.total.required[row] == 1 && fold.total.said[row] == (isSaid ? 1 : 0))
      #expect(fold.groups.values.map { $0.branches[position] } == [1])
    }
  }

  @Test(arguments: [Told.branch, .category, .both], [1, 2])
  func `hanging up is asked about once, then it is a breach on record`(told: Told, times: Int) throws {
    var session = CallSession(
      document: document, seat: try SeatIdentifier("03"), personnel: try OperatorIdentifier("041207"),
      numbers: CallNumbers(knownFrom: CivilDate(dayNumber: 0))
    ) { ComplaintOpened(ReplyDeadline(receivedAt: WallInstant(date: $0))) }
    let now = Moment(wall: WallInstant(milliseconds: 1_795_310_131_000), monotonic: 0)
    _ = session.answer(rings: 1, at: now)
    _ = session.say(phrase: "greeting", at: now)
    for event in told.events(code) {
      switch event {
      case .category(let chosen): _ = session.categorise(code: chosen.code, at: now)
      default: _ = session.enter(.harassment, at: now)
      }
    }
    if times == 1 {
      _ = session.say(phrase: "harassment", at: now)
      #expect(session.hangUp(at: now).record?.breaches == [])
    } else {
      #expect(session.hangUp(at: now).notices == [.sayBeforeHangUp(phrases: ["harassment"])])
      let ended = session.hangUp(at: now)
      #expect(ended.record?.breaches.map(\.rule) == [.harassmentSentenceMissing])
    }
    #expect(!session.isTalking)
  }

  @Test func `a call that goes out is judged neither by the greeting nor by rings`() throws {
    for isOutgoing in [true, false] {
      let call = try RuleCheckTests.history([
        .ring(RingSeen(number: "1", isOutgoing: isOutgoing)), RuleCheckTests.answered(rings: 5),
        .end(.finished),
      ])
      let verdict = RuleCheck(document).check(call)
      #expect(verdict.marks[.greeting] == (isOutgoing ? .notApplicable : .no))
      #expect(verdict.marks[.rings] == (isOutgoing ? .notApplicable : .no))
      #expect(verdict.findings(of: .greeting).isEmpty == isOutgoing)
      let sheet = CallSheet(call.record, document: document).rows
      #expect(sheet.contains { $0.chinese.contains("去电 1") } == isOutgoing)
      #expect(sheet.contains { $0.chinese.contains("来电 1") } == !isOutgoing)
      #expect(sheet.contains { $0.chinese.contains("第5声") } == !isOutgoing)
      let table = RequirementTable(document)
      let row = try #require(table.rows.firstIndex { $0.phrases == [document.greeting.identifier] })
      var day = DayFacts(folder: call.record.id.date)
      day.calls = [CallFact(call.record, in: &day)]
      let number = Int32(call.record.id.date.dayNumber)
      var fold = ReportFold(days: number...number, today: number, grouping: nil, table: table)
      fold.add(day, pending: [])
      #expect(fold.total.required[row] == (isOutgoing ? 0 : 1))
    }
  }
}

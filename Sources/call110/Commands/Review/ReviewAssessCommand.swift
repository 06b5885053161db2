import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 review assess month|quarter|year`: points of every person with each deduction and bonus.
enum ReviewAssessCommand: Command {
  static let words = ["review", "assess"]
  static let specification = CommandSpecification(
    words, operands: ["month|quarter|year"], .commandReviewAssess,
    options: [
      OptionSpecification("period", .required("PERIOD"), .optionPeriod),
      OptionSpecification("operator", .required("ID"), .optionOnlyPerson),
      OptionSpecification("points", .required("FILE"), .optionPointFile), ProtocolOption.specification,
    ] + TableFormat.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let kind = Period.Kind(rawValue: invocation.operands[0]) else {
      throw CommandLineFault.badOperand(name: "month|quarter|year", expected: "month|quarter|year")
    }
    let format = try TableFormat(invocation)
    let period = try ReviewDesk.period("period", kind: kind, invocation: invocation)
    let schedule = try schedule(invocation)
    let desk = ReviewDesk(invocation)
    let check = RuleCheck(try ProtocolOption.document(invocation))
    let (assessments, faults) = assess(
      period, desk: desk, check: check, schedule: schedule, progress: ProgressBar(invocation.language))
    let standings = Standing.rank(assessments)
    let person = try invocation.value("operator").map { try OperatorIdentifier($0) }
    let shown = standings.filter { person == nil || $0.person == person }
    let report = AssessmentReport(
      period, standings: shown, of: standings.count, points: invocation.value("points"))
    switch format {
    case .text: StandardStreams.output(report.text(invocation.language))
    case .csv(let profile): StandardStreams.output(report.itemised(invocation.language).csv(profile))
    case .json: StandardStreams.json([report.json])
    }
    JournalFaults.report(faults, language: invocation.language)
    return .success
  }

  private static func schedule(_ invocation: Invocation) throws -> PointSchedule {
    guard let path = invocation.value("points") else { return .standard }
    let bytes = try InputFile.read(path, limit: 1 << 16)
    do throws(PointFileFault) {
      return try PointSchedule(file: bytes)
    } catch {
      throw PointFileRejected(file: path, fault: error)
    }
  }

  private struct Month: Hashable {
    let person: OperatorIdentifier
    let month: Period
  }

  /// What is kept of an answered call.
  private struct AnsweredCall: Sendable {
    let call: CallIdentifier
    let person: OperatorIdentifier
    let verdict: RuleVerdict

    init?(_ traced: TracedCall, check: RuleCheck) {
      guard traced.record.answer != nil else { return nil }
      (call, person) = (traced.record.id, traced.record.personnel)
      verdict = check.check(traced)
    }
  }

  private static func assess(
    _ period: Period, desk: ReviewDesk, check: RuleCheck, schedule: PointSchedule,
    progress: ProgressBar
  ) -> (assessments: [Assessment], faults: Int) {
    var tallies: [Month: PersonMonth] = [:]
    let faults = desk.archive.forEachDay(
      in: period.first...period.last, tracing: RuleCheck.kinds, whole: Set(desk.book.calls.keys),
      progress: progress.note,
      of: { AnsweredCall($0, check: check) }
    ) { day, calls in
      let month = Period(.month, containing: day)
      for case let call? in calls {
        let key = Month(person: call.person, month: month)
        // A first review stays hidden until the second one is done, here too.
        let review = desk.book.awaitsSecond(call.call) ? nil : desk.book.calls[call.call]
        tallies[key, default: PersonMonth()].add(call.call, verdict: call.verdict, review: review)
      }
    }
    progress.clear()
    for commended in desk.book.commendations where period.contains(commended.at.date) {
      let key = Month(person: commended.event.person, month: Period(.month, containing: commended.at.date))
      if tallies[key] == nil { tallies[key] = PersonMonth() }
    }
    let assessments = tallies.map { key, tally in
      Assessment(key.person, month: key.month, tally: tally, book: desk.book, schedule: schedule)
    }
    return (assessments, faults.count)
  }
}

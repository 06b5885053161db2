import CallDrill
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 drill contest`: opens a contest, takes a judge's marks, prints the result.
enum DrillContestCommand: Command {
  static let words = ["drill", "contest"]
  static let specification = CommandSpecification(
    words, operands: ["open|mark|rerun|close|result", "NAME"], .commandDrillContest,
    options: [
      OptionSpecification("set", .required("SET"), .optionDrillSet),
      OptionSpecification("seed", .required("N"), .optionDrillSeed),
      OptionSpecification("trainees", .required("ID,ID"), .optionTrainees),
      OptionSpecification("judge", .required("ID"), .optionJudge),
      OptionSpecification("blind", .required("N"), .optionBlind),
      OptionSpecification("marks", .required("A,B,C,D,E,F"), .optionMarks),
      OptionSpecification("reason", .required("TEXT"), .optionRerunReason),
      OptionSpecification("names", .none, .optionNames),
      OptionSpecification("html", .required("FILE"), .optionDrillHTML), ScenarioOption.specification,
      ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    switch invocation.operands[0] {
    case "open": try open(invocation)
    case "mark": try mark(invocation)
    case "rerun": try rerun(invocation)
    case "close": try close(invocation)
    case "result": return try result(invocation)
    default:
      throw CommandLineFault.badOperand(
        name: "open|mark|rerun|close|result", expected: "open mark rerun close result")
    }
    return .success
  }

  private static func open(_ invocation: Invocation) throws {
    let name = invocation.operands[1]
    guard name.count <= 40, !name.isEmpty, SafeText(name).description == name else {
      throw DrillCommandFault.badInput(name: "NAME")
    }
    guard !Contest.all(logs: invocation.logsDirectory).contains(where: { $0.name == name }) else {
      throw DrillCommandFault.contestExists(name)
    }
    let document = try ProtocolOption.document(invocation)
    let all = try ScenarioOption.all(invocation, document: document)
    let set = try invocation.required("set")
    let chosen = all.filter { $0.sets.contains(set) }
    guard !chosen.isEmpty else {
      throw DrillCommandFault.unknownSet(set, known: Set(all.flatMap(\.sets)).sorted())
    }
    let seed = try DrillChoice.seed(invocation) ?? DrillChoice.freshSeed
    let papers = chosen.map { scenario in
      Contest.Paper(
        scenario: scenario.identifier,
        digest: ScenarioVariation.vary(scenario, seed: seed, document: document).digest)
    }
    let trainees = try invocation.required("trainees").split(separator: ",").map {
      try OperatorIdentifier($0)
    }
    try append(
      .contest, Contest.payload(name: name, seed: seed, papers: papers, trainees: trainees),
      by: invocation.value("judge"), invocation)
    let contest = try Contest.find(name, logs: invocation.logsDirectory)
    let rows = trainees.map { Message.contestBlind($0.description, contest.blind(of: $0)) }
    DrillRunCommand.print([.contestOpened(name, scenarios: chosen.count)] + rows, invocation)
  }

  /// Six marks, in the order of the aspects, each at most the points of its aspect.
  private static func mark(_ invocation: Invocation) throws {
    let contest = try Contest.find(invocation.operands[1], logs: invocation.logsDirectory)
    let judge = try invocation.required("judge")
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    guard contest.trainee(blind: blind) != nil else { throw DrillCommandFault.unknownBlind(blind) }
    guard !contest.hasContestant(judge) else { throw DrillCommandFault.contestantJudges(judge) }
    let runs = contest.runs(blind: blind, logs: invocation.logsDirectory)
    guard runs.contains(where: { $0.outcome == .finished }) else {
      throw DrillCommandFault.nothingToMark(blind)
    }
    let marks = try invocation.required("marks").split(separator: ",").compactMap { Int($0) }
    let isSound =
      marks.count == 6
      && zip(marks, DrillAspect.allCases).allSatisfy { (0...($1.maximum / 10)).contains($0) }
    guard isSound else { throw DrillCommandFault.badMarks }
    let payload = JSONWriter.object { writer in
      writer.member("contest", contest.name)
      writer.member("judge", judge)
      writer.member("blind", blind)
      writer.array("marks") { list in for mark in marks { list.value(Int64(mark)) } }
    }
    try append(.marks, payload, by: judge, invocation)
    DrillRunCommand.print([.contestMarked(blind, marks.reduce(0, +))], invocation)
  }

  /// A drill that was cut short may be drilled once more; who granted it and why is on record.
  private static func rerun(_ invocation: Invocation) throws {
    let contest = try Contest.find(invocation.operands[1], logs: invocation.logsDirectory)
    let judge = try invocation.required("judge")
    let reason = try invocation.required("reason")
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    guard !contest.hasContestant(judge) else { throw DrillCommandFault.contestantJudges(judge) }
    guard let lost = contest.lost(blind: blind, logs: invocation.logsDirectory) else {
      throw DrillCommandFault.nothingLost(blind)
    }
    let payload = JSONWriter.object { writer in
      writer.member("contest", contest.name)
      writer.member("judge", judge)
      writer.member("blind", blind)
      writer.member("scenario", lost.start.scenario)
      writer.member("drill", lost.start.drill.description)
      writer.member("reason", SafeText(reason, limit: 200).description)
    }
    try append(.rerun, payload, by: judge, invocation)
    DrillRunCommand.print([.contestRerun(blind, SafeText(reason, limit: 200).description)], invocation)
  }

  private static func close(_ invocation: Invocation) throws {
    let contest = try Contest.find(invocation.operands[1], logs: invocation.logsDirectory)
    let payload = JSONWriter.object { $0.member("contest", contest.name) }
    try append(.contestClosed, payload, by: invocation.value("judge"), invocation)
    DrillRunCommand.print([.contestClosed(contest.name)], invocation)
  }

  private static func result(_ invocation: Invocation) throws -> ExitStatus {
    let contest = try Contest.find(invocation.operands[1], logs: invocation.logsDirectory)
    guard contest.isClosed else { throw DrillCommandFault.contestOpen(contest.name) }
    let document = try ProtocolOption.document(invocation)
    let all = try ScenarioOption.all(invocation, document: document)
    let titles = Dictionary(all.map { ($0.identifier, $0.title) }, uniquingKeysWith: { first, _ in first })
    let entries = contest.entries({ $0.sheet(document) }, logs: invocation.logsDirectory)
    let result = ContestResult(scenarios: contest.scenarios, titles: titles, entries: entries)
    let damaged = damagedFiles(invocation.logsDirectory)
    DrillRunCommand.print(
      result.rows(name: contest.name, showsNames: invocation.has("names")) + [.contestChain(damaged)],
      invocation)
    try writePage(result, contest.name, damaged, invocation)
    return damaged.isEmpty ? .success : .found
  }

  /// The drill journals in which something is damaged, missing or was changed.
  private static func damagedFiles(_ logs: String) -> [String] {
    let report = JournalVerifier(logs: logs, room: .drill).verify(.all)
    return Set(report.findings.filter { $0.severity == .damaged }.map(\.file)).sorted()
  }

  private static func writePage(
    _ result: ContestResult, _ name: String, _ damaged: [String], _ invocation: Invocation
  ) throws {
    guard let path = invocation.value("html") else { return }
    let language = invocation.language
    let notes = result.notes(name: name) + [.contestChain(damaged)]
    let page = DrillPage(title: notes[0].text(language), language: language).render(
      notes: notes.dropFirst().map { $0.text(language) }, bars: [],
      table: result.table(showsNames: invocation.has("names")).map { $0.map { $0.text(language) } },
      foot: (result.particulars + [result.legend, .contestSignature]).map { $0.text(language) })
    try OutputFile.write(Array(page.utf8), to: path)
  }

  private static func append(
    _ kind: DrillKind, _ payload: [UInt8], by person: String?, _ invocation: Invocation
  ) throws {
    let writer = try JournalWriter(
      logs: invocation.logsDirectory, room: .drill, seat: try SeatIdentifier(Contest.seat),
      operatorOnDuty: try OperatorIdentifier(person ?? "000000"))
    try writer.append([JournalDraft(call: nil, kind: kind.rawValue, payload: payload)])
    writer.close()
  }
}

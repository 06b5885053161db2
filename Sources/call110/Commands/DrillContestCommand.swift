import CallArchive
import CallDrill
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// `call110 drill contest`: opens a contest, takes a judge's marks, closes it, prints the result.
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
      OptionSpecification("also", .required("DIR"), .optionContestAlso),
      OptionSpecification("html", .required("FILE"), .optionDrillHTML), ScenarioOption.specification,
      ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let name = invocation.operands[1]
    switch invocation.operands[0] {
    case "open": try open(name, for: invocation)
    case "mark": try mark(find(name, for: invocation), for: invocation)
    case "rerun": try rerun(find(name, for: invocation), for: invocation)
    case "close":
      try find(name, for: invocation).close(by: judge(invocation))
      DrillRunCommand.print([.contestClosed(name)], for: invocation)
    case "result": return try result(name, for: invocation)
    default:
      throw CommandLineFault.badOperand(
        name: "open|mark|rerun|close|result", expected: "open mark rerun close result")
    }
    return .success
  }

  private static func find(_ name: String, for invocation: Invocation) throws(ContestFault) -> Contest {
    try Contest.find(name, in: DrillArchive(logs: invocation.logsDirectory))
  }

  private static func judge(_ invocation: Invocation) throws -> OperatorIdentifier {
    try OperatorIdentifier(try invocation.required("judge"))
  }

  private static func open(_ name: String, for invocation: Invocation) throws {
    let document = try ProtocolOption.document(invocation)
    let seed = try DrillChoice.seed(invocation) ?? DrillChoice.freshSeed
    let papers = try chosen(invocation, document: document).map { scenario in
      Contest.Paper(
        scenario: scenario.identifier,
        digest: ScenarioVariation.vary(scenario, seed: seed, document: document).digest)
    }
    let trainees = try invocation.required("trainees").split(separator: ",").map {
      try OperatorIdentifier($0)
    }
    let terms = Contest.Terms(
      name: name, seed: seed, papers: papers, protocolDigest: document.digest, trainees: trainees)
    let contest = try Contest.open(terms, by: judge(invocation), logs: invocation.logsDirectory)
    let rows = trainees.map { Message.contestBlind($0.description, contest.blind(of: $0)) }
    DrillRunCommand.print([.contestOpened(name, scenarios: papers.count)] + rows, for: invocation)
  }

  /// The scenarios of the set asked for.
  private static func chosen(
    _ invocation: Invocation, document: ProtocolDocument
  ) throws -> [DrillScenario] {
    let all = try ScenarioOption.all(invocation, document: document)
    let set = try invocation.required("set")
    let chosen = all.filter { $0.sets.contains(set) }
    guard !chosen.isEmpty else {
      throw DrillCommandFault.unknownSet(set, known: Set(all.flatMap(\.sets)).sorted())
    }
    return chosen
  }

  private static func mark(_ contest: Contest, for invocation: Invocation) throws {
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    let words = try invocation.required("marks").split(separator: ",", omittingEmptySubsequences: false)
    let marks = words.compactMap { Int($0) }
    guard marks.count == words.count else { throw ContestFault.badMarks }
    try contest.mark(blind: blind, marks: marks, by: judge(invocation))
    DrillRunCommand.print([.contestMarked(blind, marks.reduce(0, +))], for: invocation)
  }

  /// A drill that was cut short may be drilled once more; who granted it and why is on record.
  private static func rerun(_ contest: Contest, for invocation: Invocation) throws {
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    let reason = SafeText(try invocation.required("reason"), limit: 200)
    try contest.grantRerun(blind: blind, reason: reason, by: judge(invocation))
    DrillRunCommand.print([.contestRerun(blind, reason.description)], for: invocation)
  }

  private static func result(_ name: String, for invocation: Invocation) throws -> ExitStatus {
    let folders = [invocation.logsDirectory] + (invocation.value("also").map { [$0] } ?? [])
    let archive = DrillArchive(folders: folders)
    let contest = try Contest.find(name, in: archive)
    guard contest.isClosed else { throw ContestFault.open(name) }
    let document = try ProtocolOption.document(invocation)
    try contest.checkProtocol(document.digest)
    let all = try ScenarioOption.all(invocation, document: document)
    let titles = Dictionary(all.map { ($0.identifier, $0.title) }, uniquingKeysWith: { first, _ in first })
    let result = ContestResult(
      scenarios: contest.scenarios, titles: titles, entries: contest.entries { $0.sheet(document) })
    let damaged = archive.damagedFiles()
    DrillRunCommand.print(
      result.rows(name: name, showsNames: invocation.has("names")) + [.contestChain(damaged)], for: invocation
    )
    try writePage(result, name: name, damaged: damaged, for: invocation)
    return damaged.isEmpty ? .success : .found
  }

  private static func writePage(
    _ result: ContestResult, name: String, damaged: [String], for invocation: Invocation
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
}

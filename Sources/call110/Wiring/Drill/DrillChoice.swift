import CallArchive
import CallDrill
import CallJournal
import CallModel
import CallProtocol

/// Which scenario `drill run` was asked for: by name, at random, the next of a set, or the next of a contest.
struct DrillChoice {
  let scenario: DrillScenario
  let trainee: OperatorIdentifier
  let seed: UInt64
  let contest: (name: String, blind: Int)?

  init(_ invocation: Invocation, document: ProtocolDocument) throws {
    trainee = try OperatorIdentifier(try invocation.required("trainee"))
    let scenarios = try ScenarioOption.all(invocation, document: document)
    let archive = DrillArchive(logs: invocation.logsDirectory)
    if let name = invocation.value("contest") {
      guard !invocation.has("pace") else { throw ContestFault.ownPace }
      let found = try Contest.find(name, in: archive)
      scenario = try Self.paper(of: found, for: trainee, scenarios: scenarios, document: document)
      seed = found.seed
      contest = (name, found.blind(of: trainee))
    } else {
      let given = try Self.seed(invocation)
      let chosen = try Self.choose(invocation, of: scenarios, seed: given, trainee: trainee)
      seed = given ?? (invocation.has("random") ? Self.freshSeed : 0)
      try Contest.refusePractice(seed: seed, in: archive)
      scenario = ScenarioVariation.vary(chosen, seed: seed, document: document)
      contest = nil
    }
  }

  /// The trainee's next paper, as it was pinned when the contest was opened.
  private static func paper(
    of contest: Contest, for trainee: OperatorIdentifier, scenarios: [DrillScenario],
    document: ProtocolDocument
  ) throws -> DrillScenario {
    let next = try contest.next(for: trainee)
    try contest.checkProtocol(document.digest)
    let varied = scenarios.first { $0.identifier == next.scenario }.map {
      ScenarioVariation.vary($0, seed: contest.seed, document: document)
    }
    guard let varied, next.digest.map({ $0 == varied.digest }) ?? true else {
      throw ContestFault.paperChanged(contest.name)
    }
    return varied
  }

  static var freshSeed: UInt64 {
    UInt64(bitPattern: JournalClock.system.now().milliseconds) & 0xFFFF_FFFF
  }

  static func seed(_ invocation: Invocation) throws(CommandLineFault) -> UInt64? {
    guard let text = invocation.value("seed") else { return nil }
    guard let seed = UInt64(text) else { throw .badValue(option: "seed", expected: "0–\(UInt64.max)") }
    return seed
  }

  private static func choose(
    _ invocation: Invocation, of scenarios: [DrillScenario], seed: UInt64?, trainee: OperatorIdentifier
  ) throws -> DrillScenario {
    if let name = invocation.operands.first {
      guard let found = scenarios.first(where: { $0.identifier == name }) else {
        throw DrillCommandFault.unknownScenario(name)
      }
      return found
    }
    var pool = scenarios
    if let set = invocation.value("set") {
      pool = scenarios.filter { $0.sets.contains(set) }
      let known = Set(scenarios.flatMap(\.sets)).sorted()
      guard !pool.isEmpty else { throw DrillCommandFault.unknownSet(set, known: known) }
    }
    if invocation.has("random") {
      var random = SeededChoice(seed: seed ?? freshSeed, salt: "scenario")
      if let found = random.pick(pool) { return found }
    }
    guard invocation.has("set") else { throw DrillCommandFault.nothingChosen }
    return leastDrilled(pool, of: trainee, logs: invocation.logsDirectory)
  }

  /// The first of the set that the trainee has finished least often.
  private static func leastDrilled(
    _ pool: [DrillScenario], of trainee: OperatorIdentifier, logs: String
  ) -> DrillScenario {
    var counts: [String: Int] = [:]
    for run in DrillArchive(logs: logs).all() where run.start.trainee == trainee && run.outcome == .finished {
      counts[run.start.scenario, default: 0] += 1
    }
    return pool.min { counts[$0.identifier] ?? 0 < counts[$1.identifier] ?? 0 } ?? pool[0]
  }
}

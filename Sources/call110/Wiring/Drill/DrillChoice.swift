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
    if let name = invocation.value("contest") {
      let found = try Contest.find(name, logs: invocation.logsDirectory)
      guard !found.isClosed else { throw DrillCommandFault.contestDone(name) }
      let next = try found.next(for: trainee, logs: invocation.logsDirectory)
      guard let chosen = scenarios.first(where: { $0.identifier == next.scenario }) else {
        throw DrillCommandFault.contestPaperChanged(name)
      }
      seed = found.seed
      contest = (name, found.blind(of: trainee))
      scenario = ScenarioVariation.vary(chosen, seed: found.seed, document: document)
      // Everybody gets what was pinned when the contest was opened.
      guard next.digest.map({ $0 == scenario.digest }) ?? true else {
        throw DrillCommandFault.contestPaperChanged(name)
      }
      return
    }
    contest = nil
    let given = try Self.seed(invocation)
    let chosen = try Self.choose(invocation, scenarios, given, trainee)
    seed = given ?? (invocation.has("random") ? Self.freshSeed : 0)
    let varied = ScenarioVariation.vary(chosen, seed: seed, document: document)
    scenario = varied
    // Nobody practises a paper of a contest that is still open.
    let isPaper = Contest.all(logs: invocation.logsDirectory).contains { contest in
      !contest.isClosed && contest.papers.contains { $0.digest == varied.digest }
    }
    if isPaper, seed != 0 { throw DrillCommandFault.contestPaperPractised }
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
    _ invocation: Invocation, _ scenarios: [DrillScenario], _ seed: UInt64?, _ trainee: OperatorIdentifier
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
    return leastDrilled(pool, trainee, logs: invocation.logsDirectory)
  }

  /// The first of the set that the trainee has finished least often.
  private static func leastDrilled(
    _ pool: [DrillScenario], _ trainee: OperatorIdentifier, logs: String
  ) -> DrillScenario {
    var counts: [String: Int] = [:]
    for run in DrillArchive(logs: logs).all() where run.start.trainee == trainee && run.outcome == .finished {
      counts[run.start.scenario, default: 0] += 1
    }
    return pool.min { counts[$0.identifier] ?? 0 < counts[$1.identifier] ?? 0 } ?? pool[0]
  }
}

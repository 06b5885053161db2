import CallDrill
import CallJournal
import CallModel
import PlainText

/// A contest on record: its scenarios with their digests, its seed, who takes part under which blind number,
/// and the judges' marks.
struct Contest {
  /// The desk that writes contests.
  static let seat = "desk-contest"

  /// A scenario of a contest with the digest of what everybody is given.
  struct Paper: Hashable {
    let scenario: String
    /// Nil in contests from before digests were kept.
    let digest: String?
  }

  let name: String
  let seed: UInt64
  let papers: [Paper]
  /// Whether papers, reviews and names may be seen.
  let isClosed: Bool
  private let trainees: [OperatorIdentifier]

  var scenarios: [String] { papers.map(\.scenario) }

  /// The payload of the line that opens it.
  static func payload(
    name: String, seed: UInt64, papers: [Paper], trainees: [OperatorIdentifier]
  ) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("contest", name)
      writer.member("seed", String(seed))
      writer.array("scenarios") { list in for paper in papers { list.value(paper.scenario) } }
      writer.array("digests") { list in for paper in papers { list.value(paper.digest ?? "") } }
      writer.array("trainees") { list in for trainee in trainees { list.value(trainee.description) } }
    }
  }

  static func find(_ name: String, logs: String) throws(DrillCommandFault) -> Contest {
    guard let found = all(logs: logs).first(where: { $0.name == name }) else { throw .unknownContest(name) }
    return found
  }

  /// Every contest on record.
  static func all(logs: String) -> [Contest] {
    let archive = DrillArchive(logs: logs)
    let closed = Set(archive.entries(.contestClosed).compactMap { $0.value["contest"]?.string })
    return archive.entries(.contest).compactMap { Contest($0.value, closed: closed) }
  }

  private init?(_ payload: JSONValue, closed: Set<String>) {
    guard let name = payload["contest"]?.string, let seed = payload["seed"]?.string.flatMap({ UInt64($0) })
    else {
      return nil
    }
    self.name = name
    self.seed = seed
    let digests = (payload["digests"]?.array ?? []).compactMap(\.string)
    papers = (payload["scenarios"]?.array ?? []).compactMap(\.string).enumerated().map { index, scenario in
      let digest = digests.indices.contains(index) && !digests[index].isEmpty ? digests[index] : nil
      return Paper(scenario: scenario, digest: digest)
    }
    trainees = (payload["trainees"]?.array ?? []).compactMap { value in
      value.string.flatMap { OperatorIdentifier(ifValid: $0) }
    }
    isClosed = closed.contains(name)
  }

  /// Blind numbers from 101 in an order nobody chose; a trainee who was not entered gets 0.
  func blind(of trainee: OperatorIdentifier) -> Int {
    var random = SeededChoice(seed: seed, salt: name)
    return (random.shuffled(trainees).firstIndex(of: trainee)).map { $0 + 101 } ?? 0
  }

  /// Whether somebody takes part; who does cannot judge.
  func hasContestant(_ person: String) -> Bool { trainees.contains { $0.description == person } }

  /// The next paper for a trainee; each is drilled once, finished or not, unless a rerun of an unfinished one
  /// was granted.
  func next(for trainee: OperatorIdentifier, logs: String) throws(DrillCommandFault) -> Paper {
    guard trainees.contains(trainee) else { throw .unknownContest(name) }
    let archive = DrillArchive(logs: logs)
    let own = archive.all().filter { $0.start.contest?.name == name && $0.start.trainee == trainee }
    let granted = reruns(archive).filter { $0.blind == blind(of: trainee) }
    let next = papers.first { paper in
      let runs = own.filter { $0.start.scenario == paper.scenario }
      if runs.contains(where: { $0.outcome == .finished }) { return false }
      return runs.count <= granted.count { $0.scenario == paper.scenario }
    }
    guard let next else { throw .contestDone(name) }
    return next
  }

  private func reruns(_ archive: DrillArchive) -> [(blind: Int, scenario: String)] {
    archive.entries(.rerun).map(\.value).filter { $0["contest"]?.string == name }.compactMap { value in
      guard let blind = value["blind"]?.integer, let scenario = value["scenario"]?.string else { return nil }
      return (Int(clamping: blind), scenario)
    }
  }

  /// The last drill of a blind number that was not finished; nil when there is nothing to grant.
  func lost(blind: Int, logs: String) -> DrillRun? {
    runs(blind: blind, logs: logs).last.flatMap { $0.outcome == .finished ? nil : $0 }
  }

  /// What a blind number drilled, in order.
  func runs(blind: Int, logs: String) -> [DrillRun] {
    DrillArchive(logs: logs).all().filter {
      $0.start.contest?.name == name && $0.start.contest?.blind == blind
    }
  }

  /// Who has the blind number.
  func trainee(blind: Int) -> OperatorIdentifier? { trainees.first { self.blind(of: $0) == blind } }

  /// The entries with scores computed from the logs and the last marks of every judge.
  ///
  /// A drill of another paper than the one pinned at the opening counts as not drilled.
  func entries(_ sheet: (DrillRun) -> ScoreSheet?, logs: String) -> [ContestEntry] {
    let archive = DrillArchive(logs: logs)
    let pinned = Dictionary(papers.map { ($0.scenario, $0.digest) }, uniquingKeysWith: { first, _ in first })
    let runs = archive.all().filter { run in
      guard run.start.contest?.name == name, run.outcome == .finished else { return false }
      return (pinned[run.start.scenario] ?? nil).map { $0 == run.start.digest } ?? true
    }
    let marks = archive.entries(.marks).map(\.value).filter { $0["contest"]?.string == name }
    return trainees.map { trainee in
      let blind = blind(of: trainee)
      var sheets: [String: ScoreSheet] = [:]
      for run in runs where run.start.trainee == trainee { sheets[run.start.scenario] = sheet(run) }
      var judged: [String: [Int]] = [:]
      for mark in marks where mark["blind"]?.integer == Int64(blind) {
        judged[mark["judge"]?.string ?? ""] = (mark["marks"]?.array ?? []).compactMap { value in
          value.integer.map { Int(clamping: $0) }
        }
      }
      return ContestEntry(
        blind: blind, trainee: trainee, scores: sheets.mapValues(\.total),
        aspects: ContestEntry.means(sheets.values.map { $0 }, of: papers.count), marks: judged)
    }
  }
}

import CallDrill
import CallJournal
import CallModel
import PlainText

/// A skill contest (岗位练兵、技能比武) on record: its scenarios with their digests, its seed, who takes part under
/// which blind number, and what the judges did.
package struct Contest {
  /// The desk that writes contests.
  package static let desk = "desk-contest"

  /// A scenario of a contest with the digest of what everybody is given.
  package struct Paper: Hashable {
    /// The scenario's identifier.
    package let scenario: String
    /// The digest of the scenario as the seed varied it; nil in contests from before digests were kept.
    package let digest: String?

    /// A paper from its scenario and that one's digest.
    package init(scenario: String, digest: String?) {
      self.scenario = scenario
      self.digest = digest
    }
  }

  /// What is pinned when a contest is opened; the same in every folder of records it is held in.
  package struct Terms: Hashable {
    /// What it is called, at most 40 characters.
    package let name: String
    /// What every scenario is varied with; never 0, which everybody can practise.
    package let seed: UInt64
    /// What is drilled, in this order.
    package let papers: [Paper]
    /// The digest of the protocol in force; nil in contests from before it was kept.
    package let protocolDigest: String?
    /// Who takes part; nobody of them judges.
    package let trainees: [OperatorIdentifier]

    /// Terms from their parts; `open` says which are refused.
    package init(
      name: String, seed: UInt64, papers: [Paper], protocolDigest: String?, trainees: [OperatorIdentifier]
    ) {
      self.name = name
      self.seed = seed
      self.papers = papers
      self.protocolDigest = protocolDigest
      self.trainees = trainees
    }
  }

  /// What was pinned when it was opened.
  package let terms: Terms
  /// Whether papers, reviews and names may be seen.
  package let isClosed: Bool
  let archive: DrillArchive

  /// What it is called.
  package var name: String { terms.name }
  /// What its scenarios are varied with.
  package var seed: UInt64 { terms.seed }
  /// The identifiers of what is drilled, in order.
  package var scenarios: [String] { terms.papers.map(\.scenario) }

  /// Every contest on record in these folders; one whose terms differ from folder to folder is there once for
  /// each of them.
  package static func all(_ archive: DrillArchive) -> [Contest] {
    let closed = archive.deeds(.contestClosed).compactMap { $0.value["contest"]?.string }
    var all: [Contest] = []
    for terms in archive.deeds(.contest).compactMap({ Terms($0.value) })
    where !all.contains(where: { $0.terms == terms }) {
      let isClosed = closed.count { $0 == terms.name } >= archive.folders.count
      all.append(Contest(terms: terms, isClosed: isClosed, archive: archive))
    }
    return all
  }

  /// The contest of this name.
  package static func find(_ name: String, in archive: DrillArchive) throws(ContestFault) -> Contest {
    let found = all(archive).filter { $0.name == name }
    guard let contest = found.first else { throw .unknown(name) }
    guard found.count == 1 else { throw .termsDiffer(name) }
    return contest
  }

  /// The contests that are closed, by name, out of which nothing is kept back any more.
  static func closedNames(_ archive: DrillArchive) -> Set<String> {
    Set(all(archive).lazy.filter(\.isClosed).map(\.name))
  }

  /// The name of the contest that keeps a drill's review and scores back; nil when none does.
  ///
  /// One that is not known to be closed does, also where its opening cannot be read.
  package static func lock(on run: DrillRun, in archive: DrillArchive) -> String? {
    run.start.contest.flatMap { closedNames(archive).contains($0.name) ? nil : $0.name }
  }

  /// Refuses the seed of a contest that is still open, whichever scenario it is for: what is refused must not
  /// tell the papers.
  package static func refusePractice(seed: UInt64, in archive: DrillArchive) throws(ContestFault) {
    guard !all(archive).contains(where: { !$0.isClosed && $0.seed == seed }) else { throw .practised }
  }

  /// Blind numbers from 101 in an order nobody chose; a trainee who was not entered gets 0.
  package func blind(of trainee: OperatorIdentifier) -> Int {
    var random = SeededChoice(seed: seed, salt: name)
    return (random.shuffled(terms.trainees).firstIndex(of: trainee)).map { $0 + 101 } ?? 0
  }

  /// Who has the blind number.
  package func trainee(blind: Int) throws(ContestFault) -> OperatorIdentifier {
    guard let trainee = terms.trainees.first(where: { self.blind(of: $0) == blind }) else {
      throw .unknownBlind(blind)
    }
    return trainee
  }

  /// Refuses another protocol than the one pinned at the opening.
  package func checkProtocol(_ digest: String) throws(ContestFault) {
    guard terms.protocolDigest.map({ $0 == digest }) ?? true else { throw .protocolChanged(name) }
  }

  /// The next paper for a trainee; each is drilled once, finished or not, unless a rerun of an unfinished one
  /// was granted.
  package func next(for trainee: OperatorIdentifier) throws(ContestFault) -> Paper {
    guard terms.trainees.contains(trainee) else { throw .unknown(name) }
    guard !isClosed else { throw .done(name) }
    let own = archive.all().filter { $0.start.contest?.name == name && $0.start.trainee == trainee }
    let granted = reruns().filter { $0.blind == blind(of: trainee) }
    let next = terms.papers.first { paper in
      let runs = own.filter { $0.start.scenario == paper.scenario }
      if runs.contains(where: { $0.outcome == .finished }) { return false }
      return runs.count <= granted.count { $0.rerun.scenario == paper.scenario }
    }
    guard let next else { throw .done(name) }
    return next
  }

  /// What a blind number drilled, in order.
  package func runs(blind: Int) -> [DrillRun] {
    archive.all().filter { $0.start.contest?.name == name && $0.start.contest?.blind == blind }
  }

  func reruns() -> [(blind: Int, rerun: ContestEntry.Rerun)] {
    archive.deeds(.rerun).map(\.value).filter { $0["contest"]?.string == name }.compactMap { value in
      guard let blind = value["blind"]?.integer, let scenario = value["scenario"]?.string else { return nil }
      let rerun = ContestEntry.Rerun(
        scenario: scenario, judge: value["judge"]?.string ?? "", reason: value["reason"]?.string ?? "")
      return (Int(clamping: blind), rerun)
    }
  }

  /// The entries with scores computed from the logs and the last marks of every judge.
  ///
  /// A drill of another paper than the one pinned at the opening, and a second one of the same paper, count
  /// as not drilled and are told.
  package func entries(_ sheet: (DrillRun) -> ScoreSheet?) -> [ContestEntry] {
    let runs = archive.all().filter { $0.start.contest?.name == name }.sorted { $0.at < $1.at }
    let (marks, reruns) = (marks(), reruns())
    return terms.trainees.map { trainee in
      let blind = blind(of: trainee)
      var sheets: [String: ScoreSheet] = [:]
      var discounted = 0
      for run in runs where run.start.trainee == trainee && run.outcome == .finished {
        if isPinned(run), sheets[run.start.scenario] == nil {
          sheets[run.start.scenario] = sheet(run)
        } else {
          discounted += 1
        }
      }
      return ContestEntry(
        blind: blind, trainee: trainee, scores: sheets.mapValues(\.total),
        aspects: ContestEntry.means(sheets.values.map { $0 }, of: terms.papers.count),
        marks: marks[blind] ?? [:], reruns: reruns.filter { $0.blind == blind }.map(\.rerun),
        discounted: discounted)
    }
  }

  private func isPinned(_ run: DrillRun) -> Bool {
    guard let paper = terms.papers.first(where: { $0.scenario == run.start.scenario }) else { return false }
    return paper.digest.map { $0 == run.start.digest } ?? true
  }

  private func marks() -> [Int: [String: [Int]]] {
    archive.deeds(.marks).map(\.value).filter { $0["contest"]?.string == name }.reduce(into: [:]) {
      all, value in
      guard let blind = value["blind"]?.integer, let judge = value["judge"]?.string else { return }
      all[Int(clamping: blind), default: [:]][judge] = (value["marks"]?.array ?? []).compactMap { mark in
        mark.integer.map { Int(clamping: $0) }
      }
    }
  }
}

extension Contest.Terms {
  /// The payload of the line that opens a contest.
  var payload: [UInt8] {
    JSONWriter.object { writer in
      writer.member("contest", name)
      writer.member("seed", String(seed))
      writer.member("protocol", protocolDigest)
      writer.array("scenarios") { list in for paper in papers { list.value(paper.scenario) } }
      writer.array("digests") { list in for paper in papers { list.value(paper.digest ?? "") } }
      writer.array("trainees") { list in for trainee in trainees { list.value(trainee.description) } }
    }
  }

  init?(_ payload: JSONValue) {
    guard let name = payload["contest"]?.string, let seed = payload["seed"]?.string.flatMap({ UInt64($0) })
    else { return nil }
    let digests = (payload["digests"]?.array ?? []).compactMap(\.string)
    let papers = (payload["scenarios"]?.array ?? []).compactMap(\.string).enumerated().map {
      index, scenario in
      let digest = digests.indices.contains(index) && !digests[index].isEmpty ? digests[index] : nil
      return Contest.Paper(scenario: scenario, digest: digest)
    }
    let trainees = (payload["trainees"]?.array ?? []).compactMap { value in
      value.string.flatMap { OperatorIdentifier(ifValid: $0) }
    }
    self.init(
      name: name, seed: seed, papers: papers, protocolDigest: payload["protocol"]?.string, trainees: trainees)
  }
}

/// Why something cannot be done in a contest; nothing is written then.
package enum ContestFault: Error, Hashable {
  /// There is no such contest, or the trainee is not in it.
  case unknown(String)
  /// A contest of this name was opened already.
  case exists(String)
  /// The name cannot be shown as it is.
  case badName
  /// Seed 0 leaves the scenarios as everybody can read them.
  case plainSeed
  /// Somebody is named twice.
  case namedTwice(OperatorIdentifier)
  /// The folders of records were opened with different terms under one name.
  case termsDiffer(String)
  /// The trainee has drilled all scenarios, or the contest is closed.
  case done(String)
  /// The scenario is not the one pinned at the opening.
  case paperChanged(String)
  /// The protocol is not the one pinned at the opening.
  case protocolChanged(String)
  /// The seed is that of a contest that is still open.
  case practised
  /// Everybody hears the caller at the same pace.
  case ownPace
  /// Reviews, scores and results stay locked until the contest is closed.
  case open(String)
  /// Nobody judges any more: names and scores may have been seen.
  case closed(String)
  /// Who takes part cannot judge, nor see what the others did.
  case contestantJudges(OperatorIdentifier)
  /// The blind number has not drilled anything that could be marked.
  case nothingToMark(Int)
  /// The blind number has no lost drill.
  case nothingLost(Int)
  /// Marks are six whole numbers, each at most the points of its aspect.
  case badMarks
  /// Nobody in the contest has this blind number.
  case unknownBlind(Int)
}

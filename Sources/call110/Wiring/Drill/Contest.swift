import CallDrill
import CallJournal
import CallModel
import PlainText

/// A contest on record: its scenarios, its seed, who takes part under which blind number, and the judges'
/// marks.
struct Contest {
  /// The desk that writes contests.
  static let seat = "desk-contest"

  let name: String
  let seed: UInt64
  let scenarios: [String]
  private let trainees: [OperatorIdentifier]

  /// The payload of the line that opens it.
  static func payload(
    name: String, seed: UInt64, scenarios: [String], trainees: [OperatorIdentifier]
  ) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("contest", name)
      writer.member("seed", String(seed))
      writer.array("scenarios") { list in for scenario in scenarios { list.value(scenario) } }
      writer.array("trainees") { list in for trainee in trainees { list.value(trainee.description) } }
    }
  }

  static func find(_ name: String, logs: String) throws(DrillCommandFault) -> Contest {
    let found = DrillArchive(logs: logs).entries(.contest).first { $0.value["contest"]?.string == name }
    guard let payload = found?.value, let seed = payload["seed"]?.string.flatMap({ UInt64($0) }) else {
      throw .unknownContest(name)
    }
    return Contest(
      name: name, seed: seed, scenarios: (payload["scenarios"]?.array ?? []).compactMap(\.string),
      trainees: (payload["trainees"]?.array ?? []).compactMap { value in
        value.string.flatMap { try? OperatorIdentifier($0) }
      })
  }

  /// Blind numbers from 101 in an order nobody chose; a trainee who was not entered gets 0.
  func blind(of trainee: OperatorIdentifier) -> Int {
    var random = SeededChoice(seed: seed, salt: name)
    return (random.shuffled(trainees).firstIndex(of: trainee)).map { $0 + 101 } ?? 0
  }

  /// The next scenario of the contest for a trainee; a contest is drilled once, finished or not.
  func next(for trainee: OperatorIdentifier, logs: String) throws(DrillCommandFault) -> String {
    guard trainees.contains(trainee) else { throw .unknownContest(name) }
    let done = Set(
      DrillArchive(logs: logs).all().filter { $0.start.contest?.name == name && $0.start.trainee == trainee }
        .map(\.start.scenario))
    guard let next = scenarios.first(where: { !done.contains($0) }) else { throw .contestDone(name) }
    return next
  }

  /// Who has the blind number.
  func trainee(blind: Int) -> OperatorIdentifier? { trainees.first { self.blind(of: $0) == blind } }

  /// The entries with scores computed from the logs and the last marks of every judge.
  func entries(_ score: (DrillRun) -> Int?, logs: String) -> [ContestEntry] {
    let archive = DrillArchive(logs: logs)
    let runs = archive.all().filter { $0.start.contest?.name == name && $0.outcome == .finished }
    let marks = archive.entries(.marks).map(\.value).filter { $0["contest"]?.string == name }
    return trainees.map { trainee in
      let blind = blind(of: trainee)
      var scores: [String: Int] = [:]
      for run in runs where run.start.trainee == trainee { scores[run.start.scenario] = score(run) }
      var judged: [String: [Int]] = [:]
      for mark in marks where mark["blind"]?.integer == Int64(blind) {
        judged[mark["judge"]?.string ?? ""] = (mark["marks"]?.array ?? []).compactMap { value in
          value.integer.map { Int(clamping: $0) }
        }
      }
      return ContestEntry(blind: blind, trainee: trainee, scores: scores, marks: judged)
    }
  }
}

import CallDrill
import CallJournal
import CallModel
import PlainText

/// What judges do; every deed is one line of the contest desk, under the judge's number.
extension Contest {
  /// Opens a contest in the folder of records `logs`.
  package static func open(_ terms: Terms, by judge: OperatorIdentifier, logs: String) throws -> Contest {
    let archive = DrillArchive(logs: logs)
    let name = terms.name
    guard name.count <= 40, !name.isEmpty, SafeText(name).description == name else {
      throw ContestFault.badName
    }
    guard !all(archive).contains(where: { $0.name == name }) else { throw ContestFault.exists(name) }
    guard terms.seed != 0 else { throw ContestFault.plainSeed }
    for (index, trainee) in terms.trainees.enumerated() where terms.trainees[..<index].contains(trainee) {
      throw ContestFault.namedTwice(trainee)
    }
    let contest = Contest(terms: terms, isClosed: false, archive: archive)
    try contest.admit(judge)
    try contest.write(.contest, terms.payload, by: judge)
    return contest
  }

  /// Lets a judge in: nobody who takes part, and nobody once names and scores may be seen.
  package func admit(_ judge: OperatorIdentifier) throws(ContestFault) {
    guard !terms.trainees.contains(judge) else { throw .contestantJudges(judge) }
    guard !isClosed else { throw .closed(name) }
  }

  /// Takes six marks, in the order of the aspects, each at most the points of its aspect.
  package func mark(blind: Int, marks: [Int], by judge: OperatorIdentifier) throws {
    _ = try trainee(blind: blind)
    try admit(judge)
    guard runs(blind: blind).contains(where: { $0.outcome == .finished }) else {
      throw ContestFault.nothingToMark(blind)
    }
    let isSound =
      marks.count == DrillAspect.allCases.count
      && zip(marks, DrillAspect.allCases).allSatisfy { (0...($1.maximum / 10)).contains($0) }
    guard isSound else { throw ContestFault.badMarks }
    try write(.marks, by: judge) { writer in
      writer.member("judge", judge.description)
      writer.member("blind", blind)
      writer.array("marks") { list in for mark in marks { list.value(Int64(mark)) } }
    }
  }

  /// Grants that a drill that was cut short is drilled once more.
  package func grantRerun(blind: Int, reason: SafeText, by judge: OperatorIdentifier) throws {
    _ = try trainee(blind: blind)
    try admit(judge)
    guard let lost = runs(blind: blind).last, lost.outcome != .finished else {
      throw ContestFault.nothingLost(blind)
    }
    try write(.rerun, by: judge) { writer in
      writer.member("judge", judge.description)
      writer.member("blind", blind)
      writer.member("scenario", lost.start.scenario)
      writer.member("drill", lost.start.drill.description)
      writer.member("reason", reason.description)
    }
  }

  /// Closes it: papers, reviews, names and scores may be seen from now on, and nobody judges any more.
  package func close(by judge: OperatorIdentifier) throws {
    try admit(judge)
    try write(.contestClosed, by: judge) { _ in }
  }

  private func write(
    _ kind: DrillKind, by judge: OperatorIdentifier, members: (inout JSONWriter) -> Void
  ) throws {
    let payload = JSONWriter.object { writer in
      writer.member("contest", name)
      members(&writer)
    }
    try write(kind, payload, by: judge)
  }

  private func write(_ kind: DrillKind, _ payload: [UInt8], by judge: OperatorIdentifier) throws {
    let deed = JournalDraft(call: nil, kind: kind.rawValue, payload: payload)
    let witnessed = witnessedEnds()
    try DeskJournal.record(
      witnessed.isEmpty ? [deed] : [deed, Checkpoint.draft(witnessed)], desk: Self.desk, room: .drill,
      by: judge, logs: archive.folders[0])
  }

  /// The ends of the journals the contest was drilled in, whatever day that was: a journal cut short or taken
  /// away after it was judged is found.
  private func witnessedEnds() -> [ChainPoint] {
    let reader = JournalReader(logs: archive.folders[0])
    let days = Set(archive.all().filter { $0.start.contest?.name == name }.map(\.at.date))
    return days.sorted().flatMap { reader.heads(.drill, on: $0, synchronizing: true) }
      .filter { !$0.path.isDesk }
  }
}

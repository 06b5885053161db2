import CallArchive
import CallDrill
import CallJournal
import CallModel
import CallProtocol
import Catalogue
import Glibc
import PlainText

/// `call110 drill watch`: a running drill from another terminal, line by line.
enum DrillWatchCommand: Command {
  static let words = ["drill", "watch"]
  static let specification = CommandSpecification(
    words, .commandDrillWatch,
    options: [
      OptionSpecification("seat", .required("SEAT"), .optionDrillSeat),
      OptionSpecification("contest", .required("NAME"), .optionJudgeContest),
      OptionSpecification("blind", .required("N"), .optionBlind),
      OptionSpecification("judge", .required("ID"), .optionJudge),
      OptionSpecification("once", .none, .optionDrillOnce), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try SeatIdentifier(invocation.value("seat") ?? "drill")
    let document = try ProtocolOption.document(invocation)
    guard let first = try running(invocation, at: seat) else {
      throw DrillCommandFault.noRunningDrill(seat)
    }
    var shown = 0
    let archive = DrillArchive(logs: invocation.logsDirectory)
    var run = first
    while true {
      let rows = DrillReview(run, document: document)?.timeline ?? []
      DrillRunCommand.print(Array(rows.dropFirst(shown)), for: invocation)
      shown = rows.count
      if invocation.has("once") || run.isClosed { return .success }
      var pause = timespec(tv_sec: 0, tv_nsec: 300_000_000)
      nanosleep(&pause, nil)
      run = archive.run(run.start.drill) ?? run
    }
  }

  /// The drill to watch: that of a contest's blind number, or the one at a seat.
  private static func running(_ invocation: Invocation, at seat: SeatIdentifier) throws -> DrillRun? {
    guard let name = invocation.value("contest") else {
      let run = running(at: seat, logs: invocation.logsDirectory)
      // Whose seat it is everybody sees: a contest is watched by blind numbers only.
      if let contest = run?.start.contest { throw ContestFault.open(contest.name) }
      return run
    }
    let (contest, blind) = try DrillReviewCommand.judged(name, for: invocation)
    return contest.runs(blind: blind).last { !$0.isClosed }
  }

  /// The drill going on at a seat now.
  static func running(at seat: SeatIdentifier, logs: String) -> DrillRun? {
    DrillArchive(logs: logs).running(at: seat, on: JournalClock.system.now().date)
  }
}

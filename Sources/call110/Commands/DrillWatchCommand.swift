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
      OptionSpecification("once", .none, .optionDrillOnce), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let seat = try SeatIdentifier(invocation.value("seat") ?? "drill")
    let document = try ProtocolOption.document(invocation)
    guard let first = try running(invocation, seat) else {
      throw DrillCommandFault.noRunningDrill(seat)
    }
    var shown = 0
    let archive = DrillArchive(logs: invocation.logsDirectory)
    var run = first
    while true {
      let rows = DrillReview(run, document: document)?.timeline ?? []
      DrillRunCommand.print(Array(rows.dropFirst(shown)), invocation)
      shown = rows.count
      if invocation.has("once") || run.isClosed { return .success }
      var pause = timespec(tv_sec: 0, tv_nsec: 300_000_000)
      nanosleep(&pause, nil)
      run = archive.run(run.start.drill) ?? run
    }
  }

  /// The drill to watch: that of a contest's blind number, or the one at a seat.
  private static func running(_ invocation: Invocation, _ seat: SeatIdentifier) throws -> DrillRun? {
    guard let name = invocation.value("contest") else {
      return running(at: seat, logs: invocation.logsDirectory)
    }
    let contest = try Contest.find(name, logs: invocation.logsDirectory)
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    guard contest.trainee(blind: blind) != nil else { throw DrillCommandFault.unknownBlind(blind) }
    return DrillArchive(logs: invocation.logsDirectory).running(contest: name, blind: blind)
  }

  /// The drill going on at a seat: its last one of today that has no end.
  static func running(at seat: SeatIdentifier, logs: String) -> DrillRun? {
    let reader = JournalReader(logs: logs)
    let today = JournalClock.system.now().date
    let entries =
      reader.day(today.adding(days: -1), seat: seat, room: .drill).entries
      + reader.day(today, seat: seat, room: .drill).entries
    return DrillArchive.runs(entries).last.flatMap { $0.isClosed ? nil : $0 }
  }
}

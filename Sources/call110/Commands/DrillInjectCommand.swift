import CallArchive
import CallDrill
import CallJournal
import CallModel
import Catalogue
import Glibc
import PlainText

/// `call110 drill inject`: a trainer puts something into a running drill.
enum DrillInjectCommand: Command {
  /// How often the drill's journal is looked at for an answer, five times a second.
  private static let looks = 25

  static let words = ["drill", "inject"]
  static let specification = CommandSpecification(
    words, operands: ["WHAT", "[WORDS]"], .commandDrillInject,
    options: [
      OptionSpecification("trainer", .required("ID"), .optionTrainer),
      OptionSpecification("seat", .required("SEAT"), .optionDrillSeat),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let words = invocation.operands.count > 1 ? invocation.operands[1] : ""
    guard let injection = DrillInjection(name: invocation.operands[0], text: words) else {
      throw DrillCommandFault.badInjection(known: DrillInjection.names)
    }
    let trainer = try OperatorIdentifier(try invocation.required("trainer"))
    let seat = try SeatIdentifier(invocation.value("seat") ?? "drill")
    guard let run = DrillWatchCommand.running(at: seat, logs: invocation.logsDirectory) else {
      throw DrillCommandFault.noRunningDrill(seat)
    }
    guard run.start.contest == nil else { throw DrillCommandFault.injectionInContest }
    let payload = JSONWriter.object { writer in
      writer.member("seat", seat.description)
      writer.member("drill", run.start.drill.description)
      writer.member("what", injection.name)
      if case .say(let words) = injection { writer.member("words", words) }
    }
    try DeskJournal.record(
      [JournalDraft(call: nil, kind: DrillKind.inject.rawValue, payload: payload)],
      desk: TrainerFeed.seatPrefix, room: .drill, by: trainer, logs: invocation.logsDirectory)
    let isTaken = try answer(to: injection, in: run, logs: invocation.logsDirectory)
    DrillRunCommand.print([.drillInjected(injection.name, isTaken: isTaken)], for: invocation)
    return isTaken ? .success : .found
  }

  /// Whether the console took it, as it wrote down; it looks several times a second.
  private static func answer(
    to injection: DrillInjection, in run: DrillRun, logs: String
  ) throws(DrillCommandFault) -> Bool {
    let archive = DrillArchive(logs: logs)
    let known = injected(run).count
    for _ in 0..<Self.looks {
      var pause = timespec(tv_sec: 0, tv_nsec: 200_000_000)
      nanosleep(&pause, nil)
      let now = archive.run(run.start.drill).map(injected) ?? []
      if let line = now.dropFirst(known).first(where: { $0["what"]?.string == injection.name }) {
        return line["taken"]?.bool ?? true
      }
    }
    throw .injectionUnanswered(run.start.drill.seat)
  }

  private static func injected(_ run: DrillRun) -> [JSONValue] {
    run.lines.filter { $0.kind == DrillKind.inject.rawValue }.map(\.payload)
  }
}

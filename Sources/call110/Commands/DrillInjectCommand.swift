import CallDrill
import CallJournal
import CallModel
import Catalogue
import PlainText

/// `call110 drill inject`: a trainer puts something into a running drill.
enum DrillInjectCommand: Command {
  static let specification = CommandSpecification(
    ["drill", "inject"], operands: ["WHAT", "[WORDS]"], .commandDrillInject,
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
    let payload = JSONWriter.object { writer in
      writer.member("seat", seat.description)
      writer.member("drill", run.start.drill.description)
      writer.member("what", injection.name)
      if case .say(let words) = injection { writer.member("words", words) }
    }
    let writer = try JournalWriter(
      logs: invocation.logsDirectory, room: .drill, seat: try SeatIdentifier(TrainerFeed.seatPrefix),
      operatorOnDuty: trainer)
    try writer.append([JournalDraft(call: nil, kind: DrillKind.inject.rawValue, payload: payload)])
    writer.close()
    DrillRunCommand.print([.drillInjected(injection.name)], invocation)
    return .success
  }
}

import CallDrill
import CallJournal
import CallModel
import Catalogue

/// `call110 drill from-call`: a scenario file from a real record, with names, numbers and addresses replaced.
enum DrillFromCallCommand: Command {
  static let words = ["drill", "from-call"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandDrillFromCall, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    let reader = JournalReader(logs: invocation.logsDirectory)
    var contents = reader.day(call.date, seat: call.seat, .live)
    contents.append(reader.day(call.date.adding(days: 1), seat: call.seat, .live))
    let record = CallRecordReader.fold(contents.entries.filter { $0.entry.call == call })[call]
    guard let record else { throw CallLookupFault.notFound(call) }
    guard let text = ScenarioDraft(record)?.text else { throw DrillCommandFault.nothingInCall(call) }
    StandardStreams.output(text)
    return .success
  }
}

import CallArchive
import CallDrill
import CallModel
import Catalogue

/// `call110 drill from-call`: a scenario file from a real record, with names, numbers and addresses replaced.
enum DrillFromCallCommand: Command {
  static let words = ["drill", "from-call"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandDrillFromCall, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    guard let record = Archive(logs: invocation.logsDirectory).call(call).state?.record else {
      throw CallLookupFault.notFound(call)
    }
    guard let text = ScenarioDraft(record)?.text else { throw DrillCommandFault.nothingInCall(call) }
    StandardStreams.output(text)
    return .success
  }
}

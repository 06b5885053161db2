import CallProtocol
import Catalogue
import PlainText

/// `call110 protocol check FILE`: every fault of a protocol file at once.
enum ProtocolCheckCommand: Command {
  static let specification = CommandSpecification(
    ["protocol", "check"], operands: ["FILE"], .summaryProtocolCheck)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let (file, outcome) = try ProtocolOption.read(invocation.operands.first)
    let shown = SafeText(file).description
    if let document = outcome.document {
      let message = Message.protocolIsSound(
        file: shown, phrases: document.phrases.count, referrals: document.referrals.entries.count)
      StandardStreams.output(message.text(invocation.language) + "\n")
      return .success
    }
    var lines = outcome.faults.map { fault in
      SafeText(ProtocolFaultWords.describe(fault).text(invocation.language)).description
    }
    let count = Message.protocolFaultCount(file: shown, count: outcome.faults.count)
    lines.append(count.text(invocation.language))
    StandardStreams.output(lines.joined(separator: "\n") + "\n")
    return .badData
  }
}

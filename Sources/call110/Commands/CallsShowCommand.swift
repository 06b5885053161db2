import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 calls show ID`: one call record.
enum CallsShowCommand: Command {
  static let specification = CommandSpecification(
    ["calls", "show"], operands: ["ID"], .commandCallsShow,
    options: [ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON)]
      + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    let (record, _, faults) = CallFinder.find(call, logs: invocation.logsDirectory)
    _ = try Reveal.reason(invocation)
    let (found, faults) = find(call, logs: invocation.logsDirectory)
    if faults > 0 {
      StandardStreams.error("call110: \(Message.journalFaultsMet(faults).text(invocation.language))\n")
    }
    guard let found else { throw CallLookupFault.notFound(call) }
    let record = found.masked(
      try Reveal.extent(.record, invocation, subject: call.description, calls: 1))
    if invocation.has("json") {
      StandardStreams.output(
        String(decoding: JSONWriter.object { record.write(to: &$0) }, as: UTF8.self) + "\n")
      return .success
    }
    let sheet = CallSheet(record, document: try ProtocolOption.document(invocation))
    let rows = sheet.rows.map { SafeText($0.text(invocation.language), limit: 20_000).description }
    StandardStreams.output(rows.joined(separator: "\n") + "\n")
    return .success
  }
}

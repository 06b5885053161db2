import CallArchive
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// `call110 calls show ID`: one call record.
enum CallsShowCommand: Command {
  static let words = ["calls", "show"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandCallsShow,
    options: [ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON)]
      + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    _ = try Reveal.reason(invocation)
    let found = JournalFaults.call(call, for: invocation)
    let state = found.state
    let imported = state == nil ? ImportedCalls(logs: invocation.logsDirectory).find(call) : nil
    guard let whole = state?.record ?? imported?.record else { throw CallLookupFault.notFound(call) }
    let extent = try Reveal.extent(.record, invocation: invocation, subject: call.description, calls: 1)
    let undone = found.history.map { UndoneDeeds($0, extent: extent) }
    var record = whole.masked(extent)
    if invocation.has("json") {
      // The protocol is read only for a record that needs it.
      if record.category?.name.isEmpty == true {
        record = record.named(by: try ProtocolOption.document(invocation))
      }
      StandardStreams.json(
        object: JSONWriter.object { writer in
          record.write(to: &writer)
          undone?.write(to: &writer)
          if let state { CallSheet.write(laterOf: state, extent: extent, to: &writer) }
        })
      return .success
    }
    if let imported {
      let origin = Message.sheetImported(source: imported.source, line: imported.line)
      StandardStreams.output(SafeText(origin.text(invocation.language)).description + "\n")
    }
    if let typing = state?.typing {
      let origin = Message.sheetTyped(at: typing.at.display, by: typing.personnel.description)
      StandardStreams.output(origin.text(invocation.language) + "\n")
    }
    let document = try ProtocolOption.document(invocation)
    let later = state.map { CallSheet.later(of: $0, extent: extent) } ?? []
    let sheet = CallSheet(record, document: document).rows + (undone?.rows(document) ?? [])
    let rows = (sheet + later).map { row in
      var text = SafeText(row.text(invocation.language), limit: 20_000).description
      while text.last == " " { text.removeLast() }
      return text
    }
    StandardStreams.output(rows.joined(separator: "\n") + "\n")
    return .success
  }
}

import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 matters hand-over [ID...] --to PERSON`: open matters get another named holder.
enum MattersHandOverCommand: Command {
  static let words = ["matters", "hand-over"]
  static let specification = CommandSpecification(
    words, operands: ["[ID...]"], .commandMattersHandOver,
    options: [
      OptionSpecification("to", .required("ID"), .optionTo),
      OptionSpecification("why", .required("TEXT"), .optionWhy),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try OperatorIdentifier(try invocation.required("to"))
    let reason = try DeskText.required("why", invocation: invocation)
    let named = try invocation.operands.map { try CallIdentifier($0.halfWidth) }
    let writer = try DeskWriter(invocation)
    let desk = DeskLedger(invocation)
    let book = desk.read().calls
    let chosen = named.isEmpty ? book.held(by: writer.personnel) : named
    var events: [(call: CallIdentifier?, event: MatterEvent)] = []
    for call in chosen {
      guard let holder = book.holder(of: call, for: writer.personnel) else {
        throw DeskFault.nothingOpen(call)
      }
      guard holder != person else { throw DeskFault.alreadyHeld(call) }
      events.append((call, .handedOver(HolderChanged(from: holder, to: person, reason: reason))))
    }
    guard !events.isEmpty else {
      StandardStreams.output(Message.nothingOpen.text(invocation.language) + "\n")
      return .success
    }
    try writer.write(events)
    for (call, event) in events {
      let row = MatterWords.message(event).about(call?.description ?? "")
      StandardStreams.output(row.text(invocation.language) + "\n")
    }
    return .success
  }
}

import CallArchive
import CallModel
import CallReview
import Catalogue

/// What commands about one call have in common: the call must be on record; then the events are written and
/// told.
enum CallStepCommand {
  static func run(_ invocation: Invocation, events: [MatterEvent]) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    guard JournalFaults.call(call, for: invocation).state?.record != nil else {
      throw CallLookupFault.notFound(call)
    }
    return try write(events, of: call, invocation: invocation)
  }

  static func write(
    _ events: [MatterEvent], of call: CallIdentifier, invocation: Invocation
  ) throws -> ExitStatus {
    let at = try DeskWriter(invocation).write(events.map { (call, $0) })
    for event in events {
      let said = Message.written(MatterWords.message(event).about(call.description), at: at.display)
      StandardStreams.output(said.text(invocation.language) + "\n")
    }
    return .success
  }
}

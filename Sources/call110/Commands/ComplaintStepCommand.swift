import CallArchive
import CallModel
import CallReview
import Catalogue

/// What `assign`, `reply` and `reopen` have in common: find the complaint, take the step, write it down, say
/// so.
enum ComplaintStepCommand {
  static func run(
    _ invocation: Invocation,
    step: (ComplaintCase, WallInstant) throws(ComplaintFault) -> MatterEvent
  ) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    let writer = try DeskWriter(invocation)
    let desk = DeskLedger(invocation)
    let complaint = try desk.complaint(call)
    let event: MatterEvent
    do throws(ComplaintFault) {
      event = try step(complaint, desk.now)
    } catch {
      throw DeskFault.complaint(call, error)
    }
    let at = try writer.write([(call, event)])
    let said = Message.written(MatterWords.message(event).about(call.description), at: at.display)
    StandardStreams.output(said.text(invocation.language) + "\n")
    // Another desk may have written at the same moment: what stands now is read back.
    let now = try desk.complaint(call)
    if now.hasConflict {
      StandardStreams.error(
        "call110: \(Message.complaintConflict(now.replies.count).about(call.description).text(invocation.language))\n"
      )
    }
    return .success
  }
}

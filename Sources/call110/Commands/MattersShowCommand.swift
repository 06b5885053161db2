import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 matters show ID`: what one call left to be done, and everything that desks wrote of it.
enum MattersShowCommand: Command {
  static let words = ["matters", "show"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandMattersShow)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    let desk = DeskLedger(invocation)
    let (facts, faults) = desk.ledger.history(of: call)
    desk.tell(faults: faults)
    guard let matter = CallBook(facts)[call] else { throw DeskFault.nothingOpen(call) }
    let list = MatterList(language: invocation.language, now: desk.now)
    let complaint = matter.complaint.map { $0.isOpen ? [list.row($0)] : [] } ?? []
    let open = complaint + list.rows(matter)
    let record = JournalFaults.call(call, for: invocation).state?.record
    let rows =
      (open.isEmpty ? [Message.nothingOpen.text(invocation.language)] : open) + list.steps(facts, of: record)
    StandardStreams.output(rows.map { SafeText($0, limit: 20_000).description + "\n" }.joined())
    return .success
  }
}

import CallArchive
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 complaints show ID`: one complaint and everything done about it.
///
/// Who complained is hidden, and of a confidential complaint not even hinted at, unless it is revealed.
enum ComplaintsShowCommand: Command {
  static let words = ["complaints", "show"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandComplaintsShow,
    options: [
      OptionSpecification("json", .none, .optionJSON)
    ] + Reveal.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try DeskText.call(invocation)
    _ = try Reveal.reason(invocation)
    let desk = DeskLedger(invocation)
    let complaint = try desk.complaint(call)
    if invocation.has("json") {
      StandardStreams.json([
        ComplaintList(language: invocation.language, today: desk.now.date).json(complaint)
      ])
      return .success
    }
    let record = JournalFaults.call(call, for: invocation).state?.record
    let extent = try Reveal.extent(.record, invocation: invocation, subject: call.description, calls: 1)
    let sheet = ComplaintSheet(complaint, record: record, today: desk.now.date, extent: extent)
    let rows = sheet.rows.map { SafeText($0.text(invocation.language), limit: 20_000).description }
    StandardStreams.output(rows.joined(separator: "\n") + "\n")
    return .success
  }
}

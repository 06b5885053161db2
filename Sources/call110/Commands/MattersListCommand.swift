import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import PlainText

/// `call110 matters list`: everything that is still open, and who holds it.
enum MattersListCommand: Command {
  static let words = ["matters", "list"]
  static let specification = CommandSpecification(
    words, .commandMattersList,
    options: [
      OptionSpecification("holder", .required("ID"), .optionHolder),
      OptionSpecification("json", .none, .optionJSON), Pager.option,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let holder = try invocation.value("holder").map { try OperatorIdentifier($0) }
    let desk = DeskLedger(invocation)
    let reading = desk.read()
    let list = MatterList(language: invocation.language, now: desk.now)
    let complaints = reading.calls.openComplaints.filter { holder == nil || $0.responsible == holder }
    let matters = reading.calls.openMatters.filter {
      holder == nil || $0.holder == holder || $0.followUp?.to == holder
    }
    let unheld = holder == nil ? CallbackBook.list(reading).openWithoutRecord : []
    if invocation.has("json") {
      let sheet = ComplaintList(language: invocation.language, today: desk.now.date)
      StandardStreams.json(complaints.map(sheet.json) + matters.map(list.json) + unheld.map(list.json))
    } else {
      let rows =
        complaints.map(list.row) + matters.flatMap { list.rows($0, of: holder) }
        + unheld.map { SafeText(list.row($0)).description }
      Pager.show(rows.sorted().map { $0 + "\n" }.joined(), for: invocation)
    }
    return .success
  }
}

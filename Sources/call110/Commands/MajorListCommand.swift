import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 major list`: major matters that nobody in charge, and misconduct that no inspector, was told of.
enum MajorListCommand: Command {
  static let words = ["major", "list"]
  static let specification = CommandSpecification(
    words, .commandMajorList, options: [OptionSpecification("json", .none, .optionJSON), Pager.option])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let desk = DeskLedger(invocation)
    let open = desk.read().calls.openMatters.filter { !$0.unreported.isEmpty }
    let list = MatterList(language: invocation.language, now: desk.now)
    if invocation.has("json") {
      StandardStreams.json(open.map(list.json))
    } else {
      Pager.show(open.flatMap(list.majorRows).map { $0 + "\n" }.joined(), for: invocation)
    }
    return open.flatMap(\.unreported).contains { $0.isLate(at: desk.now) } ? .found : .success
  }
}
